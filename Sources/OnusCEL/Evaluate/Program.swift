import OnusValues

/// An expression that is ready to be evaluated, as often as wanted and from any thread.
package struct Program: Sendable {
    /// The text that it was made of.
    package let text: String
    /// What it gives; dyn when nobody checked it.
    package let type: ValueType
    private let step: Step
    private let slots: Int
    private let timeZones: TimeZoneLookup?

    init(_ expression: Expression, _ root: Node, type: ValueType, in environment: Environment) {
        var compiler = Compiler(environment: environment)
        step = compiler.compile(root)
        slots = compiler.slots
        text = expression.text
        self.type = type
        timeZones = environment.timeZones
    }

    /// The value of the expression; every variable that it reads is looked up anew.
    package func evaluate(
        _ variables: any VariableSource = ValueMap(), context: (any Sendable)? = nil,
        budget: Budget = Budget()
    ) throws(CELEvaluationError) -> Value {
        var evaluation = Evaluation(
            variables: variables, context: context, timeZones: timeZones, budget: budget,
            slots: slots)
        let value = try step(&evaluation)
        guard value.fits(budget.written) else {
            throw CELEvaluationError("the value \(budget.written.excess)", kind: .budget)
        }
        return value
    }
}

/// One part of a program. What it closes over was worked out once, when it was compiled.
struct Step: Sendable {
    // WHY: in a structure, since a bare closure in a list is called through another one.
    private let body: @Sendable (inout Evaluation) throws(CELEvaluationError) -> Value

    init(_ body: @escaping @Sendable (inout Evaluation) throws(CELEvaluationError) -> Value) {
        self.body = body
    }

    func callAsFunction(
        _ evaluation: inout Evaluation
    ) throws(CELEvaluationError) -> Value { try body(&evaluation) }
}
