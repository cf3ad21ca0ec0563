/// Turns a value into what is `Decodable`.
///
/// A missing key and a null both read as nil where the property is optional. Whole numbers fit
/// every number type that holds them exactly; nothing else is converted.
public struct ValueDecoder: Sendable {
    public var keys: KeyStyle

    public init(keys: KeyStyle = .snakeCase) { self.keys = keys }

    public func decode<T: Decodable>(
        _ type: T.Type, from value: Value
    ) throws(ValueDecodingError) -> T {
        do {
            return try TreeDecoder.content(type, of: value, path: nil, style: keys)
        } catch let error as ValueDecodingError {
            throw error
        } catch let error as DecodingError {
            throw ValueDecodingError(error, root: value, style: keys)
        } catch {
            throw ValueDecodingError(path: [], expected: "another value", got: "\(error)")
        }
    }
}

/// A value that is not what was expected, in the words of the one who wrote it.
public struct ValueDecodingError: Error, Sendable, Hashable {
    /// Keys and places from the outermost on: `items`, `2`, `amount`.
    public var path: [String]
    /// What should stand there, such as `decimal`.
    public var expected: String
    /// What stands there, such as ``the string `x` ``, or `nothing`.
    public var got: String

    public init(path: [String], expected: String, got: String) {
        self.path = path
        self.expected = expected
        self.got = got
    }

    init(_ error: DecodingError, root: Value, style: KeyStyle) {
        let keys: [any CodingKey]
        var expected = "another value"
        switch error {
        case .keyNotFound(let key, let context): keys = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            keys = context.codingPath
        case .dataCorrupted(let context):
            keys = context.codingPath
            expected = "one of the values that are allowed here"
        @unknown default: keys = []
        }
        path = keys.map { $0.intValue.map(String.init) ?? style.key($0.stringValue) }
        self.expected = expected
        got = Self.value(in: root, at: path).map(Self.description) ?? "nothing"
    }

    private static func value(in root: Value, at path: [String]) -> Value? {
        var value = root
        for step in path {
            switch value {
            case .map(let map):
                guard let next = map[step] else { return nil }
                value = next
            case .list(let list):
                guard let place = Int(step), list.indices.contains(place) else { return nil }
                value = list[place]
            default: return nil
            }
        }
        return value
    }

    /// A value in a few words: ``the string `x` ``, ``the int `3` ``, `a list`.
    static func description(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .list: "a list"
        case .map: "a map"
        case .bytes: "bytes"
        case .optional: "an optional"
        case .string(let text): "the string `\(text.prefix(40))`"
        case .bool(let value): "the bool `\(value)`"
        case .int(let value): "the int `\(value)`"
        case .uint(let value): "the uint `\(value)`"
        case .double(let value): "the double `\(value)`"
        case .decimal(let value): "the decimal `\(value)`"
        case .timestamp(let value): "the timestamp `\(value)`"
        case .duration(let value): "the duration `\(value.secondsText)`"
        case .type(let value): "the type `\(value)`"
        }
    }
}

extension ValueDecodingError: CustomStringConvertible {
    public var description: String {
        let place = path.enumerated().reduce(into: "") { text, step in
            let isIndex = Int(step.element) != nil
            text +=
                isIndex ? "[\(step.element)]" : step.offset == 0 ? step.element : ".\(step.element)"
        }
        return "\(place.isEmpty ? "" : "`\(place)`: ")expected \(expected), got \(got)"
    }
}

struct TreeDecoder: Decoder {
    let value: Value
    let path: CodingPath?
    let style: KeyStyle

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func content<T: Decodable>(
        _ type: T.Type, of value: Value, path: CodingPath?, style: KeyStyle
    ) throws -> T {
        if let kind = NativeValues.kind(type) {
            guard let content = kind.content(value) as? T else {
                throw mismatch(kind.rawValue, value, path, style)
            }
            return content
        }
        return try T(from: TreeDecoder(value: value, path: path, style: style))
    }

    static func mismatch(
        _ expected: String, _ value: Value?, _ path: CodingPath?, _ style: KeyStyle
    ) -> ValueDecodingError {
        let keys = CodingPath.keys(path).map {
            $0.intValue.map(String.init) ?? style.key($0.stringValue)
        }
        let got = value.map(ValueDecodingError.description) ?? "nothing"
        return ValueDecodingError(path: keys, expected: expected, got: got)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let map) = value else { throw Self.mismatch("map", value, path, style) }
        let style = DictionaryKeys.style(type, style)
        return KeyedDecodingContainer(
            KeyedReader<Key>(map: map, path: path, style: self.style, ownStyle: style))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let list) = value else { throw Self.mismatch("list", value, path, style) }
        return ListReader(list: list, path: path, style: style)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }
}
