import OnusModel

/// An `at_most` at a step that no loop comes back to.
struct NeedlessLimit: Rule {
    static let code = "W075"
    static let title = "a limit of passes has no effect"
    static let explanation = """
        `at_most` says how often a step of a loop may be entered. At a step that no way leads back \
        to it does nothing, so it was probably meant for another step of the loop, or the `then` \
        that closes the loop is missing.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let (graph, reach) = (workflow.flow.graph, workflow.flow.reach)
        guard workflow.tree.entries.contains(where: \.syntax.limitsPasses) else {
            return
        }
        let loops = Circles(reach.nodes.map(\.rawValue)) { node in
            graph.next(FlowGraph.Node(rawValue: node)).map(\.rawValue)
        }.circles
        let repeated = Set(loops.flatMap { $0 })
        for entry in workflow.tree.entries {
            guard entry.syntax.limitsPasses, let limit = entry.syntax.maximumPasses else {
                continue
            }
            let node = FlowGraph.Node.enter(entry.index)
            guard reach.reaches(node), !repeated.contains(node.rawValue) else { continue }
            report.warning(
                "`at_most` has no effect, since no way leads back to `\(entry.id)`",
                at: limit.location,
                help: "put it at a step to which a `then` goes back, or remove it")
        }
    }
}
