import OnusPlugin
import OnusValues

/// A duty task whose Swift type is not known here.
package struct RegisteredDuty: Sendable {
    let kind: any DutyTask.Type
    let schema: TaskSchema

    package var description: TaskDescription { schema.description }

    /// The task with all its parameters, ready to answer.
    package func bind(_ parameters: ValueMap) throws(TaskFault) -> BoundDuty {
        try bind(kind, parameters)
    }

    /// The task as far as a workflow's text tells: parameters that hang on expressions are left
    /// out and have stand-ins.
    package func bind(literals: ValueMap) throws(TaskFault) -> BoundDuty {
        try bind(kind, literals: literals)
    }

    package func problems(
        literals: ValueMap, unknown: Set<String> = []
    ) throws(TaskFault) -> [ParameterProblem] {
        schema.problems(of: try bind(literals: literals).task, known: literals, unknown)
    }

    /// What is wrong with these parameters for those who are to decide.
    package func problems(
        for deciders: [Person], without absent: [Person], literals: ValueMap,
        unknown: Set<String> = []
    ) throws(TaskFault) -> [ParameterProblem] {
        let task = try bind(literals: literals).task
        return schema.heard(task.problems(for: deciders, without: absent), literals, unknown)
    }

    private func bind<Kind: DutyTask>(
        _ kind: Kind.Type, _ parameters: ValueMap
    ) throws(TaskFault) -> BoundDuty {
        let task = try schema.decode(kind, from: parameters)
        if let problem = task.problems().first {
            throw .parameter([problem.parameter], of: kind.name, problem.problem)
        }
        return BoundDuty(task: task, schema: schema)
    }

    private func bind<Kind: DutyTask>(
        _ kind: Kind.Type, literals: ValueMap
    ) throws(TaskFault) -> BoundDuty {
        BoundDuty(task: try schema.decode(kind, literals: literals), schema: schema)
    }
}

extension Catalog {
    /// The duty task of this name with all its parameters.
    package func boundDuty(
        _ name: String, _ parameters: ValueMap
    ) throws(TaskFault) -> BoundDuty {
        guard let duty = duty(name) else {
            throw TaskFault(
                task: name, cause: .unknown, problem: "is not known: no plugin here has it")
        }
        return try duty.bind(parameters)
    }
}

/// A duty task with its parameters.
package struct BoundDuty: Sendable {
    let task: any DutyTask
    let schema: TaskSchema

    package var outcomes: [Outcome] { task.outcomes }
    package var permits: Set<ActKind> { task.permits }
    /// Whether nobody may be told who decided what.
    package var isSecret: Bool { task.isSecret }
    package var settledField: FieldReference? { task.settledField }

    /// What is wrong with the parameters for those who are to decide.
    package func problems(
        for deciders: [Person], without absent: [Person]
    ) -> [ParameterProblem] {
        task.problems(for: deciders, without: absent)
    }

    /// On whose desks the duty lies now.
    package func awaited(in duty: DutyView) -> [Person] { task.awaited(in: duty) }

    /// Why the task does not accept this act, or nil when it does.
    package func refusal(of act: Act, in duty: DutyView) -> String? {
        task.refusal(of: act, in: duty)
    }

    /// Whether the acts so far settle the duty. Throws when the task arrives at an outcome that it
    /// does not have.
    package func evaluate(_ duty: DutyView) throws(TaskFault) -> ErasedVerdict {
        try evaluate(task, duty)
    }

    private func evaluate<Kind: DutyTask>(
        _ task: Kind, _ duty: DutyView
    ) throws(TaskFault) -> ErasedVerdict {
        switch task.evaluate(duty) {
        case .pending(let missing): return .pending(missing)
        case .outcome(let name, let output, let because):
            guard task.outcomes.contains(where: { $0.name == name && $0.settles }) else {
                throw .broken(Kind.name, "arrived at `\(name)`, which it never declared")
            }
            return .outcome(name, outputs: try schema.encode(output), because: because)
        }
    }
}

/// What a duty task answers, with its output as a map in `snake_case`.
package enum ErasedVerdict: Sendable, Hashable {
    case pending(String)
    case outcome(String, outputs: ValueMap, because: String)
}
