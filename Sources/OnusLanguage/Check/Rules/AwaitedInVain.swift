import OnusModel

/// A step waits for another one that the run may pass by.
struct AwaitedInVain: Rule {
    static let code = "W096"
    static let title = "what a step waits for may never come"
    static let explanation = """
        `receive: steps.ID` goes on when that step has finished. Here the run can come to the end of \
        everything that goes on beside the wait without it, and then nothing ends the wait: the \
        branch stays open for ever. Wait for a step that finishes on every way, give the wait an end \
        with `within:`, or use `wait: {settled: [ID]}`, which goes on when the step is over or \
        cannot come any more.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .receive(let receive) = entry.syntax.verb, receive.within == nil,
                receive.pattern.from == nil, !canBeTakenBack(entry, workflow)
            else { continue }
            let events = receive.pattern.events
            let vain = events.filter { !surelyComes($0.value, entry, workflow) }
            // Of several events one is enough, unless all are wanted.
            guard let first = vain.first, receive.needsAll || vain.count == events.count else {
                continue
            }
            let name = first.value.dropFirst(EventPattern.stepPrefix.count)
            report.error(
                "`\(name)` may never finish, and then `\(entry.id)` waits for ever",
                at: first.location,
                help: "wait for a step that finishes on every way, say `within:` how long, or write "
                    + "`wait: {settled: [\(name)]}`",
                related: wayPast(String(name), entry, workflow))
        }
    }

    /// Whether something else than the event may end the wait: a handler, a ladder of the block, a
    /// branch beside it, a `withdraw`.
    private func canBeTakenBack(_ entry: StepTree.Entry, _ workflow: WorkflowContext) -> Bool {
        let tree = workflow.tree
        var around = entry
        while let owner = tree.lists[around.list].owner {
            let list = around.list
            around = tree.entries[owner]
            if let join = workflow.flow.graph.joins[owner], join.canFinish({ $0 != list }) {
                return true
            }
            if !workflow.lapses(of: owner).isEmpty { return true }
            if case .scope(let scope) = around.syntax.verb,
                scope.handlers.contains(where: { $0.next != nil })
            {
                return true
            }
        }
        return tree.entries.contains { other in
            guard case .withdraw(let steps) = other.syntax.verb else { return false }
            return steps.contains { step in
                tree[step.value].map { tree.isInside(entry.index, $0.index) } ?? false
            }
        }
    }

    /// Events from outside come when they come.
    private func surelyComes(
        _ event: String, _ entry: StepTree.Entry, _ workflow: WorkflowContext
    ) -> Bool {
        guard event.hasPrefix(EventPattern.stepPrefix),
            let step = workflow.tree[String(event.dropFirst(EventPattern.stepPrefix.count))]
        else { return true }
        if workflow.flow.certain.hasFinished(step.index, before: entry.index) { return true }
        switch workflow.tree.neighbour(of: entry, holding: step) {
        case .unforeseen: return true
        case .list(let list):
            return workflow.flow.certain.hasFinished(step.index, atEndOfList: list)
        case nil: return false
        }
    }

    private func wayPast(
        _ step: String, _ entry: StepTree.Entry, _ workflow: WorkflowContext
    ) -> [Diagnostic.Related] {
        workflow.tree[step].map { step in
            [
                Diagnostic.Related(
                    "the run can pass `\(step.id)` by, or leave it without finishing it",
                    at: step.syntax.id.location)
            ]
        } ?? []
    }
}

/// Where a step stands, as seen from another one that is open meanwhile.
private enum Neighbour {
    /// In a list that runs beside it in any case.
    case list(Int)
    /// Where only the run itself shows whether and how often it runs: in a handler, in a branch
    /// with a condition, in another item of the same `foreach`.
    case unforeseen
}

extension StepTree {
    fileprivate func neighbour(of entry: Entry, holding step: Entry) -> Neighbour? {
        let around = enclosing(step.list)
        for list in enclosing(entry.list) {
            guard let owner = lists[list].owner else { return nil }
            if around.contains(list) {
                if case .item = lists[list].kind { return .unforeseen }
                continue
            }
            guard let beside = around.first(where: { lists[$0].owner == owner }) else { continue }
            switch lists[beside].kind {
            case .branch(let branch): return branch.condition == nil ? .list(beside) : .unforeseen
            case .scope: return .list(beside)
            case .handler: return .unforeseen
            case .workflow, .choice, .round, .locked, .item: return nil
            }
        }
        return nil
    }
}
