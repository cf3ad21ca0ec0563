import OnusCalendar
import OnusPlugin

// More time for a duty: what the record says of it. Asking moves nothing; a grant moves the deadline,
// which another event tells.

extension DutyOpened {
    /// Who may grant more time, looked up when the duty opened.
    package struct ExtensionRule: Codable, Sendable, Hashable {
        package var by: [Person]
        package var atMost: Period
        package var times: Int

        package init(by: [Person], atMost: Period, times: Int) {
            self.by = by
            self.atMost = atMost
            self.times = times
        }
    }
}

/// A doer asked for more time.
package struct ExtensionRequested: Codable, Sendable, Hashable {
    package var duty: DutyID
    /// 1 for the first time that somebody asked.
    package var number: Int
    package var person: Person
    package var onBehalfOf: Person?
    package var period: Period
    package var comment: String?
    /// Those who can answer.
    package var people: [Person]

    package init(
        duty: DutyID, number: Int, person: Person, onBehalfOf: Person?, period: Period,
        comment: String?, people: [Person]
    ) {
        self.duty = duty
        self.number = number
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.period = period
        self.comment = comment
        self.people = people
    }
}

package struct ExtensionAnswered: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var number: Int
    /// What is granted; nil when it is refused.
    package var period: Period?
    package var comment: String?
    /// Who acted in the duty by it; nil in old records, where it was no act.
    package var by: [Person]?

    package init(
        duty: DutyID, number: Int, period: Period?, comment: String?, by: [Person]? = nil
    ) {
        self.duty = duty
        self.number = number
        self.period = period
        self.comment = comment
        self.by = by
    }
}

/// The duty was over before anybody had answered.
package struct ExtensionLapsed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var number: Int
    package var person: Person
    package var period: Period

    package init(_ asked: ExtensionRequested) {
        duty = asked.duty
        number = asked.number
        person = asked.person
        period = asked.period
    }
}

/// What became of the asking for more time, on a duty that is open.
package struct Extensions: Codable, Sendable, Hashable {
    /// What waits for its answer.
    package var asked: ExtensionRequested?
    package var askedAt: Timestamp?
    /// How often somebody asked.
    package var requests = 0
    /// One after the other.
    package var granted: [Period] = []
    /// The last answer.
    package var answer: String?

    package init() {}

    package static let granted = "granted"
    package static let refused = "refused"
}

/// From when a deadline counts, and what.
package struct Counting: Codable, Sendable, Hashable {
    package var from: Timestamp
    /// One begins where the one before it ends.
    package var periods: [Period]
    /// The seconds of working time that come before the periods: what was left when a clock stopped.
    package var worktime: Int?
    /// When days would be over that go on to the hour at which they end, after a clock stood still.
    package var exact: Timestamp?

    package init(from: Timestamp, periods: [Period], worktime: Int? = nil) {
        self.from = from
        self.periods = periods
        self.worktime = worktime
    }

    /// The unit by which it counts; nil when it is an instant.
    package var unit: Period.Unit? { worktime == nil ? periods.first?.unit : .workhour }
}
