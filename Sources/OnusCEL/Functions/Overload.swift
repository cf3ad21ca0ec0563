import OnusValues

/// One way to call a function: what it takes, what it gives, and what it does.
package final class Overload: Sendable {
    typealias Unary =
        @Sendable (inout Evaluation, Value) throws(CELEvaluationError) -> Value
    typealias Binary =
        @Sendable (inout Evaluation, Value, Value) throws(CELEvaluationError) -> Value
    package typealias General =
        @Sendable (inout Evaluation, [Value]) throws(CELEvaluationError) -> Value

    /// Throws what a call would, whatever those of its arguments are that are not known (nil).
    package typealias Judge =
        @Sendable (inout Evaluation, [Value?]) throws(CELEvaluationError) -> Void

    enum Body: Sendable {
        /// The evaluator does it itself, as for `+` on numbers.
        case builtIn
        case unary(Unary)
        case binary(Binary)
        case general(General)
    }

    package let name: String
    /// `a.f(b)` rather than `f(a, b)`; the first parameter is what stands before the point.
    package let isMember: Bool
    package let parameters: [ValueType]
    /// The last parameter may be given any number of times, at least once.
    package let isVariadic: Bool
    package let result: ValueType
    /// Same arguments, same result: calls with literals are worked out once.
    package let isPure: Bool
    let body: Body
    /// What can be said against a call before it runs.
    let judge: Judge?

    init(
        _ name: String, member: Bool = false, _ parameters: [ValueType], _ result: ValueType,
        variadic: Bool = false, pure: Bool = true, judge: Judge? = nil, _ body: Body = .builtIn
    ) {
        self.name = name
        isMember = member
        self.parameters = parameters
        isVariadic = variadic
        self.result = result
        isPure = pure
        self.body = body
        self.judge = judge
    }

    /// A function of the caller. It may look into `Evaluation.context`, and is therefore called
    /// anew every time unless it is said to be pure.
    package convenience init(
        _ name: String, member: Bool = false, _ parameters: [ValueType], _ result: ValueType,
        pure: Bool = false, judge: Judge? = nil, body: @escaping General
    ) {
        self.init(
            name, member: member, parameters, result, pure: pure, judge: judge, .general(body))
    }

    /// Whether these values may be handed to it, by what can be seen of them while it runs.
    func accepts(_ arguments: [Value]) -> Bool {
        guard takes(arguments.count) else { return false }
        for (place, argument) in arguments.enumerated()
        where !argument.mayBe(parameters[min(place, parameters.count - 1)]) {
            return false
        }
        return true
    }

    func takes(_ count: Int) -> Bool {
        isVariadic ? count >= parameters.count : count == parameters.count
    }

    /// Whether a type variable stands in its signature.
    var isGeneric: Bool { parameters.contains { $0.holdsParameter } }

    /// Whether it works on what is not known, which strict environments do without.
    var isDynamic: Bool { ([result] + parameters).contains { $0.holdsDyn } }
}

extension Value {
    /// Whether the value can be of the type, by its outermost case.
    func mayBe(_ type: ValueType) -> Bool {
        switch (type, self) {
        case (.dyn, _), (.parameter, _), (.named, _), (.null, .null), (.bool, .bool), (.int, .int),
            (.uint, .uint), (.double, .double), (.decimal, .decimal), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration),
            (.person, .string), (.people, .list), (.file, .map), (.list, .list), (.map, .map),
            (.record, .map), (.optional, .optional), (.type, .type):
            true
        default: false
        }
    }
}

extension ValueType {
    /// Whether a part of it is not known before it runs.
    var holdsDyn: Bool {
        switch self {
        case .dyn: true
        case .list(let element): element.holdsDyn
        case .map(let key, let value): key.holdsDyn || value.holdsDyn
        case .optional(let wrapped): wrapped.holdsDyn
        default: false
        }
    }
}
