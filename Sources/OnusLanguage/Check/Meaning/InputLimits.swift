import OnusCEL
import OnusModel
import OnusValues

// Whether an input may be what it is given, as far as that is known before it runs.
extension Meaning {
    /// Reports a value that the input surely refuses.
    mutating func hold(
        _ source: ValueSource, against input: Field, of name: String, at value: ValueSyntax
    ) {
        guard let problem = problem(source, with: input) else { return }
        report(
            .refusedInput, "\(problem), so that `\(name)` would never start", at: value.location,
            help: "give something that the input may be, or change what `\(name)` declares")
    }

    private func problem(_ source: ValueSource, with input: Field) -> String? {
        switch source {
        case .constant(let value): return input.problem(with: value)
        case .expression(let expression):
            switch expression.outline {
            case .literal(let value):
                return input.type.holds(value) ? input.problem(with: value) : nil
            case .path(let path) where path.count == 2 && path[0] == "inputs":
                let own = workflow.inputs.first { $0.name.value == path[1] }?.field
                return own.flatMap { $0.limits.contradiction(to: input, as: path[1]) }
            default: return nil
            }
        default: return nil
        }
    }
}

extension Field.Limits {
    /// Why nothing that keeps to these limits keeps to those of another field; nil when something does.
    fileprivate func contradiction(to field: Field, as name: String) -> String? {
        if let choices {
            let fits = choices.contains { field.problem(with: $0) == nil }
            return fits ? nil : "no word of the input `\(name)` is one that `\(field.name)` may be"
        }
        let other = field.limits
        func isBelow(_ most: Value?, _ least: Value?) -> Bool {
            guard let most, let least else { return false }
            return most.isLess(than: least)
        }
        if let choices = other.choices, !choices.isEmpty,
            choices.allSatisfy({ isBelow($0, minimum) || isBelow(maximum, $0) })
        {
            return "the input `\(name)` is never one of the values that `\(field.name)` may be"
        }
        if let maximum, let least = other.minimum, isBelow(maximum, least) {
            return "the input `\(name)` is at most `\(maximum.plainText)`, and `\(field.name)` at "
                + "least `\(least.plainText)`"
        }
        if let minimum, let most = other.maximum, isBelow(most, minimum) {
            return "the input `\(name)` is at least `\(minimum.plainText)`, and `\(field.name)` at "
                + "most `\(most.plainText)`"
        }
        let isTooShort = (maximumLength ?? .max) < (other.minimumLength ?? 0)
        let isTooLong = (minimumLength ?? 0) > (other.maximumLength ?? .max)
        return isTooShort || isTooLong
            ? "the input `\(name)` is never as long as `\(field.name)` must be" : nil
    }
}
