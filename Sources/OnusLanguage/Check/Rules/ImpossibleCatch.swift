import OnusModel

/// A `catch` of an error that the step cannot raise.
struct ImpossibleCatch: Rule {
    static let code = "W074"
    static let title = "a caught error cannot happen"
    static let explanation = """
        `catch` names errors that the step itself can raise, or a step inside it that does not \
        catch them: those that its task announces, those of `fail:` steps, and a few of the engine, \
        such as `expression` (a value could not be worked out), `passes` (`at_most` is used up), \
        `failed` (an action failed in a way it did not announce), `nobody` (no one can do a duty) and \
        `parameter` (a duty cannot be what it is given, such as a quorum of more people than \
        decide). `any` stands for all of them. At a `call` there is what nothing catches in the \
        workflow that is called, and `start` (it could not begin), `cancelled`, `depth` and `limit`. \
        With `rest: go_on` a `catch` holds until the join.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var called = CalledFailures(workflow.surroundings)
        for entry in workflow.tree.entries where !entry.syntax.catches.isEmpty {
            if case .task = entry.syntax.verb, workflow.tasks[entry.index] == nil { continue }
            guard let raised = called.errors(ofCallsIn: entry.index, in: workflow) else {
                continue
            }
            let own = Failures.all(of: entry.index, in: workflow)
            let possible = raised.union(own).sorted()
            for error in entry.syntax.catches.map(\.name)
            where error.value != "any" && !possible.contains(error.value) {
                report.error(
                    "the step `\(entry.id)` cannot raise the error `\(error.value)`",
                    at: error.location,
                    help: Spelling.help(
                        for: error.value, among: possible + ["any"],
                        called: "the errors that it can raise are"),
                    suggestion: Spelling.nearest(to: error.value, among: possible + ["any"]))
            }
        }
    }
}
