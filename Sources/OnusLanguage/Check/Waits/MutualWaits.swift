import OnusModel

/// Steps beside each other that wait, each until something that comes after the next: until others
/// have settled or finished, or until a condition holds.
///
/// Of each wait it is known what holds it: other waits that may stand before what it waits for. It
/// goes on when nothing holds it any more; those that never do are in a circle, or behind one.
struct MutualWaits {
    private let workflow: WorkflowContext
    private var tree: StepTree { workflow.tree }
    /// By index of the step, in the order of the text.
    private(set) var circles: [[Int]] = []

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        let goals = workflow.tree.entries.reduce(into: [Int: [Goal]]()) { goals, entry in
            goals[entry.index] = Goal.goals(of: entry, workflow)
        }
        guard goals.count > 1 else { return }
        var ways = WaysOnward(workflow)
        let holding = goals.reduce(into: [Int: [[Int]]]()) { found, wait in
            let others = goals.keys.filter { runBeside($0, wait.key) }.sorted()
            found[wait.key] = wait.value.map { goal in
                others.filter { ways.mayStand($0, before: goal, of: wait.key) }
            }
        }
        let stuck = stuck(holding)
        guard stuck.count > 1 else { return }
        let together = StepsOfOneRun(workflow)
        circles = Circles(stuck.sorted()) { wait in
            Set((holding[wait] ?? []).joined()).intersection(stuck).sorted()
        }.groups.filter { $0.count > 1 && together.canHaveAll($0) }
            .map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// The waits that never go on.
    private func stuck(_ holding: [Int: [[Int]]]) -> Set<Int> {
        var stuck = Set(holding.keys)
        let ends = SureEnds(workflow)
        while true {
            let free = stuck.filter { wait in
                holding[wait]?.contains { stuck.isDisjoint(with: $0) } ?? true
            }
            stuck.subtract(free)
            guard free.isEmpty else { continue }
            let before = stuck
            stuck.subtract(
                before.filter { ends.areTakenBack(tree.entries[$0], stuck: before) })
            if stuck.count == before.count { return stuck }
        }
    }

    /// Whether both can be open: they stand in two lists of one step that run beside each other.
    private func runBeside(_ one: Int, _ other: Int) -> Bool {
        guard one != other else { return false }
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
}

/// Something with which a wait would be over.
private enum Goal {
    /// None of these steps is open or can still come.
    case settled([Int])
    /// All of these happen.
    case all([Happening])

    /// Of several one is enough; nil for a step that does not wait, or whose wait has another end.
    static func goals(of entry: StepTree.Entry, _ workflow: WorkflowContext) -> [Goal]? {
        switch entry.syntax.verb {
        case .wait(.settled(let steps)):
            return [.settled(steps.compactMap { workflow.tree[$0.value]?.index })]
        case .wait(.condition(let condition)):
            let awaited = AwaitedCondition(condition, of: entry, workflow)
            guard !awaited.isOpen, !awaited.all.isEmpty else { return nil }
            return awaited.all.map { .all([$0]) }
        case .receive(let receive) where receive.within == nil && receive.pattern.from == nil:
            let events = receive.pattern.events
            let happenings = events.compactMap { event in
                workflow.tree.step(ofEvent: event.value).map {
                    workflow.finishing($0.index, matching: receive.pattern.match)
                }
            }
            guard !happenings.isEmpty else { return nil }
            if receive.needsAll { return [.all(happenings)] }
            return happenings.count == events.count ? happenings.map { .all([$0]) } : nil
        default: return nil
        }
    }
}

/// Which steps a run can come to behind a wait, looked up once for each list from which it is asked.
private struct WaysOnward {
    private struct Key: Hashable {
        let wait: Int
        let list: Int
    }

    private let workflow: WorkflowContext
    private var known: [Key: Set<FlowGraph.Node>] = [:]
    /// By the ways of a happening: where a run comes before it.
    private var before: [Set<Int>: WaysWithout] = [:]

    init(_ workflow: WorkflowContext) { self.workflow = workflow }

    /// Whether a wait may have to go on before what another one waits for comes.
    mutating func mayStand(_ wait: Int, before goal: Goal, of other: Int) -> Bool {
        switch goal {
        case .settled(let steps):
            return steps.contains { workflow.tree.isInside(wait, $0) }
                || nodes(behind: wait, around: other).contains { node in
                    node.isEnter && node.step.map(steps.contains) ?? false
                }
        case .all(let happenings):
            return happenings.contains { mayStand(wait, before: $0, of: other) }
        }
    }

    private mutating func mayStand(
        _ wait: Int, before happening: Happening, of other: Int
    ) -> Bool {
        if workflow.tree.isInside(wait, happening.step) { return true }
        let behind = nodes(behind: wait, around: other)
        let graph = workflow.flow.graph
        guard happening.ways.contains(where: { behind.contains(graph.edges[$0].from) }) else {
            return false
        }
        let ways =
            before[happening.ways]
            ?? WaysWithout(happening.ways, from: [.start(list: 0)], in: graph)
        before[happening.ways] = ways
        return ways.reaches(.enter(wait))
    }

    /// Nothing in a list around the other waiting step goes on as long as it waits.
    private mutating func nodes(behind wait: Int, around other: Int) -> Set<FlowGraph.Node> {
        let tree = workflow.tree
        let list = tree.entries[other].list
        if let found = known[Key(wait: wait, list: list)] { return found }
        let held = Set(tree.enclosing(list).flatMap { tree.lists[$0].steps })
        var seen: Set<FlowGraph.Node> = []
        var waiting: [FlowGraph.Node] = [.finish(wait)]
        while let node = waiting.popLast() {
            guard seen.insert(node).inserted else { continue }
            if let step = node.step, held.contains(step) { continue }
            waiting += workflow.flow.reach.onward(from: node)
        }
        known[Key(wait: wait, list: list)] = seen
        return seen
    }
}
