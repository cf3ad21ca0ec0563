import OnusModel

/// A loop that asks nobody and that nothing bounds.
struct EndlessLoop: Rule {
    static let code = "W065"
    static let title = "a loop has no bound"
    static let explanation = """
        A loop in which a person decides something goes round as often as people want it. A loop \
        of machines goes round for ever when its condition never turns, even one that waits \
        between two rounds. Give one of its steps an `at_most`, and say with `catch: {passes: \
        STEP}` what happens then; or put a duty into the loop.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let ways = UnattendedWays(workflow)
        let nodes = workflow.flow.reach.nodes.map(\.rawValue)
        let loops = Circles(nodes) { ways.next(FlowGraph.Node(rawValue: $0)).map(\.rawValue) }
        for loop in loops.circles.reversed() {
            let steps = Set(loop.compactMap { FlowGraph.Node(rawValue: $0).step }).sorted()
            guard let first = steps.first else { continue }
            let ids = steps.map { workflow.tree.entries[$0].id }
            report.error(
                ids.count == 1
                    ? "`\(ids[0])` is repeated without a bound, and nobody is asked meanwhile"
                    : "\(Spelling.list(ids)) are repeated without a bound, and nobody is asked "
                        + "meanwhile",
                at: wayBack(Set(loop), workflow)
                    ?? workflow.tree.entries[first].syntax.id.location,
                help: "give `\(ids[0])` an `at_most` and a `catch: {passes: STEP}`, or put a duty "
                    + "into the loop")
        }
    }

    /// The last target in the text that closes the loop.
    private func wayBack(_ loop: Set<Int>, _ workflow: WorkflowContext) -> SourceLocation? {
        workflow.flow.graph.edges.filter {
            loop.contains($0.from.rawValue) && loop.contains($0.to.rawValue)
        }.compactMap(\.written).max { ($0.line, $0.column) < ($1.line, $1.column) }
    }
}

/// The ways that a run can go without anybody being asked and without a bound.
private struct UnattendedWays {
    private let workflow: WorkflowContext
    private var graph: FlowGraph { workflow.flow.graph }
    /// Steps with several lists that can be passed so.
    private var passable: Set<Int> = []

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        var passes: Set<Int> = []
        // INVARIANT: in the tree an inner list stands behind those around it.
        for list in workflow.tree.lists.reversed() {
            guard let owner = list.owner, let join = graph.joins[owner] else { continue }
            if leads(from: .start(list: list.index), to: .over(list: list.index)) {
                passes.insert(list.index)
            }
            // The first list of a step is looked at last, after all its others.
            guard list.index == workflow.tree.entries[owner].lists.first else { continue }
            let isPassable =
                join.isOpen
                ? join.lists.contains(where: passes.contains) : join.canFinish(passes.contains)
            if isPassable { passable.insert(owner) }
        }
    }

    func next(_ node: FlowGraph.Node) -> [FlowGraph.Node] {
        let isBounded =
            node.isEnter
            && node.step.map { workflow.tree.entries[$0].syntax.limitsPasses } ?? false
        var next = graph.edges(from: node).filter { edge in
            if case .catches(_, beforePass: true) = edge.way { return true }
            if edge.way == .repeats(isBounded: true) || edge.way == .withdrawn { return false }
            return !isBounded && !(edge.way == .works && asksSomebody(node))
        }.map(\.to)
        if let step = node.step, node.isEnter, !isBounded, passable.contains(step) {
            next.append(.finish(step))
        }
        return next
    }

    /// A task that is unknown may well be a duty.
    private func asksSomebody(_ node: FlowGraph.Node) -> Bool {
        guard let step = node.step else { return false }
        return switch workflow.tree.entries[step].syntax.verb {
        case .task: workflow.tasks[step]?.isDuty ?? true
        // What comes from outside comes when somebody wants it.
        case .receive(let receive): !receive.pattern.isOfTheRun
        case .call(let call): asksSomebody(call)
        default: false
        }
    }

    /// Whether the workflow that is called has steps that wait for somebody.
    private func asksSomebody(_ call: CallSyntax) -> Bool {
        guard !call.isDetached,
            let called = workflow.surroundings.workflows[call.workflow.value]
        else { return false }
        return StepTree(called).entries.contains { entry in
            switch entry.syntax.verb {
            case .task(let task): task.duty.responsible != nil || called.duties.responsible != nil
            case .receive: true
            default: false
            }
        }
    }

    private func leads(from start: FlowGraph.Node, to goal: FlowGraph.Node) -> Bool {
        var seen: Set<FlowGraph.Node> = []
        var waiting = [start]
        while let node = waiting.popLast() {
            if node == goal { return true }
            if seen.insert(node).inserted { waiting += next(node) }
        }
        return false
    }
}

extension StepSyntax {
    /// Whether it can be entered only so often. The limit of a `repeat` is one of its rounds.
    var limitsPasses: Bool {
        if case .repeat = verb { false } else { maximumPasses != nil }
    }
}

extension PatternSyntax {
    /// Whether steps of the run itself give it.
    var isOfTheRun: Bool {
        events.allSatisfy { $0.value.hasPrefix(EventPattern.stepPrefix) }
    }
}
