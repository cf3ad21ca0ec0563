import OnusModel

/// What a `receive` without an end of its own waits for.
struct AwaitedEvents {
    enum Problem {
        /// The step may never finish.
        case passedBy(Located<String>)
        /// It may have finished before.
        case forgotten(Located<String>)
        /// It may finish with another outcome.
        case unmatched(ExpressionSyntax)
        case tooFew(Located<Int>, surely: Int)
    }

    let entry: StepTree.Entry
    private let receive: ReceiveSyntax
    private let workflow: WorkflowContext
    private let ends: SureEnds

    init(
        _ receive: ReceiveSyntax, _ entry: StepTree.Entry, _ workflow: WorkflowContext,
        _ ends: SureEnds
    ) {
        (self.receive, self.entry, self.workflow, self.ends) = (receive, entry, workflow, ends)
    }

    private var memory: SureEnds.Memory { receive.dropsEarly ? .none : .kept }

    /// What is wrong with the first event that may never come; nil when the wait is sound.
    var problem: Problem? {
        let events = receive.pattern.events
        guard !receive.needsAll else { return events.lazy.compactMap { problem(of: [$0]) }.first }
        // Events from outside come when they come, and of several one is enough.
        guard !events.contains(where: { step($0) == nil }) else { return nil }
        guard let count = receive.count, count.value > 1 else { return problem(of: events) }
        let sure = events.filter { problem(of: [$0]) == nil }
        guard sure.count < count.value, !sure.contains(where: comesAgain) else { return nil }
        return .tooFew(count, surely: sure.count)
    }

    /// Whether one of some events may fail to come.
    private func problem(of events: [Located<String>]) -> Problem? {
        let steps = events.compactMap(step)
        guard let first = events.first, steps.count == events.count else { return nil }
        let match = receive.pattern.match
        let happenings = steps.map { workflow.finishing($0.index, matching: match) }
        if ends.surelyCome(happenings, to: entry, memory) { return nil }
        let plain = steps.map { workflow.finishing($0.index) }
        if !ends.surelyCome(plain, to: entry, .kept) { return .passedBy(first) }
        if !ends.surelyCome(plain, to: entry, memory) { return .forgotten(first) }
        return match.map { .unmatched($0) } ?? .forgotten(first)
    }

    /// Nil for an event from outside, and for a step that is unknown.
    private func step(_ event: Located<String>) -> StepTree.Entry? {
        workflow.tree.step(ofEvent: event.value)
    }

    /// Whether the step is done as often as a handler begins.
    private func comesAgain(_ event: Located<String>) -> Bool {
        guard let step = step(event) else { return true }
        return workflow.tree.neighbours(of: entry).contains { neighbour in
            guard workflow.tree.isIn(step, list: neighbour.list),
                case .handler(let handler) = workflow.tree.lists[neighbour.list].kind
            else { return false }
            switch handler.trigger {
            case .every: return true
            case .event(let pattern):
                return pattern.events.contains { workflow.tree.step(ofEvent: $0.value) == nil }
            case .after, .condition: return false
            }
        }
    }
}
