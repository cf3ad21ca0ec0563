/// The types that are values themselves and are not taken apart by an encoder.
enum NativeValues {
    static func value<T>(_ content: T) -> Value? {
        if T.self == Value.self { return content as? Value }
        if T.self == Decimal.self { return (content as? Decimal).map(Value.decimal) }
        if T.self == Timestamp.self { return (content as? Timestamp).map(Value.timestamp) }
        if T.self == Duration.self { return (content as? Duration).map(Value.duration) }
        if T.self == [UInt8].self { return (content as? [UInt8]).map(Value.bytes) }
        if T.self == ValueMap.self { return (content as? ValueMap).map(Value.map) }
        if T.self == [Value].self { return (content as? [Value]).map(Value.list) }
        if T.self == ValueType.self { return (content as? ValueType).map(Value.type) }
        return nil
    }

    /// What a native type is called, and how it is read from a value; nil for all other types.
    static func content<T>(_ type: T.Type, of value: Value) -> Read<T>? {
        if T.self == Value.self { return Read("a value", value) }
        if T.self == Decimal.self { return Read("decimal", decimal(value)) }
        if T.self == Timestamp.self { return Read("timestamp", timestamp(value)) }
        if T.self == Duration.self { return Read("duration", duration(value)) }
        if T.self == [UInt8].self { return Read("bytes", value.bytesValue) }
        if T.self == ValueMap.self { return Read("map", value.mapValue) }
        if T.self == [Value].self { return Read("list", value.listValue) }
        if T.self == ValueType.self { return Read("type", valueType(value)) }
        if T.self == CivilDate.self {
            return Read("date", value.stringValue.flatMap(CivilDate.init))
        }
        if T.self == TimeOfDay.self {
            return Read("time of day", value.stringValue.flatMap(TimeOfDay.init))
        }
        if T.self == CivilDateTime.self {
            return Read("date and time", value.stringValue.flatMap(CivilDateTime.init))
        }
        if T.self == Digest.self { return Read("digest", value.stringValue.flatMap(Digest.init)) }
        return nil
    }

    struct Read<T> {
        let expected: String
        let content: T?

        init(_ expected: String, _ content: Any?) {
            self.expected = expected
            self.content = content as? T
        }
    }

    private static func decimal(_ value: Value) -> Decimal? {
        switch value {
        case .decimal(let value): value
        case .int(let value): Decimal(value)
        case .uint(let value): Decimal(value)
        case .string(let text): Decimal(text)
        default: nil
        }
    }

    private static func timestamp(_ value: Value) -> Timestamp? {
        value.timestampValue ?? value.stringValue.flatMap(Timestamp.init)
    }

    private static func duration(_ value: Value) -> Duration? {
        value.durationValue
            ?? value.stringValue.flatMap { Duration(secondsText: $0) ?? Duration(text: $0) }
    }

    private static func valueType(_ value: Value) -> ValueType? {
        if case .type(let type) = value { return type }
        return value.stringValue.flatMap(ValueType.init)
    }
}

/// Encoders other than ours see the text of these types.
private func text<T: LosslessStringConvertible>(from decoder: any Decoder) throws -> T {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = T(text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: text)
    }
    return value
}

private func write(_ text: some CustomStringConvertible, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text.description)
}

extension Decimal: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension CivilDate: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension TimeOfDay: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension CivilDateTime: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension Digest: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension ValueType: Codable {
    public init(from decoder: any Decoder) throws { self = try text(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try write(self, to: encoder) }
}
extension Value: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = try Value(canonicalJSON: container.decode(String.self))
    }
    public func encode(to encoder: any Encoder) throws {
        try write(canonicalJSONText, to: encoder)
    }
}
extension ValueMap: Codable {
    public init(from decoder: any Decoder) throws {
        guard case .map(let map) = try Value(from: decoder) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "expected a map"))
        }
        self = map
    }
    public func encode(to encoder: any Encoder) throws { try Value.map(self).encode(to: encoder) }
}
