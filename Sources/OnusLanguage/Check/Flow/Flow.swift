/// Where the runs of a workflow can go, worked out once for all rules.
package struct Flow: Sendable {
    package let graph: FlowGraph
    package let reach: Reach
    package let certain: CertainSteps
    /// Where a run can come without any error that was caught; nil where nothing catches one.
    package let uncaught: Reach?

    package init(_ workflow: WorkflowContext) {
        let conditions = FlowConditions(workflow)
        graph = FlowGraph(workflow, conditions)
        reach = Reach(graph)
        certain = CertainSteps(workflow, graph, reach, conditions)
        let hasCatches = workflow.tree.entries.contains { !$0.syntax.catches.isEmpty }
        uncaught = hasCatches ? Reach(graph.withoutCatches) : nil
    }

    /// Of no workflow.
    init() {
        graph = FlowGraph(size: 1)
        reach = Reach(graph)
        certain = CertainSteps()
        uncaught = nil
    }
}
