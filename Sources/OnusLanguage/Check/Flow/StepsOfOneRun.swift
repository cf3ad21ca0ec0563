import OnusCEL
import OnusModel

/// Whether one run can come to several steps.
struct StepsOfOneRun {
    private let workflow: WorkflowContext
    private let facts: PathFacts
    /// Of each step on what it hangs, as far as that is the same for a whole run.
    private let guards: [[Outline]]

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        facts = PathFacts(workflow)
        let tree = workflow.tree
        guards = tree.entries.map { tree.guards(of: $0).filter(\.isSettledAtStart) }
    }

    /// Whether the conditions of all of these steps can hold in one run.
    private func canHold(_ steps: [Int]) -> Bool {
        guard steps.count(where: { !guards[$0].isEmpty }) > 1 else { return true }
        let conditions = Set(steps.flatMap { guards[$0] })
        guard let rows = AnswerTable(Array(conditions), paths: [], facts).rows else { return true }
        return rows.contains { row in conditions.allSatisfy { row.truths[$0] ?? true } }
    }

    /// Whether there is an order in which a run can do all of them; the start, nil, comes first.
    ///
    /// Ways can be put one behind the other, so it is enough that each step leads to the next or
    /// runs beside it.
    func canHaveAll(_ steps: [Int?]) -> Bool {
        let steps = Array(Set(steps.compactMap(\.self)))
        guard steps.count > 1 else { return true }
        guard canHold(steps) else { return false }
        guard steps.count <= 12 else { return true }
        let leads = steps.map { one in steps.map { self.leads(one, $0) } }
        // Which sets of steps can be done so that a certain one is the last.
        var ends = Array(repeating: 0, count: 1 << steps.count)
        for step in steps.indices { ends[1 << step] = 1 << step }
        for done in 1..<(1 << steps.count) {
            for last in steps.indices where ends[done] >> last & 1 == 1 {
                for next in steps.indices where done >> next & 1 == 0 && leads[last][next] {
                    ends[done | 1 << next] |= 1 << next
                }
            }
        }
        return ends[(1 << steps.count) - 1] != 0
    }

    private func leads(_ one: Int, _ other: Int) -> Bool {
        isBeside(one, other) || isReached(other, from: one)
    }

    /// Whether the two lie in lists of one step that run at the same time.
    func isBeside(_ one: Int, _ other: Int) -> Bool {
        let tree = workflow.tree
        let lists = Set(tree.enclosing(tree.entries[one].list))
        for list in tree.enclosing(tree.entries[other].list) where !lists.contains(list) {
            guard let owner = tree.lists[list].owner, owner != one else { continue }
            if case .choice = tree.lists[list].kind { continue }
            if tree.entries[owner].lists.contains(where: { $0 != list && lists.contains($0) }) {
                return true
            }
        }
        return false
    }

    /// Whether a run can come to a step again without coming to another one meanwhile.
    func comesBack(to step: Int, past other: Int?) -> Bool {
        isReached(step, from: step, past: other)
    }

    func isReached(_ goal: Int, from step: Int, past other: Int? = nil) -> Bool {
        let undoing = workflow.flow.graph.undoing
        // What undoes a step comes when the run ends, whatever else was done by then.
        if let undone = undoing[goal], goal != step {
            let others = undoing[step] ?? [step]
            return undone.contains { one in others.contains { canBothFinish(one, $0) } }
        }
        return isOnTheWay(goal, from: step, past: other)
    }

    private func canBothFinish(_ one: Int, _ other: Int) -> Bool {
        workflow.tree.isInside(one, other) || workflow.tree.isInside(other, one)
            || isBeside(one, other) || isOnTheWay(one, from: other)
            || isOnTheWay(other, from: one)
    }

    private func isOnTheWay(_ goal: Int, from step: Int, past other: Int? = nil) -> Bool {
        let reach = workflow.flow.reach
        var seen: Set<FlowGraph.Node> = []
        var waiting = [FlowGraph.Node.finish(step)]
        while let node = waiting.popLast() {
            if node == .enter(goal) { return true }
            if let other, node == .enter(other) { continue }
            guard reach.reaches(node), seen.insert(node).inserted else { continue }
            waiting += reach.onward(from: node)
        }
        return false
    }
}
