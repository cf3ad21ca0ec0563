import OnusModel

/// The ways that a run can go without a bound and without anybody doing anything.
struct UnattendedWays {
    /// How such a way comes past a duty.
    enum Passing {
        /// Not at all: whoever is asked is a bound.
        case nothing
        /// Where a ladder or `deemed` ends it, because nobody answered.
        case silence
    }

    struct Loop {
        /// In the order of the text; never empty.
        let steps: [Int]
        /// The last target in the text that closes the loop, or else its first step.
        let location: SourceLocation
    }

    private let passing: Passing
    private let workflow: WorkflowContext
    private var graph: FlowGraph { workflow.flow.graph }
    /// Steps with several lists that can be passed so.
    private var passable: Set<Int> = []
    /// By step: the lists of the handlers that begin when it has finished.
    private var answering: [Int: [Int]] = [:]
    /// The lists of handlers that begin because something happens.
    private var answers: Set<Int> = []
    /// By step that calls: the ends to which the other workflow comes so.
    private var called: [Int: Set<String>] = [:]

    /// - Parameter callers: workflows that are being looked at on the way to this one.
    init(_ workflow: WorkflowContext, passing: Passing, callers: Set<String> = []) {
        self.workflow = workflow
        self.passing = passing
        noteHandlers()
        if passing == .nothing { noteCalls(callers) }
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

    /// What answers the end of a step begins there, and not whenever its scope does; what answers
    /// an event from outside begins when somebody wants it.
    private mutating func noteHandlers() {
        for list in workflow.tree.lists {
            guard case .handler(let handler) = list.kind,
                case .event(let pattern) = handler.trigger
            else { continue }
            answers.insert(list.index)
            for event in pattern.events {
                guard pattern.from == nil, let step = workflow.tree.step(ofEvent: event.value)
                else { continue }
                if passing == .nothing || mayComeSilently(step.index, pattern) {
                    answering[step.index, default: []].append(list.index)
                }
            }
        }
    }

    /// What calls itself again is a circle of its own kind.
    private mutating func noteCalls(_ callers: Set<String>) {
        let callers = callers.union([workflow.workflow.name.value])
        for entry in workflow.tree.entries {
            guard case .call(let call) = entry.syntax.verb, !call.isDetached,
                !callers.contains(call.workflow.value),
                let other = workflow.surroundings.workflows[call.workflow.value]
            else { continue }
            let context = WorkflowCheck.context(
                of: other, StepTree(other), workflow.surroundings)
            called[entry.index] =
                UnattendedWays(context, passing: passing, callers: callers).ends
        }
    }

    /// Those of the workflow's ends to which such a way leads from its start.
    private var ends: Set<String> {
        workflow.tree.entries.reduce(into: []) { found, entry in
            guard case .end(let end) = entry.syntax.verb,
                leads(from: .start(list: 0), to: .enter(entry.index))
            else { return }
            found.insert(end.outcome.value)
        }
    }

    /// Whether the end of a step that a handler hears may be one without people's doing.
    private func mayComeSilently(_ step: Int, _ pattern: PatternSyntax) -> Bool {
        let endings = workflow.endings(of: step)
        guard !endings.isEmpty, let match = pattern.match else {
            return endings.isEmpty || endings.contains { !$0.isGiven }
        }
        let event = MatchedEvent(match.text)
        return endings.contains { !$0.isGiven && event.mayHold(ofOutcome: $0.outcome) }
    }

    /// The last in the text first.
    var loops: [Loop] {
        let nodes = workflow.flow.reach.nodes.map(\.rawValue)
        let circles = Circles(nodes) { next(FlowGraph.Node(rawValue: $0)).map(\.rawValue) }
        return circles.circles.reversed().compactMap { loop in
            let steps = Set(loop.compactMap { FlowGraph.Node(rawValue: $0).step }).sorted()
            return steps.first.map { first in
                Loop(
                    steps: steps,
                    location: wayBack(Set(loop))
                        ?? workflow.tree.entries[first].syntax.id.location)
            }
        }
    }

    private func wayBack(_ loop: Set<Int>) -> SourceLocation? {
        graph.edges.filter {
            loop.contains($0.from.rawValue) && loop.contains($0.to.rawValue)
        }.compactMap(\.written).max { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    private func next(_ node: FlowGraph.Node) -> [FlowGraph.Node] {
        let isBounded =
            node.isEnter
            && node.step.map { workflow.tree.entries[$0].syntax.limitsPasses } ?? false
        var next = graph.edges(from: node).filter { edge in
            if case .catches(_, beforePass: true) = edge.way { return true }
            return !isBounded && isOpen(edge)
        }.map(\.to)
        if let step = node.step, node.isFinish {
            next += (answering[step] ?? []).map { .start(list: $0) }
        }
        if let step = node.step, node.isEnter, !isBounded, passable.contains(step) {
            next.append(.finish(step))
        }
        return next
    }

    private func isOpen(_ edge: FlowGraph.Edge) -> Bool {
        if edge.from.isEnter, edge.to.startedList.map(answers.contains) ?? false { return false }
        return switch (passing, edge.way) {
        case (_, .repeats(isBounded: true)), (_, .withdrawn): false
        case (.nothing, .works): !asksSomebody(edge.from)
        case (.silence, .ends(_, isGiven: true)): false
        case (.nothing, .ends(let outcome, _)):
            edge.from.step.flatMap { called[$0]?.contains(outcome) } ?? true
        default: true
        }
    }

    /// A task that is unknown may well be a duty.
    private func asksSomebody(_ node: FlowGraph.Node) -> Bool {
        guard let step = node.step else { return false }
        return switch workflow.tree.entries[step].syntax.verb {
        case .task: workflow.tasks[step]?.isDuty ?? true
        // What comes from outside comes when somebody wants it.
        case .receive(let receive): !receive.pattern.isOfTheRun
        case .call(let call): !call.isDetached && called[step]?.isEmpty ?? true
        default: false
        }
    }

    func leads(from start: FlowGraph.Node, to goal: FlowGraph.Node) -> Bool {
        var seen: Set<FlowGraph.Node> = []
        var waiting = [start]
        while let node = waiting.popLast() {
            if node == goal { return true }
            if seen.insert(node).inserted { waiting += next(node) }
        }
        return false
    }
}
