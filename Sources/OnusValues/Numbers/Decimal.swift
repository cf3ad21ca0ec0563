/// An exact decimal number of up to 34 digits: a coefficient and a power of ten.
///
/// `1.1` and `1.10` are equal and hash alike; each still prints as it was written.
public struct Decimal: Sendable {
    // WHY: two words instead of one `Int128` keep a `Value` at 24 bytes, since an `Int128` must
    // stand on a 16-byte boundary.
    private let high: Int64
    private let low: UInt64
    private let places: Int16

    /// The digits, with the sign.
    public var coefficient: Int128 { Int128(high) << 64 | Int128(low) }
    /// How many of the digits stand behind the point; 0 to 34.
    public var scale: Int { Int(places) }

    /// The most digits a decimal has, and the most it has behind the point.
    public static let maximumDigits = 34
    static let bound: Int128 = 10_000_000_000_000_000_000_000_000_000_000_000

    public init(_ value: Int64) { self.init(unchecked: Int128(value), scale: 0) }
    public init(_ value: Int) { self.init(unchecked: Int128(value), scale: 0) }
    public init(_ value: UInt64) { self.init(unchecked: Int128(value), scale: 0) }

    /// Nil when the coefficient has more than 34 digits, or the scale is not 0 to 34.
    public init?(coefficient: Int128, scale: Int) {
        guard (-Self.bound < coefficient) && (coefficient < Self.bound),
            (0...Self.maximumDigits).contains(scale)
        else { return nil }
        self.init(unchecked: coefficient, scale: scale)
    }

    /// INVARIANT: callers have checked that the coefficient has at most 34 digits.
    init(unchecked coefficient: Int128, scale: Int) {
        high = Int64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
        places = Int16(truncatingIfNeeded: scale)
    }

    public static let zero = Decimal(0 as Int64)

    /// The same number without zeros at its end: `1.10` gives `1.1`.
    public var normalized: Decimal {
        guard scale > 0 else { return self }
        var digits = coefficient
        var places = scale
        while places > 0 {
            let (quotient, rest) = digits.quotientAndRemainder(dividingBy: 10)
            if rest != 0 { break }
            digits = quotient
            places -= 1
        }
        return Decimal(unchecked: digits, scale: places)
    }

    public var isWhole: Bool { normalized.scale == 0 }

    /// The number as an integer; nil when it has a fraction or is too large.
    public var int64Value: Int64? {
        let whole = normalized
        return whole.scale == 0 ? Int64(exactly: whole.coefficient) : nil
    }

    /// The nearest binary number.
    public var doubleValue: Double { Double(description) ?? .nan }
}

extension Decimal: Hashable {
    public static func == (one: Decimal, other: Decimal) -> Bool {
        if one.places == other.places { return one.low == other.low && one.high == other.high }
        let (left, right) = (one.normalized, other.normalized)
        return left.places == right.places && left.low == right.low && left.high == right.high
    }

    public func hash(into hasher: inout Hasher) {
        let plain = normalized
        hasher.combine(plain.low)
        hasher.combine(plain.high)
        hasher.combine(plain.places)
    }
}

extension Decimal: Comparable {
    public static func < (one: Decimal, other: Decimal) -> Bool {
        let (left, right) = (one.coefficient, other.coefficient)
        if one.scale == other.scale { return left < right }
        if left.signum() != right.signum() { return left.signum() < right.signum() }
        let first = left.magnitude.multipliedFullWidth(by: power(above: one.scale, other.scale))
        let second = right.magnitude.multipliedFullWidth(by: power(above: other.scale, one.scale))
        return left < 0 ? second < first : first < second
    }

    private static func power(above own: Int, _ other: Int) -> UInt128 {
        own < other ? PowersOfTen[other - own].magnitude : 1
    }
}

extension Decimal: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) { self.init(value) }
}

/// 10⁰ to 10³⁸, all that an `Int128` holds.
enum PowersOfTen {
    private static let table: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    /// INVARIANT: the exponent is 0 to 38.
    static subscript(exponent: Int) -> Int128 { table[exponent] }
}
