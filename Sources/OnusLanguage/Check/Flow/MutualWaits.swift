import OnusModel

/// Steps that wait until others have settled, in branches beside each other, each until something
/// that comes after the next.
struct MutualWaits {
    private let workflow: WorkflowContext
    private let waits: [Int]
    /// By index of the step, in the order of the text.
    private(set) var circles: [[Int]] = []

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        waits = workflow.tree.entries.filter {
            if case .wait(.settled) = $0.syntax.verb { true } else { false }
        }.map(\.index)
        guard waits.count > 1 else { return }
        var blocked: [Int: [Int]] = [:]
        for wait in waits { blocked[wait] = waits.filter { $0 != wait && holds($0, wait) } }
        circles = Circles(waits) { blocked[$0] ?? [] }.groups.filter { $0.count > 1 }
            .map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// Whether a step waits as long as another one does.
    private func holds(_ other: Int, _ wait: Int) -> Bool {
        guard runBeside(other, wait) else { return false }
        let goals = goals(of: wait)
        if goals.contains(where: { workflow.tree.isInside(other, $0) }) { return true }
        return leads(from: .finish(other), to: goals, around: wait)
    }

    private func goals(of wait: Int) -> Set<Int> {
        guard case .wait(.settled(let steps)) = workflow.tree.entries[wait].syntax.verb else {
            return []
        }
        return Set(steps.compactMap { workflow.tree[$0.value]?.index })
    }

    /// Whether both can be open: they stand in two lists of one step that run beside each other.
    private func runBeside(_ one: Int, _ other: Int) -> Bool {
        let tree = workflow.tree
        let ones = tree.enclosing(tree.entries[one].list)
        let others = tree.enclosing(tree.entries[other].list)
        for list in ones where !others.contains(list) {
            guard let owner = tree.lists[list].owner,
                others.contains(where: { tree.lists[$0].owner == owner && $0 != list })
            else { continue }
            switch tree.entries[owner].syntax.verb {
            case .parallel, .scope: return true
            default: return false
            }
        }
        return false
    }

    /// Nothing in a list around the waiting step goes on as long as it waits.
    private func leads(from start: FlowGraph.Node, to goals: Set<Int>, around wait: Int) -> Bool {
        let tree = workflow.tree
        let held = Set(tree.enclosing(tree.entries[wait].list).flatMap { tree.lists[$0].steps })
        var seen: Set<FlowGraph.Node> = []
        var waiting = [start]
        while let node = waiting.popLast() {
            guard seen.insert(node).inserted else { continue }
            if let step = node.step {
                if node.isEnter, goals.contains(step) { return true }
                if held.contains(step) { continue }
            }
            waiting += workflow.flow.graph.edges(from: node).map(\.to)
        }
        return false
    }
}
