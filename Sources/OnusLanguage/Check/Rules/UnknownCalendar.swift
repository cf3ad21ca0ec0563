import OnusModel

/// A `calendar:` that names a calendar which was not given.
struct UnknownCalendar: Rule {
    static let code = "W032"
    static let title = "a calendar is not known"
    static let explanation = """
        `calendar:` names one of the calendars that `onus.yaml` lists or that are checked together \
        with the workflow. Without it a duty goes by the organisation's calendar.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let known = workflow.surroundings.calendars
        guard !known.isEmpty else { return }
        for duty in workflow.statedDuties {
            guard let name = duty.calendar, !known.contains(name.value) else { continue }
            report.error(
                "there is no calendar `\(name.value)`", at: name.location,
                help: Spelling.help(
                    for: name.value, among: known.sorted(), called: "the calendars are"),
                suggestion: Spelling.nearest(to: name.value, among: known.sorted()))
        }
    }
}
