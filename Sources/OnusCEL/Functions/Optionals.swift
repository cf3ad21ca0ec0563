import OnusValues

/// Values that may not be there.
enum Optionals {
    private static let element = ValueType.parameter("A")

    static let overloads: [Overload] = [
        Overload(
            "optional.of", [element], .optional(element),
            .unary { _, value throws(CELEvaluationError) in .optional(value) }),
        Overload(
            "optional.ofNonZeroValue", [element], .optional(element),
            .unary { _, value throws(CELEvaluationError) in
                .optional(value.isZero ? Value?.none : value)
            }),
        Overload(
            "optional.none", [], .optional(element),
            .general { _, _ throws(CELEvaluationError) in .optional(nil) }),
        Overload(
            "hasValue", member: true, [.optional(element)], .bool,
            .unary { _, value throws(CELEvaluationError) in
                .bool(try content(value, "hasValue") != nil)
            }),
        Overload(
            "value", member: true, [.optional(element)], element,
            .unary { _, value throws(CELEvaluationError) in
                guard let content = try content(value, "value") else {
                    throw CELEvaluationError("the optional is empty")
                }
                return content
            }),
        // The evaluator reads what stands in the parentheses only when it is needed.
        Overload("or", member: true, [.optional(element), .optional(element)], .optional(element)),
        Overload("orValue", member: true, [.optional(element), element], element),
        Overload("optional.unwrap", [.list(.optional(element))], .list(element), .unary(unwrap)),
        Overload(
            "unwrapOpt", member: true, [.list(.optional(element))], .list(element), .unary(unwrap)),
        Overload(
            "first", member: true, [.list(element)], .optional(element),
            .unary { _, value throws(CELEvaluationError) in .optional(value.listValue?.first) }),
        Overload(
            "last", member: true, [.list(element)], .optional(element),
            .unary { _, value throws(CELEvaluationError) in .optional(value.listValue?.last) }),
    ]

    static func content(_ value: Value, _ name: String) throws(CELEvaluationError) -> Value? {
        guard case .optional(let content) = value else {
            throw CELEvaluationError.noOverload(name, [value])
        }
        return content
    }

    @Sendable private static func unwrap(
        _ evaluation: inout Evaluation, _ value: Value
    ) throws(CELEvaluationError) -> Value {
        guard case .list(let list) = value else {
            throw CELEvaluationError.noOverload("unwrap", [value])
        }
        try evaluation.allocate(bytes: 24 * list.count)
        var contents: [Value] = []
        for element in list {
            if let content = try content(element, "unwrap") { contents.append(content) }
        }
        return .list(contents)
    }
}

extension Value {
    /// Whether it is the empty or zero value of its type.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .decimal(let value): value.coefficient == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .timestamp(let value): value == .epoch
        case .duration(let value): value == .zero
        case .list(let value): value.isEmpty
        case .map(let value): value.isEmpty
        case .optional(let value): value == nil
        case .type: false
        }
    }
}
