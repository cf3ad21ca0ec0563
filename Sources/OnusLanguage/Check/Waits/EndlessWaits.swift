import OnusModel

/// What may keep a step open for ever: a `receive` of what comes from outside, in it, in what it
/// calls, or in what it waits for, that nothing ends when it never comes.
struct EndlessWaits {
    struct Found {
        let event: Located<String>
        /// The step that waits, or the workflow that is called and in which it does.
        let who: String
        let isCalled: Bool
    }

    private let workflow: WorkflowContext
    private var tree: StepTree { workflow.tree }
    private let prerequisites: Prerequisites
    private let ends: SureEnds

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        prerequisites = Prerequisites(workflow)
        ends = SureEnds(workflow)
    }

    /// The first wait that may keep a step open, where nothing counts as an end of it that comes
    /// only when a duty is over.
    func wait(keepingOpen step: Int, beside duty: Int) -> Found? {
        var seen: Set<Int> = []
        var waiting = [step]
        while let next = waiting.popLast() {
            for entry in tree.entries
            where tree.isInside(entry.index, next) && seen.insert(entry.index).inserted {
                if let found = wait(of: entry, beside: duty) { return found }
                let awaited = prerequisites.awaited(by: entry.index)
                waiting += (awaited + awaited.flatMap(prerequisites.before)).filter {
                    !isOver($0, before: step) && !isOver($0, before: duty)
                        && !tree.isInside(duty, $0)
                }
            }
        }
        return nil
    }

    private func isOver(_ step: Int, before other: Int) -> Bool {
        step == other || workflow.flow.certain.hasFinished(step, before: other)
    }

    private func wait(of entry: StepTree.Entry, beside duty: Int?) -> Found? {
        switch entry.syntax.verb {
        case .receive(let receive):
            guard let event = endless(receive, entry, beside: duty),
                !ends.areTakenBack(entry, beside: duty)
            else { return nil }
            return Found(event: event, who: entry.id, isCalled: false)
        case .call(let call) where !call.isDetached:
            guard let found = Self.wait(calledAs: call.workflow.value, workflow.surroundings),
                !ends.areTakenBack(entry, beside: duty)
            else { return nil }
            return found
        default: return nil
        }
    }

    /// The event that may never come.
    private func endless(
        _ receive: ReceiveSyntax, _ entry: StepTree.Entry, beside duty: Int?
    ) -> Located<String>? {
        guard receive.within == nil, workflow.flow.reach.reaches(.enter(entry.index)) else {
            return nil
        }
        let outside = receive.pattern.events.filter {
            tree.step(ofEvent: $0.value) == nil && !emits($0.value, beside: duty)
        }
        guard let first = outside.first else { return nil }
        if receive.needsAll { return first }
        guard outside.count == receive.pattern.events.count else {
            let own = receive.pattern.events.compactMap { tree.step(ofEvent: $0.value) }
                .filter { $0.index != duty }
            let happenings = own.map {
                workflow.finishing($0.index, matching: receive.pattern.match)
            }
            return ends.surelyCome(happenings, to: entry, .kept) ? nil : first
        }
        return first
    }

    /// Whether the run itself sends an event, and not only when a duty is over.
    private func emits(_ event: String, beside duty: Int?) -> Bool {
        tree.entries.contains { entry in
            guard case .emit(let emit) = entry.syntax.verb, emit.event.value == event else {
                return false
            }
            return duty.map { !workflow.flow.certain.hasFinished($0, before: entry.index) } ?? true
        }
    }

    /// The first in a workflow that is called, or in those that it calls.
    private static func wait(
        calledAs name: String, _ surroundings: Surroundings
    ) -> Found? {
        var seen: Set<String> = [name]
        var waiting = [name]
        while let name = waiting.popLast() {
            guard let syntax = surroundings.workflows[name] else { continue }
            let called = EndlessWaits(
                WorkflowCheck.context(of: syntax, StepTree(syntax), surroundings))
            for entry in called.tree.entries {
                switch entry.syntax.verb {
                case .receive:
                    guard let found = called.wait(of: entry, beside: nil) else { continue }
                    return Found(event: found.event, who: name, isCalled: true)
                case .call(let call) where !call.isDetached:
                    guard !called.ends.areTakenBack(entry) else { continue }
                    if seen.insert(call.workflow.value).inserted {
                        waiting.append(call.workflow.value)
                    }
                default: break
                }
            }
        }
        return nil
    }
}
