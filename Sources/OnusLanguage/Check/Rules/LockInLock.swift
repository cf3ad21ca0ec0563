import OnusModel

/// A lock that is asked for inside another one, here, in a workflow that is called, or by waiting.
struct LockInLock: Rule {
    static let code = "W093"
    static let title = "a lock inside a lock"
    static let explanation = """
        Two runs that hold one lock each and wait for the other's wait for ever. So a run holds one \
        at a time: end the first before the second begins, or let one lock stand for both.

        The same holds for what a run waits for while it holds a lock: a workflow that it calls \
        must take none, however far down, and a step that it waits for, or that sets what its \
        condition reads, must not lie behind a lock, nor every `emit` of an event that it receives \
        behind the same lock, in this workflow or in another. Nor may a ladder inside it start what \
        needs the same lock: that waits for the duty which it is to help. Call or wait after the \
        lock, or give the wait an end with `within:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let held = HeldLocks(workflow)
        for entry in workflow.tree.entries {
            guard let outer = held.lock(around: entry) else { continue }
            switch entry.syntax.verb {
            case .lock:
                report.error(
                    "the lock `\(entry.id)` lies inside the lock `\(outer.id)`",
                    at: entry.syntax.id.location,
                    help: "end the first before the second begins, or let one lock stand for both")
            case .call(let call) where !call.isDetached:
                check(call, entry, in: outer, held, &report)
            case .wait(.settled), .wait(.condition), .receive:
                check(wait: entry, in: outer, held, &report)
            case .task: check(ladderOf: entry, in: outer, held, workflow, &report)
            default: break
            }
        }
    }

    private func check(
        ladderOf entry: StepTree.Entry, in outer: StepTree.Entry, _ held: HeldLocks,
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        guard let ladder = workflow.duties[entry.index].flatMap({ workflow.ladder(of: $0) })
        else { return }
        for start in ladder.rungs.compactMap(\.start) {
            guard let way = held.way(toLockFrom: start.value, sameAs: outer), let last = way.last
            else { continue }
            report.error(
                "the ladder of `\(entry.id)` starts `\(start.value)`, and `\(last)` needs the lock "
                    + "`\(outer.id)`, which this run holds until `\(entry.id)` is over",
                at: start.location,
                help: "hand the duty to somebody with `assign`, or take the lock in one of the two")
        }
    }

    private func check(
        _ call: CallSyntax, _ entry: StepTree.Entry, in outer: StepTree.Entry, _ held: HeldLocks,
        _ report: inout Report
    ) {
        guard let way = held.way(toLockFrom: call.workflow.value), let last = way.last else {
            return
        }
        let names = way.map { "`\($0)`" }.joined(separator: " → ")
        report.error(
            way.count == 1
                ? "`\(last)` takes a lock, and is called inside the lock `\(outer.id)`"
                : "`\(last)` takes a lock, and the call of \(names) lies inside the lock `\(outer.id)`",
            at: call.workflow.location,
            help: "call it after the lock, or let one lock stand for both")
    }

    private func check(
        wait entry: StepTree.Entry, in outer: StepTree.Entry, _ held: HeldLocks,
        _ report: inout Report
    ) {
        guard let lock = held.lock(neededBy: entry) else { return }
        report.error(
            "`\(entry.id)` waits inside the lock `\(outer.id)` for what needs the lock `\(lock.id)`",
            at: entry.syntax.id.location,
            help: "wait after the lock, or say `within:` how long",
            related: [
                Diagnostic.Related("this lock is needed", at: lock.syntax.id.location)
            ])
    }
}
