import OnusModel

/// What must be over before a step is: what stands before it on every way, and what it waits for.
///
/// What may come about in another way, by one of several events or by a time that runs out, is not
/// counted.
struct Prerequisites {
    private let workflow: WorkflowContext

    init(_ workflow: WorkflowContext) { self.workflow = workflow }

    private var tree: StepTree { workflow.tree }
    private var certain: CertainSteps { workflow.flow.certain }

    /// The steps that must have settled or finished before a waiting step goes on.
    func awaited(by step: Int) -> [Int] {
        switch tree.entries[step].syntax.verb {
        case .wait(.settled(let steps)): steps.compactMap { tree[$0.value]?.index }
        case .receive(let receive): awaited(by: receive)
        default: []
        }
    }

    private func awaited(by receive: ReceiveSyntax) -> [Int] {
        let events = receive.pattern.events
        guard receive.within == nil, receive.pattern.from == nil,
            receive.needsAll || events.count == 1
        else { return [] }
        return events.compactMap { event in
            guard event.value.hasPrefix(EventPattern.stepPrefix) else { return nil }
            return tree[String(event.value.dropFirst(EventPattern.stepPrefix.count))]?.index
        }
    }

    /// The steps that have finished on every way to a step.
    func before(_ step: Int) -> [Int] {
        guard isReached(.enter(step)) else { return [] }
        return tree.entries.indices.filter { $0 != step && certain.hasFinished($0, before: step) }
    }

    /// The steps that have finished on every way to the end of a step, those in it included.
    func within(_ step: Int) -> [Int] {
        // A switch whose cases all lead elsewhere never finishes, and everything would be certain.
        guard isReached(.finish(step)) else { return [] }
        return tree.entries.indices.filter { $0 != step && certain.hasFinished($0, atEndOf: step) }
    }

    /// Where no run comes, everything would be certain.
    private func isReached(_ node: FlowGraph.Node) -> Bool {
        workflow.flow.reach.reaches(node) && !certain.isRuledOut(node)
    }

    /// All steps that must be over before one goes on that waits, itself left out, each with those
    /// that come before it or that it waits for.
    func all(before wait: Int) -> Set<Int> {
        var found: Set<Int> = []
        var waiting = awaited(by: wait)
        while let step = waiting.popLast() {
            guard step != wait, found.insert(step).inserted else { continue }
            waiting += within(step) + awaited(by: step)
        }
        return found
    }
}
