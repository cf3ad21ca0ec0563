/// Where a run can come from some places when certain ways are closed to it.
///
/// What it cannot come to without them comes about on every way there.
struct WaysWithout {
    private let graph: FlowGraph
    /// By a node's raw value.
    private var isReached: [Bool]

    /// - Parameter closed: indices of the graph's edges.
    init(_ closed: Set<Int>, from nodes: [FlowGraph.Node], in graph: FlowGraph) {
        self.graph = graph
        isReached = Array(repeating: false, count: graph.size)
        var waiting = nodes
        repeat {
            while let node = waiting.popLast() {
                guard !isReached[node.rawValue] else { continue }
                isReached[node.rawValue] = true
                for edge in graph.leaving[node.rawValue] where !closed.contains(edge) {
                    waiting.append(graph.edges[edge].to)
                }
            }
            waiting = joined()
        } while !waiting.isEmpty
    }

    func reaches(_ node: FlowGraph.Node) -> Bool { isReached[node.rawValue] }

    /// Steps with several lists that can finish now and could not before.
    private func joined() -> [FlowGraph.Node] {
        graph.joins.compactMap { step, join in
            let finish = FlowGraph.Node.finish(step)
            guard reaches(.enter(step)), !reaches(finish),
                join.canFinish({ reaches(.over(list: $0)) })
            else { return nil }
            return finish
        }
    }
}
