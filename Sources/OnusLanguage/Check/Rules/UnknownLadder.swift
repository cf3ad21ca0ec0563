import OnusModel

/// An `escalation:` that names a ladder which there is not.
struct UnknownLadder: Rule {
    static let code = "W025"
    static let title = "a ladder is not known"
    static let explanation = """
        `escalation:` holds a list of rungs, or the name of a ladder that `escalations:` of the \
        same workflow lists.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let known = workflow.workflow.ladders.map(\.name.value)
        for duty in workflow.statedDuties {
            guard case .named(let name)? = duty.escalation, !known.contains(name.value) else {
                continue
            }
            report.error(
                "there is no ladder `\(name.value)`", at: name.location,
                help: Spelling.help(for: name.value, among: known, called: "the ladders are")
                    ?? "write it under `escalations:`",
                suggestion: Spelling.nearest(to: name.value, among: known))
        }
    }
}
