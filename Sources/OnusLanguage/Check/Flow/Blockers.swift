import OnusModel

// What a step waits for until others have settled.
extension WorkflowContext {
    /// The steps from which one of the named ones can be reached while the step waits.
    func blockers(of wait: StepTree.Entry, _ steps: [Located<String>]) -> [Int] {
        let goals = Set(steps.compactMap { tree[$0.value]?.index })
        // Nothing in a list around the step goes on as long as it waits.
        let held = Set(tree.enclosing(wait.list).flatMap { tree.lists[$0].steps })
        return tree.entries.filter { entry in
            entry.index != wait.index && !goals.contains(entry.index)
                && leads(from: origins(of: entry), to: goals, notThrough: held)
        }.map(\.index)
    }

    /// Where something can begin from an open step: behind a leaf, and in the lists of a block that
    /// are still to come.
    private func origins(of entry: StepTree.Entry) -> [FlowGraph.Node] {
        guard !entry.lists.isEmpty else {
            let caught = flow.graph.edges(from: .enter(entry.index)).map(\.to)
            return caught + [.finish(entry.index)]
        }
        return entry.lists.filter { list in
            switch tree.lists[list].kind {
            case .handler, .item: true
            default: false
            }
        }.map { .start(list: $0) }
    }

    private func leads(
        from origins: [FlowGraph.Node], to goals: Set<Int>, notThrough held: Set<Int>
    ) -> Bool {
        var seen: Set<FlowGraph.Node> = []
        var waiting = origins
        while let node = waiting.popLast() {
            if let step = node.step, held.contains(step) { continue }
            if let step = node.step, node.isEnter, goals.contains(step) { return true }
            guard seen.insert(node).inserted else { continue }
            waiting += flow.reach.onward(from: node)
        }
        return false
    }
}
