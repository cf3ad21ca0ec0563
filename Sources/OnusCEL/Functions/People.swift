import OnusValues

/// Sets of people, written as lists of their ids. The checker puts these where both sides are
/// people; between lists `+` stays what it is.
enum People {
    static let overloads: [Overload] = [
        Overload("+", [.people, .people], .people, .binary(union)),
        Overload("-", [.people, .people], .people, .binary(difference)),
        Overload("==", [.people, .people], .bool, .binary(areSame)),
        Overload(
            "!=", [.people, .people], .bool,
            .binary { evaluation, one, other throws(CELEvaluationError) in
                .bool(try areSame(&evaluation, one, other) == .bool(false))
            }),
        Overload("size", [.people], .int, .unary(Texts.size)),
        Overload("size", member: true, [.people], .int, .unary(Texts.size)),
        Overload("string", [.person], .string, .unary(Conversions.string)),
    ]

    @Sendable private static func union(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        let (left, right) = try people("+", one, other, &evaluation)
        var seen = Set(left)
        return .list(left + right.filter { seen.insert($0).inserted })
    }

    @Sendable private static func difference(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        let (left, right) = try people("-", one, other, &evaluation)
        let without = Set(right)
        return .list(left.filter { !without.contains($0) })
    }

    @Sendable private static func areSame(
        _ evaluation: inout Evaluation, _ one: Value, _ other: Value
    ) throws(CELEvaluationError) -> Value {
        let (left, right) = try people("==", one, other, &evaluation)
        return .bool(Set(left) == Set(right))
    }

    private static func people(
        _ name: String, _ one: Value, _ other: Value, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> ([Value], [Value]) {
        guard let left = people(one), let right = people(other) else {
            throw CELEvaluationError.noOverload(name, [one, other])
        }
        try evaluation.allocate(bytes: 24 * (left.count + right.count))
        try evaluation.spend(steps: left.count + right.count)
        return (left, right)
    }

    /// WHY: where the type of one side shows only in a run, that side comes as it is, and one person
    /// is a text.
    private static func people(_ value: Value) -> [Value]? {
        switch value {
        case .list(let people): people
        case .string: [value]
        default: nil
        }
    }
}
