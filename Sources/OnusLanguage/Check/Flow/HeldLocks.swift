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
        if let lock = lock(aroundAllThatSend: wait, among: others) { return lock }
        guard !others.isEmpty else { return nil }
        if case .wait(.condition(let condition)) = wait.syntax.verb {
            return lock(around: AwaitedCondition(condition, of: wait, workflow), among: others)
        }
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
        let needed = receive.pattern.events.map {
            lock(aroundAllThatSend: $0.value, sameAs: own, among: same)
        }
        let found = needed.compactMap(\.self)
        guard receive.needsAll ? !found.isEmpty : found.count == needed.count else { return nil }
        return found.first
    }

    private func lock(
        aroundAllThatSend event: String, sameAs own: StepTree.Entry, among locks: [Int]
    ) -> StepTree.Entry? {
        guard workflow.surroundings.emitted[event] != nil else { return nil }
        let here = workflow.tree.entries.filter { $0.sends(event) }.map { sender in
            let before = prerequisites.before(sender.index)
            return locks.first {
                workflow.tree.isInside(sender.index, $0) || before.contains($0)
            }.map { workflow.tree.entries[$0] }
        }
        let others = workflow.surroundings.workflows.sorted { $0.key < $1.key }
            .filter { $0.key != workflow.workflow.name.value }.map { StepTree($0.value) }
        let elsewhere = others.flatMap { tree in
            tree.entries.filter { $0.sends(event) }.map { sender in
                tree.entries.first { isTheSame(own, $0) && tree.leads(through: $0, to: sender) }
            }
        }
        let needed = here + elsewhere
        return needed.contains { $0 == nil } ? nil : needed.first ?? nil
    }

    /// Whether two locks surely have one name.
    private func isTheSame(_ one: StepTree.Entry, _ other: StepTree.Entry) -> Bool {
        guard case .lock(let first) = one.syntax.verb, case .lock(let second) = other.syntax.verb
        else { return false }
        return !first.name.isTemplate && first.name.text == second.name.text
    }

    /// The workflows through which a call comes to one that takes a lock; nil when it does not.
    ///
    /// - Parameter own: only a lock that surely has the name of this one.
    func way(toLockFrom workflow: String, sameAs own: StepTree.Entry? = nil) -> [String]? {
        var seen: Set<String> = [workflow]
        var waiting = [[workflow]][...]
        while let way = waiting.popFirst() {
            guard let last = way.last, let syntax = self.workflow.surroundings.workflows[last]
            else { continue }
            let entries = StepTree(syntax).entries
            let isSought = entries.contains { lock in
                own.map { isTheSame($0, lock) } ?? lock.isLock
            }
            if isSought { return way }
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

    fileprivate func sends(_ event: String) -> Bool {
        if case .emit(let emit) = syntax.verb { emit.event.value == event } else { false }
    }
}

extension StepTree {
    /// Whether every run that comes to a step is inside of another one then, or has been.
    fileprivate func leads(through other: Entry, to step: Entry) -> Bool {
        if isInside(step.index, other.index) { return true }
        return other.syntax.condition == nil
            && enclosing(step.list).contains { list in
                guard other.list == list else { return false }
                let here = lists[list].steps.first { isInside(step.index, $0) }
                return here.map { entries[$0].position > other.position } ?? false
            }
    }
}
