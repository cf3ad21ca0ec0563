/// An exact decimal number of up to 34 digits: a coefficient and a power of ten.
public struct Decimal: Sendable {
    /// The digits, with the sign.
    public let coefficient: Int128
    /// How many of the digits stand behind the point; 0 or more.
    public let scale: Int

    public init(_ value: Int64) {
        coefficient = Int128(value)
        scale = 0
    }
}

extension Decimal: Hashable {
    public static func == (one: Decimal, other: Decimal) -> Bool {
        one.coefficient == other.coefficient && one.scale == other.scale
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(coefficient) }
}
