/// Where the runs of a workflow can go, worked out once for all rules.
package struct Flow: Sendable {
    package let graph: FlowGraph
    package let reach: Reach
    package let certain: CertainSteps

    package init(_ workflow: WorkflowContext) {
        graph = FlowGraph(workflow)
        reach = Reach(graph)
        certain = CertainSteps(workflow, graph, reach)
    }

    /// Of no workflow.
    init() {
        graph = FlowGraph(size: 1)
        reach = Reach(graph)
        certain = CertainSteps()
    }
}
