import OnusPlugin

// What stands in the record about duties. Everything that was looked up outside the run stands
// here: people, deadlines and the moments at which rungs fire.

/// A duty is owed. It holds all that later decisions need, so that the organisation may change.
package struct DutyOpened: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var step: StepID
    package var place: Place
    package var pass: Int
    package var title: Text
    package var task: String
    package var parameters: ValueMap
    package var people: DutyPeople
    package var deadline: Deadline
    package var calendar: String?
    package var ladder: String
    /// When each rung of the ladder fires for the first time.
    package var rungs: [Timestamp]
    package var offered: [String]
    /// Of what the deciders are shown; a decision names it.
    package var digest: String
    package var content: ValueMap
    /// Set when the duty stands for something that went wrong.
    package var incident: Incident?

    package struct Deadline: Codable, Sendable, Hashable {
        package var at: Timestamp
        /// As the workflow says it, such as `5 workdays`.
        package var text: String
        /// Beyond the calendar's last published day.
        package var provisional: Bool
        package init(at: Timestamp, text: String, provisional: Bool) {
            self.at = at
            self.text = text
            self.provisional = provisional
        }
    }
}

package struct DutyPeople: Codable, Sendable, Hashable {
    /// Who does it, in order.
    package var responsible: [Person]
    /// Exactly one, and theirs through every hand-over.
    package var accountable: Person
    package var supervisor: [Person]
    package var consulted: [Person]
    package var informed: [Person]
    package var verifiers: [Person]

    package init(
        responsible: [Person], accountable: Person, supervisor: [Person],
        consulted: [Person] = [], informed: [Person] = [], verifiers: [Person] = []
    ) {
        self.responsible = responsible
        self.accountable = accountable
        self.supervisor = supervisor
        self.consulted = consulted
        self.informed = informed
        self.verifiers = verifiers
    }
}

/// Something that went wrong and that a person must settle.
package struct Incident: Codable, Sendable, Hashable {
    package var error: String
    package var message: String
    /// The step that failed; it stays where it is until the incident is settled.
    package var origin: Place
    package init(error: String, message: String, origin: Place) {
        self.error = error
        self.message = message
        self.origin = origin
    }
}

/// Somebody did something with an open duty.
package struct DutyActed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var act: Act
}

/// The content changed: earlier decisions are void and people see the new content.
package struct DutyReset: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var digest: String
    package var content: ValueMap
    package var reason: String
}

package struct DutyClosed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var outcome: String
    package var outputs: ValueMap
    /// The arithmetic or the reason.
    package var because: String
    /// Whose acts settled it; empty when a rung did.
    package var by: [Person]
}

package struct DutyWithdrawn: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var reason: String
}

/// The deadline was computed again because the calendar grew.
package struct DutyRescheduled: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var deadline: DutyOpened.Deadline
    /// As in `DutyOpened`; those that have fired stay as they were.
    package var rungs: [Timestamp]
    package var reason: String
}

/// A rung of a duty's ladder fired, with everything it did.
package struct RungFired: Codable, Sendable, Hashable {
    package var duty: DutyID
    /// Counts from 0 in the ladder.
    package var rung: Int
    /// 0 the first time, 1 for the first repetition.
    package var repetition: Int
    package var mark: Mark?
    package var reminded: [Person]
    package var notified: [Person]
    package var added: [Person]
    /// Takes the place of the responsible people when not empty.
    package var assigned: [Person]
    package var started: Started?
    package var action: ActionRequested?
    /// The outcome that the rung decides; `dutyClosed` follows.
    package var decided: String?
    /// When the same rung fires again; nil when the next rung is due.
    package var repeatAt: Timestamp?

    package struct Started: Codable, Sendable, Hashable {
        package var run: RunID
        package var workflow: WorkflowID
        package var inputs: ValueMap
        package var initiator: Person
        package init(run: RunID, workflow: WorkflowID, inputs: ValueMap, initiator: Person) {
            self.run = run
            self.workflow = workflow
            self.inputs = inputs
            self.initiator = initiator
        }
    }
}
