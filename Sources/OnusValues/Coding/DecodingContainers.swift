/// Reads the plain types out of a value that stands at a known place.
struct PlainReader {
    let value: Value
    let parent: CodingPath?
    let key: (any CodingKey)?
    let style: KeyStyle

    // WHY: made only when something asks, since it is for errors and costs an allocation.
    var path: CodingPath? { key.map { CodingPath(parent, $0) } ?? parent }

    func mismatch(_ expected: String) -> ValueDecodingError {
        TreeDecoder.mismatch(expected, value, path, style)
    }

    func bool() throws -> Bool {
        guard case .bool(let content) = value else { throw mismatch("bool") }
        return content
    }

    func string() throws -> String {
        guard case .string(let content) = value else { throw mismatch("string") }
        return content
    }

    func double() throws -> Double {
        switch value {
        case .double(let content): return content
        case .int(let content):
            guard let exact = Double(exactly: content) else { throw mismatch("double") }
            return exact
        case .uint(let content):
            guard let exact = Double(exactly: content) else { throw mismatch("double") }
            return exact
        default: throw mismatch("double")
        }
    }

    func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        let number: Number? =
            switch value {
            case .int(let content): Number(exactly: content)
            case .uint(let content): Number(exactly: content)
            default: nil
            }
        guard let number else { throw mismatch(Number.isSigned ? "int" : "int of 0 or more") }
        return number
    }
}

extension TreeDecoder: SingleValueDecodingContainer {
    private var plain: PlainReader {
        PlainReader(value: value, parent: path, key: nil, style: style)
    }

    func decodeNil() -> Bool { value.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try plain.bool() }
    func decode(_ type: String.Type) throws -> String { try plain.string() }
    func decode(_ type: Double.Type) throws -> Double { try plain.double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try plain.double()) }
    func decode(_ type: Int.Type) throws -> Int { try plain.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try plain.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try plain.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try plain.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try plain.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try plain.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try plain.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try plain.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try plain.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try plain.integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try Self.content(type, of: value, path: path, style: style)
    }
}

struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let map: ValueMap
    let path: CodingPath?
    let style: KeyStyle
    /// The style of this container's own keys; those of a dictionary are never changed.
    let ownStyle: KeyStyle

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var allKeys: [Key] {
        map.keys.compactMap { $0.stringValue.flatMap { Key(stringValue: ownStyle.name($0)) } }
    }

    private func find(_ key: any CodingKey) -> Value? { map[ownStyle.key(key.stringValue)] }

    private func value(_ key: any CodingKey, _ expected: String) throws -> Value {
        guard let value = find(key) else {
            throw TreeDecoder.mismatch(expected, nil, CodingPath(path, key), style)
        }
        return value
    }

    private func plain(_ key: Key, _ expected: String) throws -> PlainReader {
        PlainReader(value: try value(key, expected), parent: path, key: key, style: style)
    }

    private func integer<Number: FixedWidthInteger>(
        _ type: Number.Type, _ key: Key
    ) throws -> Number {
        try plain(key, "int").integer(type)
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) -> Bool { find(key)?.isNull ?? true }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try plain(key, "bool").bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try plain(key, "string").string()
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try plain(key, "double").double()
    }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        Float(try plain(key, "double").double())
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(type, key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(type, key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(type, key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(type, key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(type, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(type, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(type, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(type, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(type, key) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let value = try value(key, "a value")
        return try TreeDecoder.content(type, of: value, path: CodingPath(path, key), style: style)
    }

    private func nested(_ key: any CodingKey, _ expected: String) throws -> TreeDecoder {
        TreeDecoder(value: try value(key, expected), path: CodingPath(path, key), style: style)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested(key, "map").container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try nested(key, "list").unkeyedContainer()
    }
    func superDecoder() throws -> any Decoder { try nested(SuperKey(), "map") }
    func superDecoder(forKey key: Key) throws -> any Decoder { try nested(key, "map") }
}

struct ListReader: UnkeyedDecodingContainer {
    let list: [Value]
    let path: CodingPath?
    let style: KeyStyle
    private(set) var currentIndex = 0

    init(list: [Value], path: CodingPath?, style: KeyStyle) {
        self.list = list
        self.path = path
        self.style = style
    }

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var count: Int? { list.count }
    var isAtEnd: Bool { currentIndex >= list.count }

    private var place: CodingPath { CodingPath(path, IndexKey(currentIndex)) }

    private mutating func next<T>(
        _ expected: String, _ read: (PlainReader) throws -> T
    ) throws -> T {
        guard !isAtEnd else { throw TreeDecoder.mismatch(expected, nil, place, style) }
        let content = try read(
            PlainReader(
                value: list[currentIndex], parent: path, key: IndexKey(currentIndex), style: style))
        currentIndex += 1
        return content
    }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, list[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode(_ type: Bool.Type) throws -> Bool { try next("bool") { try $0.bool() } }
    mutating func decode(_ type: String.Type) throws -> String {
        try next("string") { try $0.string() }
    }
    mutating func decode(_ type: Double.Type) throws -> Double {
        try next("double") { try $0.double() }
    }
    mutating func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    private mutating func integer<Number: FixedWidthInteger>(
        _ type: Number.Type
    ) throws -> Number { try next("int") { try $0.integer(type) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next("a value") { reader in
            try TreeDecoder.content(
                type, of: reader.value, path: reader.path, style: reader.style)
        }
    }

    private mutating func nested(_ expected: String) throws -> TreeDecoder {
        try next(expected) { TreeDecoder(value: $0.value, path: $0.path, style: $0.style) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { try nested("map").container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nested("list").unkeyedContainer()
    }
    mutating func superDecoder() throws -> any Decoder { try nested("map") }
}
