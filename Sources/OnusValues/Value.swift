/// One value of an input, an expression, a task's parameter or output, or an event.
///
/// `==` is exact: the same case with the same content, so `.int(1)` is not `.double(1)`, and two
/// strings are equal when they have the same code points. The equality of expressions, which
/// compares numbers by what they mean, is `OnusCEL`'s.
public enum Value: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case decimal(Decimal)
    case string(String)
    case bytes([UInt8])
    case timestamp(Timestamp)
    case duration(Duration)
    case list([Value])
    case map(ValueMap)
    case type(ValueType)
    indirect case optional(Value?)
}

extension Value {
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var intValue: Int64? { if case .int(let value) = self { value } else { nil } }
    public var uintValue: UInt64? { if case .uint(let value) = self { value } else { nil } }
    public var doubleValue: Double? { if case .double(let value) = self { value } else { nil } }
    public var decimalValue: Decimal? { if case .decimal(let value) = self { value } else { nil } }
    public var bytesValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    public var timestampValue: Timestamp? {
        if case .timestamp(let value) = self { value } else { nil }
    }
    public var durationValue: Duration? {
        if case .duration(let value) = self { value } else { nil }
    }
    public var listValue: [Value]? { if case .list(let value) = self { value } else { nil } }
    public var mapValue: ValueMap? { if case .map(let value) = self { value } else { nil } }
    public var isNull: Bool { if case .null = self { true } else { false } }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    // WHY: no nil literal. Where a `Value?` is expected, `condition ? nil : value` would give null.
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .map(ValueMap(elements.map { (.string($0.0), $0.1) }))
    }
}
