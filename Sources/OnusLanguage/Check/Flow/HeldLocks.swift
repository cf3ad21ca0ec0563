import OnusModel

/// What a run asks for while it holds a lock.
struct HeldLocks {
    private let workflow: WorkflowContext
    private let prerequisites: Prerequisites
    private let locks: [Int]

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        prerequisites = Prerequisites(workflow)
        locks = workflow.tree.entries.filter(\.isLock).map(\.index)
    }

    /// The innermost lock around a step.
    func lock(around entry: StepTree.Entry) -> StepTree.Entry? {
        let tree = workflow.tree
        return tree.enclosing(entry.list).lazy.compactMap { list -> Int? in
            if case .locked = tree.lists[list].kind { tree.lists[list].owner } else { nil }
        }.first.map { tree.entries[$0] }
    }

    /// A lock elsewhere in the workflow that must be taken before a waiting step goes on: what it
    /// waits for lies in it, has it inside, or comes after it on every way. For one that waits until
    /// others have settled, one way is enough: as long as it is open, they are not settled.
    func lock(neededBy wait: StepTree.Entry) -> StepTree.Entry? {
        guard !locks.isEmpty else { return nil }
        let tree = workflow.tree
        let others = locks.filter { lock in
            !tree.isInside(wait.index, lock)
                && !workflow.flow.certain.hasFinished(lock, before: wait.index)
        }
        guard !others.isEmpty else { return nil }
        if case .wait(.condition(let condition)) = wait.syntax.verb {
            return lock(around: AwaitedCondition(condition, of: wait, workflow), among: others)
        }
        if let lock = lock(aroundAllThatSend: wait, among: others) { return lock }
        var steps = prerequisites.all(before: wait.index)
        if case .wait(.settled(let named)) = wait.syntax.verb {
            steps.formUnion(workflow.blockers(of: wait, named))
        }
        return others.first { lock in
            steps.contains { tree.isInside($0, lock) || tree.isInside(lock, $0) }
        }.map { tree.entries[$0] }
    }

    /// The first lock that is needed, when all that may make a condition true needs one.
    private func lock(around awaited: AwaitedCondition, among locks: [Int]) -> StepTree.Entry? {
        guard !awaited.isOpen else { return nil }
        let needed = awaited.all.map { happening in
            let before = prerequisites.before(happening.step)
            return locks.first { lock in
                workflow.tree.isInside(happening.step, lock) || before.contains(lock)
            }
        }
        guard !needed.contains(nil) else { return nil }
        return needed.first?.map { workflow.tree.entries[$0] }
    }

    /// The first lock that is needed, when an event that is waited for is only sent behind such as
    /// nobody gets while the wait's own is held.
    private func lock(
        aroundAllThatSend wait: StepTree.Entry, among locks: [Int]
    ) -> StepTree.Entry? {
        guard case .receive(let receive) = wait.syntax.verb, receive.within == nil,
            receive.pattern.from == nil, let own = lock(around: wait)
        else { return nil }
        let same = locks.filter { isTheSame(own, workflow.tree.entries[$0]) }
        let needed = receive.pattern.events.map { lock(aroundAllThatSend: $0.value, among: same) }
        let found = needed.compactMap(\.self)
        guard receive.needsAll ? !found.isEmpty : found.count == needed.count else { return nil }
        return found.first.map { workflow.tree.entries[$0] }
    }

    private func lock(aroundAllThatSend event: String, among locks: [Int]) -> Int? {
        let senders = workflow.tree.entries.filter { entry in
            if case .emit(let emit) = entry.syntax.verb { emit.event.value == event } else { false }
        }
        let known = workflow.surroundings.emitted[event]?.count ?? 0
        guard !senders.isEmpty, senders.count >= known else { return nil }
        let needed = senders.map { sender in
            let before = prerequisites.before(sender.index)
            return locks.first {
                workflow.tree.isInside(sender.index, $0) || before.contains($0)
            }
        }
        return needed.contains(nil) ? nil : needed.first ?? nil
    }

    /// Whether two locks surely have one name.
    private func isTheSame(_ one: StepTree.Entry, _ other: StepTree.Entry) -> Bool {
        guard case .lock(let first) = one.syntax.verb, case .lock(let second) = other.syntax.verb
        else { return false }
        return !first.name.isTemplate && first.name.text == second.name.text
    }

    /// The workflows through which a call comes to one that takes a lock; nil when it does not.
    func way(toLockFrom workflow: String) -> [String]? {
        var seen: Set<String> = [workflow]
        var waiting = [[workflow]][...]
        while let way = waiting.popFirst() {
            guard let last = way.last, let syntax = self.workflow.surroundings.workflows[last]
            else { continue }
            let entries = StepTree(syntax).entries
            if entries.contains(where: \.isLock) { return way }
            for case .call(let call) in entries.map(\.syntax.verb)
            where !call.isDetached && seen.insert(call.workflow.value).inserted {
                waiting.append(way + [call.workflow.value])
            }
        }
        return nil
    }
}

extension StepTree.Entry {
    fileprivate var isLock: Bool { if case .lock = syntax.verb { true } else { false } }
}
