import OnusModel

/// Clocks that stand still as long as something is open that they would have to end.
struct ClocksStandStill: Rule {
    static let code = "W099"
    static let title = "a clock stands still for ever"
    static let explanation = """
        With `stop_clock: {during: STEP}` no rung of the duty's ladder fires while the step is open. \
        Where the step is open until the duty is over – it waits for it, or is a duty whose own \
        clock stands still meanwhile – silence would last for ever: the deadline is never reached \
        and nobody is told. Let one of the clocks go on, or give the step an end of its own, as \
        with `within:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let tree = workflow.tree
        guard workflow.duties.contains(where: { $0?.stopClock != nil }) else { return }
        let prerequisites = Prerequisites(workflow)
        let circles = Circles(tree.entries.map(\.index)) { step in
            stops(of: step, workflow)
                + (workflow.duties[step] != nil
                    ? prerequisites.before(step)
                    : prerequisites.within(step) + prerequisites.awaited(by: step))
        }
        for group in circles.groups.map(Set.init) where group.count > 1 {
            let stopped = group.sorted().flatMap { duty in
                (workflow.duties[duty]?.stopClock?.during ?? []).compactMap { name in
                    tree[name.value].flatMap { group.contains($0.index) ? (duty, name) : nil }
                }
            }
            guard let (duty, name) = stopped.first else { continue }
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
    }

    private func stops(of step: Int, _ workflow: WorkflowContext) -> [Int] {
        (workflow.duties[step]?.stopClock?.during ?? []).compactMap {
            workflow.tree[$0.value]?.index
        }.filter { $0 != step }
    }
}
