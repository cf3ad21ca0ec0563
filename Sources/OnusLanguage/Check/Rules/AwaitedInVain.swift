import OnusModel

/// A step waits for something that the run may pass by.
struct AwaitedInVain: Rule {
    static let code = "W096"
    static let title = "what a step waits for may never come"
    static let explanation = """
        A wait is sound when what it waits for surely comes, when it has an end of its own, as with \
        `within:`, or when the event comes from outside.

        `receive: steps.ID` goes on when that step has finished. Here the run can come to the end of \
        everything that goes on beside the wait without it – it is passed by, its branch or handler \
        never begins, it ends without what `match` asks for, it happens less often than `count` \
        says, or it is over before the wait begins and `early: drop` forgets it – and then nothing \
        ends the wait: the branch stays open for ever. Wait for a step that finishes on every way, \
        give the wait an end with `within:`, or use `wait: {settled: [ID]}`, which goes on when the \
        step is over or cannot come any more.

        `wait: {when: CONDITION}` goes on when the condition is true. One that reads nothing but \
        inputs, or variables that no step beside the wait sets, is true at once or never; a `set` of \
        values with which it stays untrue does not count, and one that the run can pass by may leave \
        it untrue.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let ends = SureEnds(workflow)
        for entry in workflow.tree.entries {
            switch entry.syntax.verb {
            case .receive(let receive) where receive.within == nil && receive.pattern.from == nil:
                let wait = AwaitedEvents(receive, entry, workflow, ends)
                guard let problem = wait.problem, !ends.areTakenBack(entry) else { continue }
                self.report(problem, wait, workflow, &report)
            case .wait(.condition(let condition)):
                check(condition, entry, ends, workflow, &report)
            default: break
            }
        }
    }

    private func report(
        _ problem: AwaitedEvents.Problem, _ wait: AwaitedEvents, _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        let waiting = "`\(wait.entry.id)`"
        switch problem {
        case .passedBy(let event):
            let name = workflow.tree.step(ofEvent: event.value)?.id ?? event.value
            report.error(
                "`\(name)` may never finish, and then \(waiting) waits for ever",
                at: event.location,
                help: "wait for a step that finishes on every way, say `within:` how long, or "
                    + "write `wait: {settled: [\(name)]}`",
                related: workflow.tree[name].map { step in
                    [
                        Diagnostic.Related(
                            "the run can pass `\(name)` by, or leave it without finishing it",
                            at: step.syntax.id.location)
                    ]
                } ?? [])
        case .forgotten(let event):
            let name = workflow.tree.step(ofEvent: event.value)?.id ?? event.value
            report.error(
                "`\(name)` may have finished before \(waiting) begins, which `early: drop` forgets",
                at: event.location,
                help: "leave `early` out, or say `within:` how long")
        case .unmatched(let match):
            report.error(
                "what \(waiting) waits for may come without what `match` asks for, and never again",
                at: match.location,
                help: "receive it without `match` and decide with `if` or `switch`, or say "
                    + "`within:` how long")
        case .tooFew(let count, let surely):
            report.error(
                "\(waiting) waits for \(count.value) events, and \(surely == 0 ? "none" : "\(surely)")"
                    + " of them surely \(surely == 1 ? "comes" : "come")",
                at: count.location,
                help: "a step counts once; use `{all: […]}` for one of each, or say `within:` how "
                    + "long")
        }
    }

    private func check(
        _ condition: ExpressionSyntax, _ entry: StepTree.Entry, _ ends: SureEnds,
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        let awaited = AwaitedCondition(condition, of: entry, workflow)
        guard !awaited.isOpen, !ends.surelyTurns(awaited, for: entry),
            !ends.areTakenBack(entry)
        else { return }
        let beside = awaited.all.filter { happening in
            let lists = workflow.tree.neighbours(of: entry).map(\.list)
            let step = workflow.tree.entries[happening.step]
            return lists.contains { workflow.tree.isIn(step, list: $0) }
        }
        guard !beside.isEmpty else {
            let variables = awaited.names.variables.sorted().map { "vars.\($0)" }
            report.error(
                "nothing can turn this condition while `\(entry.id)` waits for it",
                at: condition.location,
                help: variables.isEmpty
                    ? "use `if`, or wait for what changes: a variable, a step, an event"
                    : "set \(Spelling.list(variables)) in a branch or a handler beside the wait")
            return
        }
        report.error(
            "this condition may never come true, and then `\(entry.id)` waits for ever",
            at: condition.location,
            help: "set what it reads on every way beside the wait, or let a handler of a `scope` "
                + "end the wait",
            related: beside.map { happening in
                Diagnostic.Related(
                    "the run can pass this by",
                    at: workflow.tree.entries[happening.step].syntax.id.location)
            })
    }
}
