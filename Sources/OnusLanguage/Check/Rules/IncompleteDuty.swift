import OnusModel

/// A duty that lacks somebody, a deadline or a ladder.
struct IncompleteDuty: Rule {
    static let code = "W050"
    static let title = "a duty is not whole"
    static let explanation = """
        Every duty has somebody responsible, one accountable person, a supervisor, a deadline and \
        an escalation ladder, or it can be lost. Each may stand at the step, or under `duties:` of \
        a block around it or of the workflow; the nearest holds.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard let duty = workflow.duties[entry.index] else { continue }
            let written = Set(duty.keys.map(\.value))
            guard case .task(let task) = entry.syntax.verb else {
                for part in Self.parts.dropFirst() where !written.contains(part.key) {
                    report.error(
                        "the phase `\(entry.id)` has no \(part.what)",
                        at: entry.syntax.id.location,
                        help: "add `\(part.key): \(part.example)`, here or under `duties:` of what "
                            + "is around it")
                }
                continue
            }
            for part in Self.parts where !written.contains(part.key) {
                report.error(
                    "the duty `\(entry.id)` has no \(part.what)", at: entry.syntax.id.location,
                    help: "add `\(part.key): \(part.example)`, here or under `duties:`")
            }
            if workflow.tasks[entry.index]?.needsVerifier == true, !written.contains("verified_by")
            {
                report.error(
                    "the duty `\(entry.id)` has nobody who verifies it, as `\(task.name.value)` "
                        + "needs", at: entry.syntax.id.location,
                    help: "add `verified_by: ROLE`, of people who do not do it themselves")
            }
        }
    }

    private static let parts: [(key: String, what: String, example: String)] = [
        ("responsible", "responsible people", "ROLE"),
        ("accountable", "accountable person", "ROLE"),
        ("supervisor", "supervisor", "ROLE"),
        ("due", "deadline", "5 workdays"),
        ("escalation", "escalation ladder", "LADDER"),
    ]
}
