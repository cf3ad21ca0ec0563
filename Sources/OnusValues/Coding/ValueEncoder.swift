/// Turns what is `Encodable` into a value.
///
/// An optional that is nil leaves its key out. Integers of every width become `int`; only an
/// unsigned one too large for that stays `uint`.
public struct ValueEncoder: Sendable {
    public var keys: KeyStyle

    public init(keys: KeyStyle = .snakeCase) { self.keys = keys }

    public func encode<T: Encodable>(_ content: T) throws -> Value {
        try TreeEncoder.value(content, path: nil, style: keys)
    }
}

/// A value that grows while its content is written.
final class EncodingNode {
    enum Item {
        case value(Value)
        case node(EncodingNode)

        var value: Value {
            switch self {
            case .value(let value): value
            case .node(let node): node.value
            }
        }
    }
    enum Shape { case empty, single, list, map }

    var shape = Shape.empty
    var keys: [String] = []
    var items: [Item] = []

    var value: Value {
        switch shape {
        case .empty: return .map(ValueMap())
        case .single: return items.last?.value ?? .null
        case .list: return .list(items.map(\.value))
        case .map:
            var map = ValueMap()
            map.reserveCapacity(items.count)
            for (place, key) in keys.enumerated() { map[.string(key)] = items[place].value }
            return .map(map)
        }
    }

    func add(_ key: String, _ item: Item) {
        keys.append(key)
        items.append(item)
    }
}

struct TreeEncoder: Encoder {
    let node: EncodingNode
    let path: CodingPath?
    let style: KeyStyle

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func value<T: Encodable>(
        _ content: T, path: CodingPath?, style: KeyStyle
    ) throws -> Value {
        if let value = NativeValues.value(content) { return value }
        let node = EncodingNode()
        try content.encode(to: TreeEncoder(node: node, path: path, style: style))
        return node.value
    }

    static func integer(_ number: some FixedWidthInteger) -> Value {
        if let signed = Int64(exactly: number) { return .int(signed) }
        return UInt64(exactly: number).map(Value.uint) ?? .string(String(number))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.shape = .map
        node.keys.reserveCapacity(8)
        node.items.reserveCapacity(8)
        let style = DictionaryKeys.style(type, style)
        return KeyedEncodingContainer(
            KeyedWriter<Key>(node: node, path: path, style: self.style, ownStyle: style))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.shape = .list
        return ListWriter(node: node, path: path, style: style)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension TreeEncoder: SingleValueEncodingContainer {
    private func set(_ value: Value) {
        node.shape = .single
        node.items = [.value(value)]
    }

    func encodeNil() { set(.null) }
    func encode(_ value: Bool) { set(.bool(value)) }
    func encode(_ value: String) { set(.string(value)) }
    func encode(_ value: Double) { set(.double(value)) }
    func encode(_ value: Float) { set(.double(Double(value))) }
    func encode(_ value: Int) { set(.int(Int64(value))) }
    func encode(_ value: Int8) { set(.int(Int64(value))) }
    func encode(_ value: Int16) { set(.int(Int64(value))) }
    func encode(_ value: Int32) { set(.int(Int64(value))) }
    func encode(_ value: Int64) { set(.int(value)) }
    func encode(_ value: UInt) { set(Self.integer(value)) }
    func encode(_ value: UInt8) { set(Self.integer(value)) }
    func encode(_ value: UInt16) { set(Self.integer(value)) }
    func encode(_ value: UInt32) { set(Self.integer(value)) }
    func encode(_ value: UInt64) { set(Self.integer(value)) }
    func encode<T: Encodable>(_ value: T) throws {
        set(try Self.value(value, path: path, style: style))
    }
}
