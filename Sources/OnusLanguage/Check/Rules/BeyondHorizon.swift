import OnusCalendar
import OnusModel
import OnusValues

/// A deadline that lies beyond what its calendar knows, whenever the duty begins.
struct BeyondHorizon: Rule {
    static let code = "W094"
    static let title = "a deadline lies beyond the calendar"
    static let explanation = """
        A calendar knows holidays and exchanged days up to `published_until`. A deadline behind that \
        day is provisional: it is reckoned without the holidays that nobody has published yet, and \
        reckoned again when the calendar grows. Here the time is longer than all that the calendar \
        covers, so that every one of these deadlines is provisional, however early the duty begins. \
        Shorten the time, or give the calendar more years.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for (index, duty) in workflow.duties.enumerated() {
            guard let duty, case .period(let period)? = duty.due,
                let calendar = workflow.calendar(of: duty),
                let last = calendar.definition.publishedUntil,
                let first = calendar.definition.firstKnownDay, first <= last,
                let start = try? calendar.midnight(of: first),
                let end = try? calendar.deadline(from: start, period: period.value),
                end.provisional, told.insert(period.location).inserted
            else { continue }
            let id = workflow.tree.entries[index].id
            report.warning(
                "`\(period.value)` for `\(id)` always ends behind \(last), the last day that the "
                    + "calendar `\(calendar.definition.id)` knows",
                at: period.location,
                help: "shorten it, or publish more of the calendar; until then such deadlines are "
                    + "provisional")
        }
    }
}

extension WorkflowContext {
    /// The calendar by which a duty goes, as far as it can be told.
    fileprivate func calendar(of duty: DutySyntax) -> WorkingCalendar? {
        let known = surroundings.workingTimes
        if let name = duty.calendar { return known[name.value] }
        if let name = surroundings.organization?.calendar { return known[name] }
        return known.count == 1 ? known.first?.value : nil
    }
}

extension CalendarDefinition {
    /// The earliest day of which it says anything, or else the first of its last year.
    fileprivate var firstKnownDay: CivilDate? {
        let year = publishedUntil.flatMap { CivilDate(year: $0.year, month: 1, day: 1) }
        return (holidays + worked + [year].compactMap(\.self)).min()
    }
}
