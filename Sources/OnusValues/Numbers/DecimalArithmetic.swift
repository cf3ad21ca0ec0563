/// Why a calculation has no result.
public enum ArithmeticError: Error, Sendable, Hashable {
    case overflow
    case divisionByZero
}

extension ArithmeticError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .overflow: "the result has more digits than can be kept"
        case .divisionByZero: "division by zero"
        }
    }
}

/// Sums, differences and products are exact or an error; only a quotient is rounded.
extension Decimal {
    public static func + (one: Decimal, other: Decimal) throws(ArithmeticError) -> Decimal {
        if one.scale == other.scale {
            return try fitted(one.coefficient + other.coefficient, scale: one.scale)
        }
        if let sum = try aligned(one, other) { return sum }
        guard let sum = try aligned(one.normalized, other.normalized) else { throw .overflow }
        return sum
    }

    public static func - (one: Decimal, other: Decimal) throws(ArithmeticError) -> Decimal {
        try one + -other
    }

    public static prefix func - (one: Decimal) -> Decimal {
        Decimal(unchecked: -one.coefficient, scale: one.scale)
    }

    public static func * (one: Decimal, other: Decimal) throws(ArithmeticError) -> Decimal {
        let (left, right) = (one.coefficient, other.coefficient)
        var (high, low) = left.magnitude.multipliedFullWidth(by: right.magnitude)
        var scale = one.scale + other.scale
        while high > 0 || low >= bound.magnitude || scale > maximumDigits {
            guard scale > 0 else { throw .overflow }
            let (top, carry) = high.quotientAndRemainder(dividingBy: 10)
            let (bottom, rest) = UInt128(10).dividingFullWidth((carry, low))
            guard rest == 0 else { throw .overflow }
            (high, low, scale) = (top, bottom, scale - 1)
        }
        let negative = (left < 0) != (right < 0)
        return Decimal(unchecked: negative ? -Int128(low) : Int128(low), scale: scale)
    }

    public var magnitude: Decimal { coefficient < 0 ? -self : self }

    private static func aligned(_ one: Decimal, _ other: Decimal) throws(ArithmeticError)
        -> Decimal?
    {
        let scale = max(one.scale, other.scale)
        let left = one.coefficient.multipliedReportingOverflow(by: PowersOfTen[scale - one.scale])
        let right = other.coefficient.multipliedReportingOverflow(
            by: PowersOfTen[scale - other.scale])
        guard !left.overflow, !right.overflow else { return nil }
        let sum = left.partialValue.addingReportingOverflow(right.partialValue)
        return sum.overflow ? nil : try? fitted(sum.partialValue, scale: scale)
    }

    /// Gives up zeros at the end where that brings the number down to 34 digits.
    private static func fitted(_ digits: Int128, scale: Int) throws(ArithmeticError) -> Decimal {
        var (digits, scale) = (digits, scale)
        while digits >= bound || digits <= -bound {
            let (quotient, rest) = digits.quotientAndRemainder(dividingBy: 10)
            guard scale > 0, rest == 0 else { throw .overflow }
            (digits, scale) = (quotient, scale - 1)
        }
        return Decimal(unchecked: digits, scale: scale)
    }
}

extension Decimal {
    /// The quotient with exactly `scale` digits behind the point, half to even.
    public func divided(by divisor: Decimal, scale: Int) throws(ArithmeticError) -> Decimal {
        guard divisor.coefficient != 0 else { throw .divisionByZero }
        guard (0...Self.maximumDigits).contains(scale) else { throw .overflow }
        let (top, bottom) = (coefficient.magnitude, divisor.coefficient.magnitude)
        let negative = (coefficient < 0) != (divisor.coefficient < 0)
        let shift = scale + divisor.scale - self.scale
        let digits =
            shift < 0
            ? Self.rounded(top, dividedBy: bottom, shift: -shift)
            : try Self.extended(top, dividedBy: bottom, digits: shift)
        return Decimal(unchecked: negative ? -Int128(digits) : Int128(digits), scale: scale)
    }

    /// The quotient to 34 digits, half to even, without zeros at its end.
    public static func / (one: Decimal, other: Decimal) throws(ArithmeticError) -> Decimal {
        guard other.coefficient != 0 else { throw .divisionByZero }
        var scale = maximumDigits
        while true {
            do { return try one.divided(by: other, scale: scale).normalized } catch {
                guard error == .overflow, scale > 0 else { throw error }
                scale -= 1
            }
        }
    }

    /// The number with `scale` digits behind the point, half to even unless told otherwise.
    public func rounded(
        scale: Int, _ rule: FloatingPointRoundingRule = .toNearestOrEven
    ) throws(ArithmeticError) -> Decimal {
        guard (0...Self.maximumDigits).contains(scale) else { throw .overflow }
        guard scale < self.scale else { return try widened(to: scale) }
        let divisor = PowersOfTen[self.scale - scale]
        let (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: divisor)
        let up = Self.roundsAway(
            rule, rest: rest.magnitude, of: divisor.magnitude, odd: quotient & 1 != 0,
            negative: coefficient < 0)
        let digits = up ? quotient + (coefficient < 0 ? -1 : 1) : quotient
        return try Self.fitted(digits, scale: scale)
    }

    private func widened(to scale: Int) throws(ArithmeticError) -> Decimal {
        let wide = coefficient.multipliedReportingOverflow(by: PowersOfTen[scale - self.scale])
        guard !wide.overflow, let result = Decimal(coefficient: wide.partialValue, scale: scale)
        else { throw .overflow }
        return result
    }

    private static func extended(
        _ top: UInt128, dividedBy bottom: UInt128, digits: Int
    ) throws(ArithmeticError) -> UInt128 {
        var (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
        for _ in 0..<digits {
            // INVARIANT: the rest is below 10³⁴ and the quotient too, so neither line overflows.
            let (digit, next) = (rest * 10).quotientAndRemainder(dividingBy: bottom)
            quotient = quotient * 10 + digit
            rest = next
            guard quotient < bound.magnitude else { throw .overflow }
        }
        let up = roundsAway(
            .toNearestOrEven, rest: rest, of: bottom, odd: quotient & 1 != 0, negative: false)
        guard up else { return quotient }
        guard quotient + 1 < bound.magnitude else { throw .overflow }
        return quotient + 1
    }

    private static func rounded(
        _ top: UInt128, dividedBy bottom: UInt128, shift: Int
    ) -> UInt128 {
        let wide = bottom.multipliedReportingOverflow(by: PowersOfTen[min(shift, 38)].magnitude)
        // WHY: a divisor this large is more than twice any dividend, so the quotient rounds to 0.
        guard !wide.overflow, wide.partialValue < bound.magnitude * 100 else { return 0 }
        let (quotient, rest) = top.quotientAndRemainder(dividingBy: wide.partialValue)
        let up = roundsAway(
            .toNearestOrEven, rest: rest, of: wide.partialValue, odd: quotient & 1 != 0,
            negative: false)
        return up ? quotient + 1 : quotient
    }

    private static func roundsAway(
        _ rule: FloatingPointRoundingRule, rest: UInt128, of divisor: UInt128, odd: Bool,
        negative: Bool
    ) -> Bool {
        guard rest > 0 else { return false }
        let complement = divisor - rest
        switch rule {
        case .toNearestOrEven: return rest > complement || (rest == complement && odd)
        case .toNearestOrAwayFromZero: return rest >= complement
        case .up: return !negative
        case .down: return negative
        case .awayFromZero: return true
        default: return false
        }
    }
}
