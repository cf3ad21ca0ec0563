/// What can be reached in a flow graph, forwards and backwards.
package struct Reach: Sendable {
    private let graph: FlowGraph
    /// By a node's raw value.
    private var isReached: [Bool]
    private var canEnd: [Bool] = []

    package init(_ graph: FlowGraph) {
        self.graph = graph
        isReached = Array(repeating: false, count: graph.size)
        spread(from: [.start(list: 0)])
        // What may have to be undone.
        let undone = graph.undoing.filter { step in
            step.value.contains { isReached[FlowGraph.Node.finish($0).rawValue] }
        }
        spread(from: undone.keys.map { .enter($0) })
        canEnd = nodesBefore(graph.exits)
    }

    /// Whether some run comes here.
    package func reaches(_ node: FlowGraph.Node) -> Bool { isReached[node.rawValue] }

    /// Whether from here a run can come to its end.
    ///
    /// When that holds of every node that is reached, a run can come to its end from everywhere.
    package func canReachEnd(_ node: FlowGraph.Node) -> Bool { canEnd[node.rawValue] }

    /// Where a run goes from a node. From the end of a list that runs beside others it goes on when
    /// their step has finished; when that never happens, it is up to the others.
    package func onward(from node: FlowGraph.Node) -> [FlowGraph.Node] {
        let next = graph.edges(from: node).map(\.to)
        guard let list = node.overList, let step = graph.owners[list] else { return next }
        if reaches(.finish(step)) { return next + [.finish(step)] }
        return next
            + graph.edges(from: .enter(step)).map(\.to).filter {
                $0.isStart && $0 != .start(list: list)
            }
    }

    /// All nodes that are reached.
    package var nodes: [FlowGraph.Node] {
        isReached.indices.filter { isReached[$0] }.map { FlowGraph.Node(rawValue: $0) }
    }

    /// Marks what is reached from some nodes in addition.
    package mutating func spread(from nodes: [FlowGraph.Node]) {
        var waiting = nodes
        repeat {
            while let node = waiting.popLast() {
                guard !isReached[node.rawValue] else { continue }
                isReached[node.rawValue] = true
                waiting += graph.edges(from: node).map(\.to)
            }
            waiting = joined()
        } while !waiting.isEmpty
    }

    /// Steps with several lists that can finish now and could not before.
    private func joined() -> [FlowGraph.Node] {
        graph.joins.compactMap { step, join in
            let finish = FlowGraph.Node.finish(step)
            guard isReached[FlowGraph.Node.enter(step).rawValue], !isReached[finish.rawValue],
                join.canFinish({ isReached[FlowGraph.Node.over(list: $0).rawValue] })
            else { return nil }
            return finish
        }
    }

    private func nodesBefore(_ goals: Set<FlowGraph.Node>) -> [Bool] {
        var before: [[Int]] = Array(repeating: [], count: graph.size)
        for node in nodes {
            for next in onward(from: node) { before[next.rawValue].append(node.rawValue) }
        }
        var found = Array(repeating: false, count: graph.size)
        var waiting = goals.map(\.rawValue)
        while let node = waiting.popLast() {
            guard !found[node] else { continue }
            found[node] = true
            waiting += before[node]
        }
        return found
    }
}
