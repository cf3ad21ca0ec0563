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

    /// What a native type is called; nil for all other types.
    static func kind<T>(_ type: T.Type) -> Kind? {
        if T.self == Value.self { return .value }
        if T.self == Decimal.self { return .decimal }
        if T.self == Timestamp.self { return .timestamp }
        if T.self == Duration.self { return .duration }
        if T.self == [UInt8].self { return .bytes }
        if T.self == ValueMap.self { return .map }
        if T.self == [Value].self { return .list }
        if T.self == ValueType.self { return .type }
        if T.self == CivilDate.self { return .date }
        if T.self == TimeOfDay.self { return .timeOfDay }
        if T.self == CivilDateTime.self { return .dateAndTime }
        if T.self == Digest.self { return .digest }
        return nil
    }

    /// The native types by the names that messages give them.
    enum Kind: String {
        case value = "a value"
        case decimal, timestamp, duration, bytes, map, list, type, date, digest
        case timeOfDay = "time of day"
        case dateAndTime = "date and time"

        /// The content of a value; nil when it is of another kind.
        func content(_ value: Value) -> Any? {
            switch self {
            case .value: value
            case .decimal: NativeValues.decimal(value)
            case .timestamp: value.timestampValue ?? value.stringValue.flatMap(Timestamp.init)
            case .duration: NativeValues.duration(value)
            case .bytes: value.bytesValue
            case .map: value.mapValue
            case .list: value.listValue
            case .type: NativeValues.valueType(value)
            case .date: value.stringValue.flatMap(CivilDate.init)
            case .timeOfDay: value.stringValue.flatMap(TimeOfDay.init)
            case .dateAndTime: value.stringValue.flatMap(CivilDateTime.init)
            case .digest: value.stringValue.flatMap(Digest.init)
            }
        }
    }

    fileprivate static func decimal(_ value: Value) -> Decimal? {
        switch value {
        case .decimal(let value): value
        case .int(let value): Decimal(value)
        case .uint(let value): Decimal(value)
        case .string(let text): Decimal(text)
        default: nil
        }
    }

    fileprivate static func duration(_ value: Value) -> Duration? {
        value.durationValue
            ?? value.stringValue.flatMap { Duration(secondsText: $0) ?? Duration(text: $0) }
    }

    fileprivate static func valueType(_ value: Value) -> ValueType? {
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
