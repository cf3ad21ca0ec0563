import OnusModel

/// A clock that no step could ever stop.
struct StillClock: Rule {
    static let code = "W052"
    static let title = "a clock would never stand still"
    static let explanation = """
        `stop_clock: {during: STEP, basis: CLAUSE}` lets the clock of a duty stand still while a \
        step is open beside it: in another branch of the same `parallel`, in a handler of a scope \
        around it, or, for a phase, inside it. A step that comes before the duty or after it never \
        does. When the step is over, the deadline and the rungs that have not fired are counted \
        again, with exactly as much time left as there was: working time where the deadline counts \
        workdays or workhours, else time on the clock.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let together = StepsOfOneRun(workflow)
        for entry in workflow.tree.entries {
            guard let stop = workflow.duties[entry.index]?.stopClock else { continue }
            for name in stop.during {
                guard let step = workflow.tree[name.value] else {
                    let known = workflow.tree.entries.map(\.id)
                    report.error(
                        "there is no step `\(name.value)` to stop the clock of `\(entry.id)`",
                        at: name.location,
                        help: Spelling.help(for: name.value, among: known, called: "the steps are"),
                        suggestion: Spelling.nearest(to: name.value, among: known))
                    continue
                }
                guard !canBeOpen(step.index, while: entry.index, workflow, together) else {
                    continue
                }
                report.error(
                    "`\(name.value)` is never open while `\(entry.id)` is", at: name.location,
                    help: "put the two into branches of one `parallel`, or the step into a handler "
                        + "of a scope around `\(entry.id)`")
            }
        }
    }

    private func canBeOpen(
        _ step: Int, while duty: Int, _ workflow: WorkflowContext, _ together: StepsOfOneRun
    ) -> Bool {
        guard step != duty else { return false }
        return together.isBeside(step, duty) || together.isBeside(duty, step)
            || workflow.tree.isInside(step, duty)
    }
}
