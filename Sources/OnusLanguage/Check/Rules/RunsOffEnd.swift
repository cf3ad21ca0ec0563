import OnusModel

/// A way on which the workflow's own list is over although no `end` was met.
struct RunsOffEnd: Rule {
    static let code = "W064"
    static let title = "the workflow runs off its end"
    static let explanation = """
        A list inside a block that comes to its end is left, and the block goes on. The workflow's \
        own list has nothing around it: a run that comes to its end there has no outcome and \
        fails. Close the list with a step such as `- {id: done, end: approved}`, and let every \
        other way lead to such a step too.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let graph = workflow.flow.graph
        guard !workflow.tree.lists[0].steps.isEmpty else {
            return report.error(
                "the workflow has no steps", at: workflow.workflow.stepsLocation,
                help: "the least is one that ends it: `- {id: done, end: OUTCOME}`")
        }
        var told: Set<SourceLocation> = []
        for edge in graph.edges where edge.to == .over(list: 0) {
            guard let step = edge.from.step, workflow.flow.reach.reaches(edge.from) else {
                continue
            }
            let entry = workflow.tree.entries[step]
            let (message, location) = words(edge, entry)
            guard told.insert(location).inserted else { continue }
            report.error(
                message, at: location,
                help: "lead to a step that ends the run, such as `- {id: done, end: OUTCOME}`",
                related: workflow.wayThere(to: edge.from))
        }
    }

    private func words(
        _ edge: FlowGraph.Edge, _ entry: StepTree.Entry
    ) -> (String, SourceLocation) {
        if let written = edge.written {
            let message = "from `\(entry.id)` the run goes past the last step without an `end`"
            return (message, written)
        }
        guard edge.way == .skips, let condition = entry.syntax.condition else {
            let message = "after `\(entry.id)` the run goes past the last step without an `end`"
            return (message, entry.syntax.id.location)
        }
        let message =
            "when `\(entry.id)` is skipped, the run goes past the last step without an "
            + "`end`"
        return (message, condition.location)
    }
}
