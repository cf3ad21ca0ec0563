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

        `wait: {when: CONDITION}` goes on when the condition is true. One that reads nothing but \
        inputs, or variables that no step beside the wait sets, is true at once or never.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            switch entry.syntax.verb {
            case .receive(let receive) where receive.within == nil && receive.pattern.from == nil:
                check(receive, entry, workflow, &report)
            case .wait(.condition(let condition)): check(condition, entry, workflow, &report)
            default: break
            }
        }
    }

    private func check(
        _ receive: ReceiveSyntax, _ entry: StepTree.Entry, _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        let events = receive.pattern.events
        let vain = events.filter { !surelyComes($0.value, entry, workflow) }
        // Of several events one is enough, unless all are wanted.
        guard let first = vain.first, receive.needsAll || vain.count == events.count,
            !canBeTakenBack(entry, workflow)
        else { return }
        let name = String(first.value.dropFirst(EventPattern.stepPrefix.count))
        report.error(
            "`\(name)` may never finish, and then `\(entry.id)` waits for ever",
            at: first.location,
            help: "wait for a step that finishes on every way, say `within:` how long, or write "
                + "`wait: {settled: [\(name)]}`",
            related: workflow.tree[name].map { step in
                [
                    Diagnostic.Related(
                        "the run can pass `\(name)` by, or leave it without finishing it",
                        at: step.syntax.id.location)
                ]
            } ?? [])
    }

    private func check(
        _ condition: ExpressionSyntax, _ entry: StepTree.Entry, _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        let names = NamesInCondition(condition.text)
        guard names.areFixed, !canBeTakenBack(entry, workflow) else { return }
        let isSetBeside = workflow.tree.entries.contains { other in
            guard case .set(let values) = other.syntax.verb,
                values.contains(where: { names.variables.contains($0.name.value) })
            else { return false }
            return workflow.tree.neighbour(of: entry, holding: other) != nil
        }
        guard !isSetBeside else { return }
        let variables = names.variables.sorted().map { "vars.\($0)" }
        report.error(
            "nothing can turn this condition while `\(entry.id)` waits for it",
            at: condition.location,
            help: variables.isEmpty
                ? "use `if`, or wait for what changes: a variable, a step, an event"
                : "set \(Spelling.list(variables)) in a branch or a handler beside the wait")
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

/// What a condition reads, found by its words alone.
private struct NamesInCondition {
    /// The variables of the workflow and its blocks.
    private(set) var variables: Set<String> = []
    /// Whether nothing else in it can change while a run waits.
    private(set) var areFixed = true

    private static let fixed: Set<String> = [
        "inputs", "initiator", "run", "true", "false", "null", "has", "in", "size", "decimal",
        "string", "int", "double", "bool", "timestamp", "duration", "date", "period",
    ]

    init(_ text: String) {
        let isWord = { (character: Character) in
            character.isLetter || character.isNumber || character == "_"
        }
        let words = text.split { !isWord($0) && $0 != "." && $0 != "?" }
        for word in words where word.first?.isNumber == false {
            let path = word.split { $0 == "." || $0 == "?" }
            guard let head = path.first else { continue }
            if head == "vars", path.count > 1 {
                variables.insert(String(path[1]))
            } else if !Self.fixed.contains(String(head)) {
                areFixed = false
            }
        }
    }
}
