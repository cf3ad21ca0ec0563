import OnusValues

/// Equality and order as expressions mean them: numbers by their size, whatever their type.
enum Comparison {
    /// Never an error: values of different kinds are just not equal.
    static func areEqual(
        _ one: Value, _ other: Value, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Bool {
        switch (one, other) {
        case (.list(let left), .list(let right)):
            return try areEqual(left, right, &evaluation)
        case (.map(let left), .map(let right)):
            return try areEqual(left, right, &evaluation)
        case (.optional(let left), .optional(let right)):
            guard let left, let right else { return left == nil && right == nil }
            return try areEqual(left, right, &evaluation)
        default: return areEqual(plain: one, other)
        }
    }

    /// For values without parts.
    static func areEqual(plain one: Value, _ other: Value) -> Bool {
        switch (one, other) {
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        case (.bool(let left), .bool(let right)): left == right
        case (.int, .uint), (.uint, .int), (.int, .double), (.double, .int), (.uint, .double),
            (.double, .uint), (.decimal, .int), (.int, .decimal), (.decimal, .uint),
            (.uint, .decimal):
            order(numbers: one, other) == .same
        default: one == other
        }
    }

    private static func areEqual(
        _ one: [Value], _ other: [Value], _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Bool {
        guard one.count == other.count else { return false }
        try evaluation.spend(steps: one.count)
        for (left, right) in zip(one, other) where try !areEqual(left, right, &evaluation) {
            return false
        }
        return true
    }

    private static func areEqual(
        _ one: ValueMap, _ other: ValueMap, _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Bool {
        guard one.count == other.count else { return false }
        try evaluation.spend(steps: one.count)
        for (key, value) in one.elements {
            guard let match = Lookup.find(key, in: other),
                try areEqual(value, match, &evaluation)
            else { return false }
        }
        return true
    }

    enum Order { case less, same, greater, none }

    /// Nil when the two kinds have no order.
    static func order(_ one: Value, _ other: Value) -> Order? {
        switch (one, other) {
        case (.int(let left), .int(let right)): order(left, right)
        case (.decimal(let left), .decimal(let right)): order(left, right)
        case (.uint(let left), .uint(let right)): order(left, right)
        case (.double(let left), .double(let right)): order(left, right)
        case (.timestamp(let left), .timestamp(let right)): order(left, right)
        case (.duration(let left), .duration(let right)): order(left, right)
        case (.bool(let left), .bool(let right)): order(left ? 1 : 0, right ? 1 : 0)
        case (.string(let left), .string(let right)):
            left.precedesByScalars(right)
                ? .less : left.hasSameScalars(as: right) ? .same : .greater
        case (.bytes(let left), .bytes(let right)):
            left == right ? .same : left.lexicographicallyPrecedes(right) ? .less : .greater
        default: order(numbers: one, other)
        }
    }

    /// Numbers of different types.
    private static func order(numbers one: Value, _ other: Value) -> Order? {
        switch (one, other) {
        case (.int(let left), .uint(let right)):
            left < 0 ? .less : order(UInt64(left), right)
        case (.uint(let left), .int(let right)):
            right < 0 ? .greater : order(left, UInt64(right))
        case (.int(let left), .double(let right)): order(Double(left), right)
        case (.double(let left), .int(let right)): order(left, Double(right))
        case (.uint(let left), .double(let right)): order(Double(left), right)
        case (.double(let left), .uint(let right)): order(left, Double(right))
        case (.decimal(let left), .int(let right)): order(left, Decimal(right))
        case (.int(let left), .decimal(let right)): order(Decimal(left), right)
        case (.decimal(let left), .uint(let right)): order(left, Decimal(right))
        case (.uint(let left), .decimal(let right)): order(Decimal(left), right)
        default: nil
        }
    }

    private static func order<T: Comparable>(_ one: T, _ other: T) -> Order {
        one < other ? .less : one == other ? .same : one > other ? .greater : .none
    }
}
