import OnusCEL
import OnusCalendar
import OnusPlugin

/// A workflow that the calendar starts.
package struct ScheduleStart: Codable, Sendable, Hashable {
    package var recurrence: Recurrence
    package var overlap: Overlap
    /// In whose name it starts; gives exactly one person.
    package var person: Expression
    /// They see `event.scheduled_at`.
    package var inputs: [Binding]

    /// What happens when its time comes and the run that it started before is not over.
    package enum Overlap: String, Codable, Sendable, Hashable, CaseIterable {
        /// The time is passed over.
        case skip
        /// It starts as soon as the run before it is over.
        case queue
        /// It starts all the same.
        case allow
    }

    package init(
        recurrence: Recurrence, overlap: Overlap, person: Expression, inputs: [Binding] = []
    ) {
        self.recurrence = recurrence
        self.overlap = overlap
        self.person = person
        self.inputs = inputs
    }
}

extension Person {
    /// What the names of people begin with who are nobody of the organisation and hold a receipt.
    package static let publicPrefix = "public:"

    /// Whoever holds a receipt. It cannot be told from the name, which stands in the record.
    package static func holding(receipt: String) -> Person {
        let letters = receipt.lowercased().filter { $0.isLetter || $0.isNumber }
        let digest = Digest(of: Array("receipt \(letters)".utf8)).description
        return Person(publicPrefix + digest.prefix(32))
    }

    package var isPublic: Bool { id.hasPrefix(Self.publicPrefix) }
}
