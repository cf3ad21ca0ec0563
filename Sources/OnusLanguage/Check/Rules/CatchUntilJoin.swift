import OnusModel

/// A `catch` that what goes on behind a join has no part in.
struct CatchUntilJoin: Rule {
    static let code = "W113"
    static let title = "a catch holds only until the join"
    static let explanation = """
        A `parallel` or `foreach` with `rest: go_on` has finished as soon as its `join` is met, and \
        with it its `catch`: an error that one of the branches which go on raises behind the join is \
        not caught there any more. The steps around are not looked at either, for the run has gone \
        on from them; the error becomes an incident. Catch it in the branch, at the step that \
        raises it or at a `scope` around it.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for (step, join) in workflow.flow.graph.joins.sorted(by: { $0.key < $1.key })
        where join.goesOn {
            let entry = workflow.tree.entries[step]
            for caught in entry.syntax.catches.map(\.name) {
                guard let raiser = raiser(of: caught.value, in: step, workflow) else { continue }
                report.warning(
                    "`\(entry.id)` catches `\(caught.value)` only until its join is met; what "
                        + "`\(raiser.id)` raises behind it becomes an incident",
                    at: caught.location,
                    help: "catch it in the branch as well",
                    related: [.init("it is raised here", at: raiser.syntax.id.location)])
            }
        }
    }

    /// A step inside that raises an error by its author's will, and does not catch it in there.
    private func raiser(
        of error: String, in step: Int, _ workflow: WorkflowContext
    ) -> StepTree.Entry? {
        workflow.tree.entries.first { inner in
            guard inner.index != step, workflow.tree.isInside(inner.index, step),
                Failures.catcher(of: error, from: inner.index, in: workflow, below: step) == nil
            else { return false }
            switch inner.syntax.verb {
            case .fail(let fail): return fail.error.value == error
            case .task: return workflow.tasks[inner.index]?.errors.contains(error) ?? false
            default: return false
            }
        }
    }
}
