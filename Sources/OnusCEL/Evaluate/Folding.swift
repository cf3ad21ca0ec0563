import OnusValues

/// Works out calls that have the same result whenever they run.
enum Folding {
    /// Nil when the node is no call of a pure function with nothing but literals.
    static func fold(_ node: Node, in environment: Environment) -> Result<
        Value, CELEvaluationError
    >? {
        guard case .call(let call) = node.kind, let overload = call.overload, overload.isPure,
            call.target.map({ $0.literal != nil }) ?? true,
            call.arguments.allSatisfy({ $0.literal != nil }), !overload.parameters.isEmpty
        else { return nil }
        var compiler = Compiler(environment: environment)
        let step = compiler.compile(call, at: node.span)
        return evaluate(step, environment)
    }

    /// What is made of literals only.
    static func evaluate(
        _ step: Step, _ environment: Environment
    ) -> Result<Value, CELEvaluationError> {
        var evaluation = Evaluation(
            variables: ValueMap(), context: nil, timeZones: environment.timeZones,
            budget: Budget(steps: 10_000, bytes: 1 << 16), slots: 0)
        do throws(CELEvaluationError) { return .success(try step(&evaluation)) } catch {
            return .failure(error)
        }
    }
}
