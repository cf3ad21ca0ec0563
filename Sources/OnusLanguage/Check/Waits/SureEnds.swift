import OnusModel

/// Whether what a step waits for surely comes while it waits, or came before.
struct SureEnds {
    private let workflow: WorkflowContext
    private var tree: StepTree { workflow.tree }
    private var flow: Flow { workflow.flow }

    init(_ workflow: WorkflowContext) { self.workflow = workflow }

    /// How far back something counts.
    enum Memory {
        /// Whenever it came.
        case kept
        /// From when what runs beside the step has begun.
        case beside
        /// From when the step began to wait.
        case none
    }

    /// Whether one of some things surely happens.
    func surelyCome(
        _ happenings: [Happening], to entry: StepTree.Entry, _ memory: Memory,
        _ asked: Set<Int> = []
    ) -> Bool {
        guard !happenings.isEmpty else { return false }
        if memory == .kept, precede(happenings, entry) { return true }
        return tree.neighbours(of: entry).contains { neighbour in
            let inside = happenings.filter {
                tree.isIn(tree.entries[$0.step], list: neighbour.list)
            }
            guard !inside.isEmpty, memory != .none || comeLater(inside, entry, neighbour)
            else { return false }
            return surelyBegins(neighbour, seenFrom: entry, asked)
                && surelyCome(inside, until: neighbour.list)
        }
    }

    /// Whether one has surely happened on every way to a step.
    private func precede(_ happenings: [Happening], _ entry: StepTree.Entry) -> Bool {
        let isFinished = happenings.contains {
            $0.isCertain && flow.certain.hasFinished($0.step, before: entry.index)
        }
        if isFinished { return true }
        let ways = happenings.reduce(into: Set<Int>()) { $0.formUnion($1.ways) }
        let missed = happenings.flatMap(\.missed).map { flow.graph.edges[$0].to }
        let without = WaysWithout(ways, from: [.start(list: 0)] + missed, in: flow.graph)
        // What compensates may begin as soon as what it undoes has finished.
        guard let undone = flow.graph.undoing[entry.index] else {
            return !without.reaches(.enter(entry.index))
        }
        return !undone.contains { without.reaches(.finish($0)) }
    }

    private func surelyCome(_ happenings: [Happening], until list: Int) -> Bool {
        let isFinished = happenings.contains {
            $0.isCertain && flow.certain.hasFinished($0.step, atEndOfList: list)
        }
        if isFinished { return true }
        let ways = happenings.reduce(into: Set<Int>()) { $0.formUnion($1.ways) }
        return !WaysWithout(ways, from: [.start(list: list)], in: flow.graph)
            .reaches(.over(list: list))
    }

    /// Whether the step waits at once, and what is beside it happens only after some time.
    private func comeLater(
        _ happenings: [Happening], _ entry: StepTree.Entry, _ neighbour: Neighbour
    ) -> Bool {
        guard tree.isFirst(entry, upTo: neighbour.own) else { return false }
        if case .handler = tree.lists[neighbour.list].kind { return true }
        let slow = tree.entries.filter {
            $0.syntax.takesTime && tree.isIn($0, list: neighbour.list)
        }
        let closed = slow.reduce(into: Set<Int>()) {
            $0.formUnion(workflow.finishing($1.index).ways)
        }
        let soon = WaysWithout(closed, from: [.start(list: neighbour.list)], in: flow.graph)
        return !happenings.contains { happening in
            happening.ways.subtracting(closed).contains { soon.reaches(flow.graph.edges[$0].from) }
        }
    }
}

// Whether what runs beside a step begins at all.
extension SureEnds {
    private func surelyBegins(
        _ neighbour: Neighbour, seenFrom entry: StepTree.Entry, _ asked: Set<Int>
    ) -> Bool {
        guard case .handler(let handler) = tree.lists[neighbour.list].kind else {
            return workflow.surelyBegins(neighbour, seenFrom: entry)
        }
        // WHY: once the scope's own steps are over, no handler begins any more.
        guard case .scope = tree.lists[neighbour.own].kind else { return false }
        return surelyBegins(handler, neighbour.list, seenFrom: entry, asked)
    }

    /// Whether a handler surely begins while a step in its scope waits.
    func surelyBegins(
        _ handler: HandlerSyntax, _ list: Int, seenFrom entry: StepTree.Entry,
        _ asked: Set<Int> = []
    ) -> Bool {
        guard let scope = tree.lists[list].owner, !asked.contains(list) else { return false }
        let asked = asked.union([list])
        switch handler.trigger {
        case .every, .after: return true
        case .condition(let condition): return surelyTurns(condition, for: entry, asked)
        case .event(let pattern):
            return pattern.events.contains { event in
                guard let step = tree.step(ofEvent: event.value) else { return true }
                let happening = workflow.finishing(step.index, matching: pattern.match)
                return tree.isInside(step.index, scope)
                    ? surelyCome([happening], to: entry, .kept, asked)
                    : surelyCome([happening], to: tree.entries[scope], .none, asked)
            }
        }
    }

    /// Whether a condition surely holds some time while a step waits, as far as that can be told.
    func surelyTurns(
        _ condition: ExpressionSyntax, for entry: StepTree.Entry, _ asked: Set<Int> = []
    ) -> Bool {
        let awaited = AwaitedCondition(condition, of: entry, workflow)
        return awaited.isOpen || surelyTurns(awaited, for: entry, asked)
    }

    func surelyTurns(
        _ awaited: AwaitedCondition, for entry: StepTree.Entry, _ asked: Set<Int> = []
    ) -> Bool {
        func lasting(_ happenings: [Happening]) -> [Happening] {
            happenings.filter { !awaited.passing.contains($0.step) }
        }
        // What was worked out before may have been anything.
        if surelyCome(lasting(awaited.certain), to: entry, .kept, asked)
            || surelyCome(lasting(awaited.alone), to: entry, .beside, asked)
            || !awaited.passing.isEmpty && surelyCome(awaited.alone, to: entry, .none, asked)
        {
            return true
        }
        guard !awaited.turning.isEmpty, awaited.names.variables.count > 1 else { return false }
        return awaited.turning.values.allSatisfy { surelyCome($0, to: entry, .beside, asked) }
    }
}

// What takes a wait back.
extension SureEnds {
    /// Whether something else than what it waits for surely ends a wait: a handler, a ladder of the
    /// block, the branches beside it, a `withdraw`.
    ///
    /// - Parameter duty: one that lasts as long as the wait does, so that nothing behind it comes.
    func areTakenBack(
        _ entry: StepTree.Entry, stuck: Set<Int> = [], beside duty: Int? = nil
    ) -> Bool {
        let stuck = stuck.union([duty].compactMap(\.self))
        let withdrawals = tree.entries.filter { other in
            guard case .withdraw(let steps) = other.syntax.verb, !comes(other.index, after: duty)
            else { return false }
            return steps.contains { step in
                tree[step.value].map { tree.isInside(entry.index, $0.index) } ?? false
            }
        }
        if surelyCome(withdrawals.map { workflow.finishing($0.index) }, to: entry, .none) {
            return true
        }
        return tree.enclosing(entry.list).contains { list in
            guard let owner = tree.lists[list].owner else { return false }
            return owner != duty && !workflow.lapses(of: owner).isEmpty
                || flow.graph.joins[owner]?.canFinish(without: list) { isStuck($0, stuck) } == true
                || leaves(entry, from: owner, list, beside: duty)
        }
    }

    private func comes(_ step: Int, after duty: Int?) -> Bool {
        duty.map { step == $0 || flow.certain.hasFinished($0, before: step) } ?? false
    }

    /// Whether a handler surely begins that leads out of the scope.
    private func leaves(
        _ entry: StepTree.Entry, from scope: Int, _ own: Int, beside duty: Int?
    ) -> Bool {
        guard case .scope = tree.lists[own].kind else { return false }
        return tree.entries[scope].lists.contains { list in
            guard case .handler(let handler) = tree.lists[list].kind, handler.next != nil,
                !handler.trigger.events.contains(where: { event in
                    tree.step(ofEvent: event.value).map { comes($0.index, after: duty) } ?? false
                })
            else { return false }
            return surelyBegins(handler, list, seenFrom: entry)
        }
    }

    private func isStuck(_ list: Int, _ stuck: Set<Int>) -> Bool {
        stuck.contains { tree.isIn(tree.entries[$0], list: list) }
    }
}

extension FlowGraph.Join {
    /// Whether it surely finishes when one list and those that are stuck never come to their ends.
    fileprivate func canFinish(without list: Int, _ isStuck: (Int) -> Bool) -> Bool {
        if isOpen { return true }
        guard let count else { return false }
        return always.count(where: { $0 != list && !isStuck($0) }) >= count
    }
}

extension TriggerSyntax {
    fileprivate var events: [Located<String>] {
        if case .event(let pattern) = self { pattern.events } else { [] }
    }
}

extension StepTree {
    /// The step whose end an event tells; nil for one from outside.
    func step(ofEvent name: String) -> Entry? {
        guard name.hasPrefix(EventPattern.stepPrefix) else { return nil }
        return self[String(name.dropFirst(EventPattern.stepPrefix.count))]
    }
}

extension StepSyntax {
    /// Whether it surely goes on later than it begins.
    fileprivate var takesTime: Bool {
        switch verb {
        case .task, .wait(.period), .call: true
        default: false
        }
    }
}
