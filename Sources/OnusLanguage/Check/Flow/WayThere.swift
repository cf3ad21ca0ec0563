import OnusModel

extension WorkflowContext {
    /// A shortest way from the start to a node, said for the reader; nothing when the run is there
    /// at once.
    func wayThere(to goal: FlowGraph.Node) -> [Diagnostic.Related] {
        let way = shortestWay(to: goal)
        let words = way.dropLast().enumerated().compactMap { index, node -> String? in
            guard let step = node.step, node.isEnter, node != goal else { return nil }
            // A step is entered, and then it has finished, or not.
            let leaves = way[index + 1] == .finish(step) ? index + 1 : index
            guard leaves + 1 < way.count else { return "`\(tree.entries[step].id)`" }
            return "`\(tree.entries[step].id)`\(outcome(from: way[leaves], to: way[leaves + 1]))"
        }
        guard let last = goal.step, !words.isEmpty else { return [] }
        let shown = words.count > 8 ? words.prefix(4) + ["…"] + words.suffix(3) : words
        return [
            Diagnostic.Related(
                "the run comes here by \(shown.joined(separator: ", "))",
                at: tree.entries[last].syntax.id.location)
        ]
    }

    private func outcome(from node: FlowGraph.Node, to next: FlowGraph.Node) -> String {
        for edge in flow.graph.edges(from: node) where edge.to == next {
            switch edge.way {
            case .ends(let outcome, _): return " (`\(outcome)`)"
            case .catches(let error, _): return " (the error `\(error)`)"
            case .skips: return " (skipped)"
            default: return ""
            }
        }
        return ""
    }

    private func shortestWay(to goal: FlowGraph.Node) -> [FlowGraph.Node] {
        let start = FlowGraph.Node.start(list: 0)
        var before: [FlowGraph.Node: FlowGraph.Node] = [start: start]
        var waiting = [start]
        var next = 0
        while next < waiting.count, before[goal] == nil {
            let node = waiting[next]
            next += 1
            for other in flow.reach.onward(from: node) where before[other] == nil {
                before[other] = node
                waiting.append(other)
            }
        }
        guard before[goal] != nil else { return [] }
        var way = [goal]
        while let node = way.last, let earlier = before[node], earlier != node {
            way.append(earlier)
        }
        return way.reversed()
    }
}
