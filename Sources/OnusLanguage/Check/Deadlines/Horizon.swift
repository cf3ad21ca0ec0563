import OnusCalendar
import OnusModel
import OnusValues

/// What the calendar of a duty covers, and what ends behind that however early it begins.
struct Horizon {
    let calendar: WorkingCalendar
    /// The last day of which it knows whether people work.
    let last: CivilDate
    /// The earliest moment at which anything could begin that goes by it.
    private let start: Timestamp

    /// Nil where the calendar is not known, or has no last day.
    /// - Parameter duty: goes by its own calendar; what is none goes by that of the organisation.
    init?(of duty: DutySyntax? = nil, in workflow: WorkflowContext) {
        guard let calendar = workflow.calendar(of: duty),
            let last = calendar.definition.publishedUntil,
            let first = calendar.definition.firstKnownDay, first <= last,
            let start = try? calendar.midnight(of: first)
        else { return nil }
        self.calendar = calendar
        self.last = last
        self.start = start
    }

    /// The earliest that the duty can be due; nil where only a run knows.
    func earliest(_ due: DueSyntax) -> Deadline? {
        switch due {
        case .period(let period): return end(of: period.value, from: start)
        case .at(let expression):
            let ways = WrittenInstant.ways(of: expression.text).map {
                $0?.instant(from: start, in: calendar)
            }
            guard let first = ways.compactMap(\.self).min(),
                ways.allSatisfy({ $0 != nil })
            else { return nil }
            return Deadline(at: first, provisional: isBeyond(first))
        }
    }

    /// Whether a period always ends behind the last day.
    func isBeyond(_ period: Period) -> Bool {
        end(of: period, from: start)?.provisional == true
    }

    /// When a period is over that begins then.
    func end(of period: Period, from start: Timestamp) -> Deadline? {
        try? calendar.deadline(from: start, period: period)
    }

    private func isBeyond(_ time: Timestamp) -> Bool {
        (try? calendar.date(of: time)).map { $0 > last } ?? false
    }
}

extension WorkflowContext {
    /// The calendar by which a duty goes, as far as it can be told.
    func calendar(of duty: DutySyntax?) -> WorkingCalendar? {
        let known = surroundings.workingTimes
        if let name = duty?.calendar { return known[name.value] }
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
