import OnusCalendar
import OnusModel
import OnusPlugin

/// The ladder of every incident: remind the owner, then tell those above, until somebody answers.
///
/// It is fixed, since a workflow that goes wrong must not be able to go wrong silently.
package enum IncidentLadder {
    package static let task = "incident"
    package static let name = "incident"

    /// Working days from the opening to the deadline, and from there to each rung after it.
    static let daysToDue = 2
    static let daysAfterDue = [1, 3, 5]

    struct Rungs {
        var deadline: DutyOpened.Deadline
        var times: [Timestamp]
    }

    /// Without a calendar the days are counted as 24 hours each.
    static func rungs(from start: Timestamp, calendar: WorkingCalendar?) -> Rungs {
        let due = end(of: daysToDue, from: start, calendar)
        let later = daysAfterDue.map { end(of: daysToDue + $0, from: start, calendar).at }
        return Rungs(
            deadline: DutyOpened.Deadline(
                at: due.at, text: "\(daysToDue) workdays", provisional: due.provisional),
            times: [due.at] + later)
    }

    private static func end(
        of days: Int, from start: Timestamp, _ calendar: WorkingCalendar?
    ) -> OnusCalendar.Deadline {
        if let calendar, let period = Period(days, .workday),
            let end = try? calendar.deadline(from: start, period: period)
        {
            return end
        }
        let end = start.adding(.seconds(86_400 * days)) ?? .distantFuture
        return OnusCalendar.Deadline(at: end, provisional: false)
    }

    /// What a rung does: the first marks and reminds, each later one goes one step further up.
    static func climb(_ rung: Int, of duty: Duty, in organization: Organization) -> [Person] {
        let chain = organization.chain(above: duty.opened.people.accountable)
        guard rung > 0, !chain.isEmpty else { return duty.responsible }
        return [chain[min(rung, chain.count) - 1]]
    }
}
