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
        return evaluate(step, slots: 0, environment)
    }

    /// What a part gives that reads no variable.
    static func evaluate(
        _ node: Node, in environment: Environment
    ) -> Result<Value, CELEvaluationError> {
        var compiler = Compiler(environment: environment)
        let step = compiler.compile(node)
        return evaluate(step, slots: compiler.slots, environment)
    }

    /// Why a call fails whatever its other arguments are; nil when nothing is known against it.
    static func refusal(
        of call: Node.Call, in environment: Environment
    ) -> CELEvaluationError? {
        guard let judge = call.overload?.judge else { return nil }
        let known = ((call.target.map { [$0] } ?? []) + call.arguments).map(\.literal)
        var evaluation = evaluation(slots: 0, environment)
        do throws(CELEvaluationError) { try judge(&evaluation, known) } catch {
            return error.kind == .budget ? nil : error
        }
        return nil
    }

    private static func evaluate(
        _ step: Step, slots: Int, _ environment: Environment
    ) -> Result<Value, CELEvaluationError> {
        var evaluation = evaluation(slots: slots, environment)
        do throws(CELEvaluationError) { return .success(try step(&evaluation)) } catch {
            return .failure(error)
        }
    }

    private static func evaluation(slots: Int, _ environment: Environment) -> Evaluation {
        Evaluation(
            variables: ValueMap(), context: nil, timeZones: environment.timeZones,
            budget: Budget(steps: 10_000, bytes: 1 << 16), slots: slots)
    }
}
