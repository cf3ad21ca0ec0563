import OnusCEL
import OnusModel
import OnusValues

/// Between which whole numbers lies what an expression gives.
struct WholeNumbers {
    /// Nil where there is no bound.
    private var least: Int64?
    private var most: Int64?

    /// Nil where nothing is known of it.
    // INVARIANT: the depth of a parsed expression is bounded, and with it the recursion here.
    init?(of outline: Outline, where limits: [[String]: Field.Limits]) {
        switch outline {
        case .literal(let value):
            guard let number = value.intValue else { return nil }
            (least, most) = (number, number)
        case .path(let path):
            guard let limits = limits[path] else { return nil }
            if let choices = limits.choices {
                let numbers = choices.compactMap(\.intValue)
                guard numbers.count == choices.count else { return nil }
                (least, most) = (numbers.min(), numbers.max())
            } else {
                (least, most) = (limits.minimum?.intValue, limits.maximum?.intValue)
            }
        case .call(let name, let parts):
            let ranges = parts.compactMap { WholeNumbers(of: $0, where: limits) }
            guard ranges.count == 2, parts.count == 2,
                let (low, high) = Self.result(of: name, ranges[0], ranges[1])
            else { return nil }
            (least, most) = (low, high)
        default: return nil
        }
    }

    private static func result(
        of name: String, _ one: WholeNumbers, _ other: WholeNumbers
    ) -> (Int64?, Int64?)? {
        typealias Operation = (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
        func result(_ left: Int64?, _ right: Int64?, _ operation: Operation) -> Int64? {
            guard let left, let right else { return nil }
            let (value, overflow) = operation(left, right)
            return overflow ? nil : value
        }
        func plus(_ left: Int64, _ right: Int64) -> (partialValue: Int64, overflow: Bool) {
            left.addingReportingOverflow(right)
        }
        func minus(_ left: Int64, _ right: Int64) -> (partialValue: Int64, overflow: Bool) {
            left.subtractingReportingOverflow(right)
        }
        switch name {
        case "+": return (result(one.least, other.least, plus), result(one.most, other.most, plus))
        case "-":
            return (result(one.least, other.most, minus), result(one.most, other.least, minus))
        case "*":
            let corners = [one.least, one.most].flatMap { left in
                [other.least, other.most].map { right in
                    result(left, right) { $0.multipliedReportingOverflow(by: $1) }
                }
            }
            let known = corners.compactMap(\.self)
            // Without a bound nothing is known: the sign of the other one may turn it.
            return known.count == 4 ? (known.min(), known.max()) : (nil, nil)
        default: return nil
        }
    }

    /// Why a field may not take all of them; nil when it may, or where they have no bound.
    func problem(with field: Field) -> String? {
        if let least, let minimum = field.limits.minimum?.intValue, least < minimum {
            return "this can be `\(least)`, and `\(field.name)` is at least `\(minimum)`"
        }
        if let most, let maximum = field.limits.maximum?.intValue, most > maximum {
            return "this can be `\(most)`, and `\(field.name)` is at most `\(maximum)`"
        }
        return nil
    }
}
