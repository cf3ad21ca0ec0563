import OnusPlugin

/// The units, people and roles of one organisation, with who stands in for whom.
///
/// Look-ups never trap: what is unknown gives nothing. `problems` is the checker's business.
package struct Organization: Sendable, Hashable {
    package let id: String
    /// The calendar that duties go by unless they say otherwise.
    package let calendar: String?
    package let units: [Unit]
    package let people: [Member]
    /// By name, in the order in which the file lists the people.
    package let roles: [String: [Person]]
    package let delegations: [Delegation]
    package let absences: [Absence]

    private let unitIndex: [String: Int]
    private let memberIndex: [Person: Int]

    package init(
        id: String, calendar: String? = nil, units: [Unit] = [], people: [Member] = [],
        roles: [String: [Person]] = [:], delegations: [Delegation] = [], absences: [Absence] = []
    ) {
        self.id = id
        self.calendar = calendar
        self.units = units
        self.people = people
        self.roles = roles
        self.delegations = delegations
        self.absences = absences
        unitIndex = Dictionary(
            units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        memberIndex = Dictionary(
            people.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The calendar with this id; where none is named, the only one there is.
    package static func calendar<Calendar>(
        _ id: String?, among calendars: [String: Calendar]
    ) -> Calendar? {
        if let id { return calendars[id] }
        return calendars.count == 1 ? calendars.first?.value : nil
    }

    package func unit(_ id: String) -> Unit? { unitIndex[id].map { units[$0] } }
    package func member(_ person: Person) -> Member? { memberIndex[person].map { people[$0] } }
}

/// A part of the organisation: an office, a department, a subsidiary.
package struct Unit: Codable, Sendable, Hashable {
    package var id: String
    package var name: Text
    package var parent: String?
    package var head: Person?
    package var deputies: [Person]

    package init(
        id: String, name: Text, parent: String? = nil, head: Person? = nil, deputies: [Person] = []
    ) {
        self.id = id
        self.name = name
        self.parent = parent
        self.head = head
        self.deputies = deputies
    }
}

package struct Member: Codable, Sendable, Hashable {
    package var id: Person
    package var name: Text
    package var unit: String
    package var email: String?

    package init(id: Person, name: Text, unit: String, email: String? = nil) {
        self.id = id
        self.name = name
        self.unit = unit
        self.email = email
    }
}

/// From the first day to the last, both included, in the organisation's time zone.
package struct DayRange: Codable, Sendable, Hashable {
    package var first: CivilDate
    package var last: CivilDate

    package init(first: CivilDate, last: CivilDate) {
        self.first = first
        self.last = last
    }

    package func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }
}

/// `to` may act for `from` on these days, in these workflows or in all.
package struct Delegation: Codable, Sendable, Hashable {
    package var from: Person
    package var to: Person
    package var between: DayRange
    package var workflows: [WorkflowID]?

    package init(
        from: Person, to: Person, between: DayRange, workflows: [WorkflowID]? = nil
    ) {
        self.from = from
        self.to = to
        self.between = between
        self.workflows = workflows
    }
}

package struct Absence: Codable, Sendable, Hashable {
    package var person: Person
    package var between: DayRange

    package init(person: Person, between: DayRange) {
        self.person = person
        self.between = between
    }
}
