import OnusPlugin
import OnusValues

/// An action whose Swift type is not known here.
package struct RegisteredAction: Sendable {
    let kind: any ActionTask.Type
    let schema: TaskSchema

    package var description: TaskDescription { schema.description }

    /// Does the work with these parameters and gives its outputs, in `snake_case`.
    ///
    /// Throws `TaskFault` when the parameters do not fit, and whatever the action throws; a
    /// `TaskFailure` among that has a name that the kind declared.
    package func perform(_ parameters: ValueMap, _ context: ActionContext) async throws -> ValueMap
    {
        try await perform(kind, parameters, context)
    }

    private func perform<Kind: ActionTask>(
        _ kind: Kind.Type, _ parameters: ValueMap, _ context: ActionContext
    ) async throws -> ValueMap {
        let task = try schema.decode(kind, from: parameters)
        if let problem = task.problems().first {
            throw TaskFault.parameter([problem.parameter], of: kind.name, problem.problem)
        }
        do {
            return try schema.encode(await task.perform(context.with(schema.settings)))
        } catch let failure as TaskFailure {
            guard kind.errors.contains(where: { $0.name == failure.name }) else {
                throw TaskFault.broken(
                    kind.name, "failed with `\(failure.name)`, which it never declared")
            }
            throw failure
        }
    }

    package func problems(
        literals: ValueMap, unknown: Set<String> = []
    ) throws(TaskFault) -> [ParameterProblem] {
        try problems(kind, literals, unknown)
    }

    private func problems<Kind: ActionTask>(
        _ kind: Kind.Type, _ literals: ValueMap, _ unknown: Set<String>
    ) throws(TaskFault) -> [ParameterProblem] {
        schema.problems(of: try schema.decode(kind, literals: literals), known: literals, unknown)
    }
}

extension ActionContext {
    fileprivate func with(_ settings: Settings) -> ActionContext {
        ActionContext(
            run: run, step: step, attempt: attempt, idempotencyKey: idempotencyKey, now: now,
            settings: settings, store: store, record: record, outbound: outbound)
    }
}
