/// A type that a parameter or an output of a task may have.
///
/// Texts, numbers, bools, times, people, files and steps are, and so are optionals, lists and maps
/// of these. An enum of texts becomes one by declaring `ParameterChoice`. A type of your own states
/// its shape and decodes what that shape lets authors write, with keys in `snake_case`:
///
/// ```swift
/// struct Period: ParameterValue {
///     var from: Timestamp
///     var until: Timestamp
///     static let placeholder = Period(from: .epoch, until: .epoch)
///     static let shape = ParameterShape.record([
///         .init("from", .value(.timestamp)), .init("until", .value(.timestamp)),
///     ])
/// }
/// ```
public protocol ParameterValue: Codable, Sendable {
    /// What authors may write for it.
    static var shape: ParameterShape { get }
    /// Stands in until the real value is decoded; never reaches `perform` or `evaluate`.
    static var placeholder: Self { get }
    static var isOptional: Bool { get }
}

extension ParameterValue {
    public static var isOptional: Bool { false }
}

/// What authors may write for a parameter, in the terms of checker, editor and help.
public indirect enum ParameterShape: Sendable, Hashable {
    /// A literal of this type, or an expression that gives one.
    case value(ValueType)
    /// The id of a step of the workflow, written bare.
    case step
    /// The name of a field of the duty's form, written bare.
    case field
    /// One of these words.
    case choice([String])
    case list(ParameterShape)
    /// A mapping from names to this.
    case map(ParameterShape)
    /// A mapping with these keys.
    case record([Field])
    /// Any of these, tried in order.
    case anyOf([ParameterShape])

    public struct Field: Sendable, Hashable {
        public let name: String
        public let shape: ParameterShape
        public let isRequired: Bool

        public init(_ name: String, _ shape: ParameterShape, isRequired: Bool = true) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
        }
    }
}

/// An enum of texts as a parameter: `enum Method: String, ParameterChoice { case visit, call }`.
public protocol ParameterChoice: ParameterValue, CaseIterable, RawRepresentable
where RawValue == String {}

extension ParameterChoice {
    public static var shape: ParameterShape { .choice(allCases.map(\.rawValue)) }
}

extension ParameterChoice where AllCases == [Self] {
    // WHY: the compiler refuses a raw type on an enum without cases, so there is a first one.
    public static var placeholder: Self { allCases[0] }
}

extension String: ParameterValue {
    public static var shape: ParameterShape { .value(.string) }
    public static var placeholder: String { "" }
}

extension Bool: ParameterValue {
    public static var shape: ParameterShape { .value(.bool) }
    public static var placeholder: Bool { false }
}

extension Int: ParameterValue {
    public static var shape: ParameterShape { .value(.int) }
    public static var placeholder: Int { 0 }
}

extension Int64: ParameterValue {
    public static var shape: ParameterShape { .value(.int) }
    public static var placeholder: Int64 { 0 }
}

extension Double: ParameterValue {
    public static var shape: ParameterShape { .value(.double) }
    public static var placeholder: Double { 0 }
}

extension Decimal: ParameterValue {
    public static var shape: ParameterShape { .value(.decimal) }
    public static var placeholder: Decimal { Decimal(0) }
}

extension Timestamp: ParameterValue {
    public static var shape: ParameterShape { .value(.timestamp) }
    public static var placeholder: Timestamp { .epoch }
}

extension Duration: ParameterValue {
    public static var shape: ParameterShape { .value(.duration) }
    public static var placeholder: Duration { .zero }
}

/// Any value at all, for a task that passes data through without reading it.
extension Value: ParameterValue {
    public static var shape: ParameterShape { .value(.dyn) }
    public static var placeholder: Value { .null }
}

extension Optional: ParameterValue where Wrapped: ParameterValue {
    public static var shape: ParameterShape { Wrapped.shape }
    public static var placeholder: Wrapped? { nil }
    public static var isOptional: Bool { true }
}

extension Array: ParameterValue where Element: ParameterValue {
    public static var shape: ParameterShape { .list(Element.shape) }
    public static var placeholder: [Element] { [] }
}

extension Dictionary: ParameterValue where Key == String, Value: ParameterValue {
    public static var shape: ParameterShape { .map(Value.shape) }
    public static var placeholder: [String: Value] { [:] }
}
