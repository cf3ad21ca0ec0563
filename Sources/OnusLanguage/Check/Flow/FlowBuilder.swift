import OnusCEL
import OnusModel

extension FlowGraph {
    /// All ways through a workflow. Where a name is wrong, the graph goes on as its author most
    /// probably meant it, so that one mistake is told once.
    init(_ workflow: WorkflowContext, _ conditions: FlowConditions) {
        var builder = FlowBuilder(workflow, conditions)
        for entry in workflow.tree.entries { builder.connect(entry) }
        for list in workflow.tree.lists { builder.connect(list) }
        builder.connectUndoing()
        self = builder.graph
    }
}

private struct FlowBuilder {
    let workflow: WorkflowContext
    let conditions: FlowConditions
    var graph: FlowGraph
    private var tree: StepTree { workflow.tree }
    private let ids: [String]
    private let compensating: Set<String>

    init(_ workflow: WorkflowContext, _ conditions: FlowConditions) {
        self.workflow = workflow
        self.conditions = conditions
        let tree = workflow.tree
        graph = FlowGraph(size: max(tree.entries.count, tree.lists.count))
        ids = tree.entries.map(\.id)
        compensating = tree.compensating
    }

    mutating func connect(_ list: StepTree.List) {
        let first = list.steps.first.map { FlowGraph.Node.enter($0) } ?? .over(list: list.index)
        graph.add(.start(list: list.index), first)
        switch list.kind {
        case .workflow: graph.addExit(.over(list: list.index))
        case .branch:
            if let owner = list.owner { graph.addWaiting(list: list.index, in: owner) }
        case .choice, .scope, .locked:
            if let owner = list.owner { graph.add(.over(list: list.index), .finish(owner)) }
        case .handler(let handler): connect(handler, list)
        case .item:
            if let owner = list.owner { graph.addWaiting(list: list.index, in: owner) }
        case .round(let loop):
            guard let owner = list.owner else { return }
            let isBounded = tree.entries[owner].syntax.maximumPasses != nil
            graph.add(
                .over(list: list.index), .finish(owner),
                known: conditions.ending(list.index, isLast: true))
            graph.add(
                .over(list: list.index), .start(list: list.index), .repeats(isBounded: isBounded),
                written: loop.until.location,
                known: conditions.ending(list.index, isLast: false))
        }
    }

    private mutating func connect(_ handler: HandlerSyntax, _ list: StepTree.List) {
        guard let owner = list.owner else { return }
        guard let next = handler.next, case .step = Target(next.value) else {
            return graph.addWaiting(list: list.index, in: owner)
        }
        go(.over(list: list.index), to: next, from: owner)
    }

    mutating func connect(_ entry: StepTree.Entry) {
        let (enter, finish) = (
            FlowGraph.Node.enter(entry.index), FlowGraph.Node.finish(entry.index)
        )
        if entry.syntax.condition != nil, !compensating.contains(entry.id) {
            go(
                enter, .continue, of: entry, .skips,
                known: conditions.entering(entry.index, isSkipped: true))
        }
        connectErrors(entry)
        switch entry.syntax.verb {
        case .end: graph.addExit(enter)
        case .fail(let fail):
            let caught = Failures.catcher(of: fail.error.value, from: entry.index, in: workflow)
            if caught == nil { graph.addExit(enter) }
        case .parallel(let parallel):
            graph.add(join(parallel, entry), of: entry.index)
            open(entry)
            leave(entry)
        case .switch(let cases):
            connect(cases, of: entry)
            leave(entry)
        case .foreach(let loop):
            graph.add(join(loop, entry), of: entry.index)
            open(entry)
            leave(entry)
        case .scope, .repeat, .lock:
            open(entry)
            // A rung may end a phase at any time.
            if !workflow.lapses(of: entry.index).isEmpty { graph.add(enter, finish, .works) }
            leave(entry)
        case .withdraw(let steps):
            graph.add(enter, finish, .works, known: conditions.entering(entry.index))
            leave(entry)
            for step in steps.compactMap({ tree[$0.value] })
            where !tree.isInside(entry.index, step.index)
                && tree.mayBeOpenTogether(entry.index, step.index)
            {
                graph.add(.enter(step.index), .over(list: step.list), .withdrawn)
            }
        case .wait(.condition(let condition)):
            graph.add(
                enter, finish, .works, known: conditions.waited(condition, at: entry.index))
            leave(entry)
        case .task, .wait, .receive, .emit, .call, .set, .unknown:
            graph.add(enter, finish, .works, known: conditions.entering(entry.index))
            leave(entry)
        }
    }

    /// Steps that compensate others begin when the run is about to end: no way leads there from
    /// within it.
    mutating func connectUndoing() {
        for entry in tree.entries {
            guard let undo = entry.undo.flatMap({ tree[$0] }) else { continue }
            graph.add(undoing: undo.index, of: entry.index)
        }
    }

    /// Into all lists of a step.
    private mutating func open(_ entry: StepTree.Entry) {
        for list in entry.lists {
            graph.add(
                .enter(entry.index), .start(list: list), known: conditions.beginning(list))
        }
    }

    /// Into the list of each case of a `switch`, or to where it leads.
    private mutating func connect(_ cases: [CaseSyntax], of entry: StepTree.Entry) {
        let enter = FlowGraph.Node.enter(entry.index)
        var lists = entry.lists[...]
        for (index, choice) in cases.enumerated() {
            let known = conditions.choosing(index, of: entry.index)
            switch choice.action {
            case .go(let target): go(enter, to: target, of: entry, .chooses, known: known)
            case .run:
                if let list = lists.popFirst() {
                    graph.add(enter, .start(list: list), known: known)
                }
            }
        }
    }

    /// From a step that has finished.
    private mutating func leave(_ entry: StepTree.Entry) {
        // After a step that compensates comes the next one, or the run's end.
        guard !compensating.contains(entry.id) else { return }
        let finish = FlowGraph.Node.finish(entry.index)
        let endings = workflow.endings(of: entry.index)
        guard endings.isEmpty else {
            for ending in endings {
                guard let target = ending.target else {
                    graph.addExit(finish)
                    continue
                }
                go(
                    finish, target, of: entry,
                    .ends(outcome: ending.outcome, isGiven: ending.isGiven),
                    written: ending.written)
            }
            return
        }
        guard let next = entry.syntax.next else { return go(finish, .continue, of: entry, .goes) }
        for target in next.targets { go(finish, to: target, of: entry, .goes) }
        if case .byOutcome(let entries) = next, !entries.contains(where: { $0.name.value == "any" })
        {
            go(finish, .continue, of: entry, .goes)
        }
    }

    /// From where an error is raised to where the nearest step that catches it goes.
    private mutating func connectErrors(_ entry: StepTree.Entry) {
        // Whatever comes of a step that compensates, the next one follows.
        guard !compensating.contains(entry.id) else { return }
        let declared = Set(workflow.tasks[entry.index]?.errors ?? [])
        for error in Failures.own(of: entry.index, in: workflow) {
            guard
                let (catcher, target) = Failures.catcher(
                    of: error, from: entry.index, in: workflow)
            else { continue }
            go(
                .enter(entry.index), to: target, of: tree.entries[catcher],
                .catches(error: error, beforePass: !declared.contains(error)))
        }
        guard !entry.syntax.catches.isEmpty else { return }
        let possible = Set(Failures.all(of: entry.index, in: workflow))
        for caught in entry.syntax.catches
        where caught.name.value != "any" && !possible.contains(caught.name.value) {
            // Reported as an error that cannot happen; its target is no stranger for that.
            go(
                .enter(entry.index), to: caught.value, of: entry,
                .catches(error: caught.name.value, beforePass: false))
        }
    }

    /// Every item of a list that is written out runs.
    private func join(_ loop: ForeachSyntax, _ entry: StepTree.Entry) -> FlowGraph.Join {
        let waitsForAll = if case .all = loop.join { true } else { false }
        let isSure = waitsForAll && loop.hasWrittenItems
        return FlowGraph.Join(
            always: isSure ? entry.lists : [], sometimes: isSure ? [] : entry.lists, count: nil,
            goesOn: loop.rest == .goOn, isOpen: false)
    }

    private func join(_ parallel: ParallelSyntax, _ entry: StepTree.Entry) -> FlowGraph.Join {
        var (always, sometimes): ([Int], [Int]) = ([], [])
        for list in entry.lists {
            guard case .branch(let branch) = tree.lists[list].kind else { continue }
            if branch.condition == nil { always.append(list) } else { sometimes.append(list) }
        }
        let count: Int? =
            switch parallel.join {
            case .all, .condition: nil
            case .any: 1
            case .count(let count): count.value
            }
        let isOpen = if case .condition = parallel.join { true } else { false }
        return FlowGraph.Join(
            always: always, sometimes: sometimes, count: count,
            goesOn: parallel.rest == .goOn, isOpen: isOpen)
    }
}

// Targets.
extension FlowBuilder {
    private mutating func go(
        _ node: FlowGraph.Node, _ target: Target, of entry: StepTree.Entry, _ way: FlowGraph.Way,
        written: SourceLocation? = nil, known: [Assumption] = []
    ) {
        let list = tree.lists[entry.list]
        switch target {
        case .continue:
            let next = entry.position + 1
            let to =
                list.steps.indices.contains(next)
                ? FlowGraph.Node.enter(list.steps[next]) : .over(list: list.index)
            graph.add(node, to, way, written: written, known: known)
        case .leave:
            graph.add(node, .over(list: list.index), way, written: written, known: known)
        case .step(let id):
            let meant =
                tree[id.rawValue]
                ?? Spelling.nearest(to: id.rawValue, among: ids).flatMap { tree[$0] }
            guard let meant else { return graph.addExit(node) }
            graph.add(node, .enter(meant.index), way, written: written, known: known)
        }
    }

    private mutating func go(
        _ node: FlowGraph.Node, to target: Located<String>, of entry: StepTree.Entry,
        _ way: FlowGraph.Way, known: [Assumption] = []
    ) {
        go(
            node, Target(target.value), of: entry, way, written: target.location, known: known)
    }

    private mutating func go(
        _ node: FlowGraph.Node, to target: Located<String>, from owner: Int
    ) {
        go(node, to: target, of: tree.entries[owner], .goes)
    }
}

extension ForeachSyntax {
    /// Whether there is an item whatever the run is given.
    fileprivate var hasWrittenItems: Bool {
        guard case .list(let written)? = FlowConditions.outline(items) else { return false }
        return written.contains { item in
            if case .literal = item { true } else { false }
        }
    }
}
