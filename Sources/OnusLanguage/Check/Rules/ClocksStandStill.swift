import OnusModel

/// Clocks that stand still as long as something is open that they would have to end.
struct ClocksStandStill: Rule {
    static let code = "W099"
    static let title = "a clock stands still for ever"
    static let explanation = """
        With `stop_clock: {during: STEP}` no rung of the duty's ladder fires while the step is open. \
        Where the step is open until the duty is over – it waits for it, or is a duty whose own \
        clock stands still meanwhile, or asks for a lock that is held so long – silence would last \
        for ever: the deadline is never reached and nobody is told. The same holds where the step, \
        a workflow that it calls or something that it waits for is a `receive` from outside without \
        `within:`, for what is awaited may never come, and where a handler begins the step again \
        before it is over, so that one of its passes is always open. Let one of the clocks go on, \
        or give the step an end of its own, as with `within:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard workflow.duties.contains(where: { $0?.stopClock != nil }) else { return }
        var told = checkCircles(workflow, &report)
        let waits = EndlessWaits(workflow)
        let passes = OverlappingPasses(workflow)
        for entry in workflow.tree.entries {
            for name in workflow.duties[entry.index]?.stopClock?.during ?? [] {
                guard let step = workflow.tree[name.value], step.index != entry.index,
                    told.insert(name.location).inserted
                else { continue }
                if let wait = waits.wait(keepingOpen: step.index, beside: entry.index) {
                    self.report(wait, name, entry, workflow, &report)
                } else if let pass = passes.longer(than: step, beside: entry) {
                    report.error(
                        "the clock of `\(entry.id)` stands still during `\(name.value)`, which "
                            + "`\(pass.handler)` begins every \(pass.every) and which takes "
                            + "\(pass.time), so that one is always open",
                        at: name.location,
                        help: "let the clock go on, or begin it less often than it takes")
                }
            }
        }
    }

    private func report(
        _ wait: EndlessWaits.Found, _ name: Located<String>, _ entry: StepTree.Entry,
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        report.error(
            "the clock of `\(entry.id)` stands still during `\(name.value)`, and nothing ends that "
                + "when `\(wait.event.value)` never comes, for which `\(wait.who)` waits",
            at: name.location, help: "say `within:` how long it waits, or let the clock go on",
            related: wait.isCalled
                ? [] : [Diagnostic.Related("it is awaited here", at: wait.event.location)])
    }

    /// - Returns: where something was told.
    private func checkCircles(
        _ workflow: WorkflowContext, _ report: inout Report
    ) -> Set<SourceLocation> {
        let tree = workflow.tree
        var told: Set<SourceLocation> = []
        let prerequisites = Prerequisites(workflow)
        let locks = ContestedLocks(workflow)
        let circles = Circles(tree.entries.map(\.index)) { step in
            stops(of: step, workflow)
                + (workflow.duties[step] != nil
                    ? prerequisites.before(step)
                    : prerequisites.within(step) + prerequisites.awaited(by: step)
                        + locks.holders(against: step))
        }
        for group in circles.groups.map(Set.init) where group.count > 1 {
            let stopped = group.sorted().flatMap { duty in
                (workflow.duties[duty]?.stopClock?.during ?? []).compactMap { name in
                    tree[name.value].flatMap { group.contains($0.index) ? (duty, name) : nil }
                }
            }
            guard let (duty, name) = stopped.first else { continue }
            told.formUnion(stopped.map(\.1.location))
            report.error(
                "the clock of `\(tree.entries[duty].id)` stands still during `\(name.value)`, which "
                    + "is open until `\(tree.entries[duty].id)` is over",
                at: name.location,
                help: "let the clock go on, or let `\(name.value)` end by itself",
                related: stopped.dropFirst().map { duty, name in
                    Diagnostic.Related(
                        "the clock of `\(tree.entries[duty].id)` stands still meanwhile",
                        at: name.location)
                })
        }
        return told
    }

    private func stops(of step: Int, _ workflow: WorkflowContext) -> [Int] {
        (workflow.duties[step]?.stopClock?.during ?? []).compactMap {
            workflow.tree[$0.value]?.index
        }.filter { $0 != step }
    }
}
