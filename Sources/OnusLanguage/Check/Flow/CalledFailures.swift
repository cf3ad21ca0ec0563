import OnusModel

/// The errors that come to a `call` from the workflow that is called, those that it calls included.
///
/// While somebody waits for a run, what nothing in it catches ends it, and is raised at the `call`.
struct CalledFailures {
    /// Of runs themselves: one that could not begin, was cancelled, or went on and on.
    private static let ofRuns: Set<String> = ["cancelled", "start", "depth", "limit"]

    private let surroundings: Surroundings
    private var known: [String: Set<String>?] = [:]

    init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// All that the calls in a step, itself included, can raise there and is not caught inside it;
    /// nil where a workflow that is called, or a task of it, is not known.
    mutating func errors(
        ofCallsIn step: Int, in workflow: WorkflowContext
    ) -> Set<String>? {
        var errors: Set<String> = []
        for entry in workflow.tree.entries where workflow.tree.isInside(entry.index, step) {
            guard case .call(let call) = entry.syntax.verb, !call.isDetached else { continue }
            guard let raised = self.errors(of: call.workflow.value) else { return nil }
            errors.formUnion(
                raised.filter {
                    Failures.catcher(of: $0, from: entry.index, in: workflow, below: step) == nil
                })
        }
        return errors
    }

    private mutating func errors(of name: String) -> Set<String>? {
        if let found = known[name] { return found }
        // One that calls itself adds nothing to what it raises.
        known[name] = .some([])
        let found = look(name)
        known[name] = .some(found)
        return found
    }

    private mutating func look(_ name: String) -> Set<String>? {
        guard let syntax = surroundings.workflows[name] else { return nil }
        let workflow = WorkflowCheck.context(of: syntax, StepTree(syntax), surroundings)
        var errors = Self.ofRuns
        for entry in workflow.tree.entries {
            if case .task = entry.syntax.verb, workflow.tasks[entry.index] == nil { return nil }
            var own = Set(Failures.own(of: entry.index, in: workflow))
            if case .call(let call) = entry.syntax.verb, !call.isDetached {
                guard let raised = self.errors(of: call.workflow.value) else { return nil }
                own.formUnion(raised)
            }
            errors.formUnion(
                own.filter { Failures.catcher(of: $0, from: entry.index, in: workflow) == nil })
        }
        return errors
    }
}
