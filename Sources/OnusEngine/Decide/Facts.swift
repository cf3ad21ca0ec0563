import OnusCalendar
import OnusModel
import OnusPlugin

/// All that a decision may know of the world outside the run.
package struct Facts: Sendable {
    package var now: Timestamp
    /// Changes with every command; ids are drawn from it.
    package var entropy: UInt64
    package var organization: Organization
    /// Of the organisation's content, for the record.
    package var organizationDigest: String
    /// By id.
    package var calendars: [String: WorkingCalendar]
    /// How many open duties people have, for those whose counts were looked up.
    package var openDuties: [Person: Int]
    /// Digests of the plans in force of workflows that the plan calls, where a run starts.
    package var callees: [WorkflowID: String] = [:]
    /// Who got the last duty of each step of this workflow at which people take turns.
    package var turns: [StepID: Person]

    package init(
        now: Timestamp, entropy: UInt64, organization: Organization, organizationDigest: String,
        calendars: [String: WorkingCalendar], openDuties: [Person: Int] = [:],
        turns: [StepID: Person] = [:]
    ) {
        self.now = now
        self.entropy = entropy
        self.organization = organization
        self.organizationDigest = organizationDigest
        self.calendars = calendars
        self.openDuties = openDuties
        self.turns = turns
    }

    /// The calendar with this id, or the organisation's, or the only one there is.
    package func calendar(_ id: String?) -> WorkingCalendar? {
        Organization.calendar(id ?? organization.calendar, among: calendars)
    }

    /// A time for messages: the minute on the organisation's clock, such as `2026-09-30 17:30`.
    func said(_ time: Timestamp) -> String {
        guard let local = try? (calendar(nil)?.zone ?? .utc).local(at: time) else {
            return "\(time)"
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(local.date) \(two(local.time.hour)):\(two(local.time.minute))"
    }

    /// Today, where the organisation is.
    package var today: CivilDate {
        if let calendar = calendar(nil), let day = try? calendar.date(of: now) { return day }
        return now.utc.date
    }
}
