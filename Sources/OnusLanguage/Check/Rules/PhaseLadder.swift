import OnusModel

/// A ladder that does with a phase what only a duty of people can stand.
struct PhaseLadder: Rule {
    static let code = "W053"
    static let title = "a ladder does not fit a phase"
    static let explanation = """
        A scope with a `due` of its own is a phase: a duty without doers, which its steps fulfil. A \
        rung of its ladder reminds, tells people, marks, starts a workflow, or decides an outcome \
        with which the whole scope is left (`expired`, say). There is nobody to add or to assign, \
        and `done` is what only its steps can bring about.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .scope = entry.syntax.verb, let phase = workflow.duties[entry.index] else {
                continue
            }
            let rungs = workflow.ladder(of: phase)?.rungs ?? []
            for people in rungs.flatMap({ [$0.add, $0.assign].compactMap(\.self) }) {
                report.error(
                    "the phase `\(entry.id)` has no doers to whom a rung could add anybody",
                    at: people.location,
                    help: "give the phase a ladder of its own, such as "
                        + "`escalation: [{at: due, mark: red, notify: accountable}, …]`")
            }
            for decide in rungs.compactMap(\.decide) where decide.value == PhasePlan.done {
                report.error(
                    "a rung cannot say that the phase `\(entry.id)` is done", at: decide.location,
                    help: "decide `expired`, or another word that `then:` maps")
            }
        }
    }
}
