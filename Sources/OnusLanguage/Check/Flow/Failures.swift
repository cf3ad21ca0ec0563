import OnusModel

/// The errors that a step can raise, by name.
///
/// The names are those under which the engine raises them.
enum Failures {
    /// Any expression, text or value of a step may fail when it is worked out.
    static let expression = "expression"
    /// A step was entered more often than its `at_most`.
    static let passes = "passes"

    /// Of a step itself, without those inside it.
    static func own(of step: Int, in workflow: WorkflowContext) -> [String] {
        let entry = workflow.tree.entries[step]
        var errors = [expression]
        if entry.syntax.maximumPasses != nil { errors.append(passes) }
        switch entry.syntax.verb {
        case .task(let task): errors += self.errors(of: task, step, workflow)
        case .switch(let cases):
            if cases.allSatisfy({ $0.condition != nil }) { errors += ["no_case"] }
        case .wait(.period), .wait(.until): errors.append("calendar")
        case .receive(let receive): if receive.within != nil { errors.append("calendar") }
        case .scope(let scope):
            let isPhase = workflow.duties[step] != nil
            if isPhase || scope.handlers.contains(where: \.isTimed) { errors.append("calendar") }
            if isPhase { errors += ["accountable", "supervisor"] }
        case .fail(let fail): errors.append(fail.error.value)
        case .foreach: errors.append("items")
        case .call(let call): if !call.isDetached { errors += self.errors(of: call, in: workflow) }
        case .emit: errors.append("depth")
        case .parallel, .repeat, .lock, .wait, .withdraw, .set, .end, .unknown: break
        }
        return errors
    }

    private static func errors(
        of task: TaskSyntax, _ step: Int, _ workflow: WorkflowContext
    ) -> [String] {
        guard let facts = workflow.tasks[step] else { return [] }
        guard facts.isDuty else { return facts.errors + ["failed"] }
        let verifier = workflow.duties[step]?.verifiedBy == nil ? [] : ["verifier"]
        return facts.errors + ["nobody", "accountable", "supervisor", "calendar", "parameter"]
            + verifier
    }

    /// What a workflow that is called can fail with, as far as its text says so.
    private static func errors(of call: CallSyntax, in workflow: WorkflowContext) -> [String] {
        let steps = workflow.surroundings.workflows[call.workflow.value].map {
            StepTree($0).entries
        }
        let raised = (steps ?? []).compactMap { entry in
            if case .fail(let fail) = entry.syntax.verb { fail.error.value } else { nil }
        }
        return raised + ["cancelled", "start", "depth"]
    }

    /// Of the step and all steps inside it that do not catch them themselves; sorted.
    static func all(of step: Int, in workflow: WorkflowContext) -> [String] {
        var errors: Set<String> = []
        for inner in workflow.tree.entries where workflow.tree.isInside(inner.index, step) {
            for error in own(of: inner.index, in: workflow)
            where catcher(of: error, from: inner.index, in: workflow, below: step) == nil {
                errors.insert(error)
            }
        }
        return errors.sorted()
    }

    /// The nearest step that catches an error, the failing one first, with where it then goes.
    static func catcher(
        of error: String, from step: Int, in workflow: WorkflowContext, below limit: Int? = nil
    ) -> (step: Int, target: Located<String>)? {
        var next: Int? = step
        while let step = next, step != limit {
            let entry = workflow.tree.entries[step]
            let catches = entry.syntax.catches
            if let found = catches.first(where: { $0.name.value == error })
                ?? catches.first(where: { $0.name.value == "any" })
            {
                return (step, found.value)
            }
            next = workflow.tree.lists[entry.list].owner
        }
        return nil
    }
}

extension HandlerSyntax {
    fileprivate var isTimed: Bool {
        switch trigger {
        case .every, .after: true
        case .event, .condition: false
        }
    }
}
