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
    package var description: Text?
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
    /// People whom the workflow names as responsible and who are not, with the reason.
    package var excluded: [Exclusion]?
    /// The outcome that a passed deadline has, by the clause that says so.
    package var deemed: Deemed?
    /// Higher comes first where deadlines are equal; nil is 0.
    package var priority: Int?
    /// True when nobody may be told who decided what.
    package var isSecret: Bool?
    /// Who may grant more time; nil when nobody may.
    package var extend: ExtensionRule?
    /// True when it is the duty of a phase: its steps fulfil it, and nobody decides it.
    package var isPhase: Bool?
    /// Those whom the workflow names as supervisors, where all of them do it or answer for it and
    /// somebody above supervises it instead; empty where it names nobody.
    package var replaced: [Person]?

    package struct Exclusion: Codable, Sendable, Hashable {
        package var person: Person
        package var reason: String
        package init(person: Person, reason: String) {
            self.person = person
            self.reason = reason
        }
    }

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

    package init(
        duty: DutyID, step: StepID, place: Place, pass: Int, title: Text,
        description: Text? = nil, task: String,
        parameters: ValueMap, people: DutyPeople, deadline: Deadline, calendar: String? = nil,
        ladder: String, rungs: [Timestamp], offered: [String], digest: String, content: ValueMap,
        incident: Incident? = nil, excluded: [Exclusion]? = nil, deemed: Deemed? = nil,
        priority: Int? = nil, isSecret: Bool? = nil, extend: ExtensionRule? = nil,
        isPhase: Bool? = nil, replaced: [Person]? = nil
    ) {
        self.duty = duty
        self.step = step
        self.place = place
        self.pass = pass
        self.title = title
        self.description = description
        self.task = task
        self.parameters = parameters
        self.people = people
        self.deadline = deadline
        self.calendar = calendar
        self.ladder = ladder
        self.rungs = rungs
        self.offered = offered
        self.digest = digest
        self.content = content
        self.incident = incident
        self.excluded = excluded
        self.deemed = deemed
        self.priority = priority
        self.isSecret = isSecret
        self.extend = extend
        self.isPhase = isPhase
        self.replaced = replaced
    }

    /// Whether people decide it by the rules of a task.
    package var hasTask: Bool { incident == nil && isPhase != true }
}

package struct DutyPeople: Codable, Sendable, Hashable {
    /// Who does it, in order.
    package var responsible: [Person]
    /// Exactly one, and theirs through every hand-over, unless they leave the organisation.
    package var accountable: Person
    package var supervisor: [Person]
    package var consulted: [Person]
    package var informed: [Person]
    package var verifiers: [Person]
    /// False when nobody may act for another; nil means that they may.
    package var isDelegable: Bool?

    package init(
        responsible: [Person], accountable: Person, supervisor: [Person],
        consulted: [Person] = [], informed: [Person] = [], verifiers: [Person] = [],
        isDelegable: Bool? = nil
    ) {
        self.responsible = responsible
        self.accountable = accountable
        self.supervisor = supervisor
        self.consulted = consulted
        self.informed = informed
        self.verifiers = verifiers
        self.isDelegable = isDelegable
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

    /// Whether it is the ladder of a phase that failed. The steps of the phase go on meanwhile.
    package var isOfPhase: Bool { origin.step.rawValue == PhasePlan.place }
}

/// Somebody did something with an open duty.
package struct DutyActed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var act: Act
    /// True when nobody may be told who decided what.
    package var isSecret: Bool?

    package init(duty: DutyID, act: Act, isSecret: Bool? = nil) {
        self.duty = duty
        self.act = act
        self.isSecret = isSecret
    }
}

/// People were put on an open duty because nobody was left who could decide it, or others answer for
/// it and supervise it because those who did have left.
package struct DutyAssigned: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var people: [Person]
    /// Who is asked no more, to do it or to verify it.
    package var left: [Person]?
    /// Who answers for it from now on; nil for whoever did.
    package var accountable: Person?
    /// Who supervises it from now on; nil for those who did.
    package var supervisor: [Person]?
    package var reason: String

    package init(
        duty: DutyID, people: [Person], left: [Person]? = nil, accountable: Person? = nil,
        supervisor: [Person]? = nil, reason: String
    ) {
        self.duty = duty
        self.people = people
        self.left = left
        self.accountable = accountable
        self.supervisor = supervisor
        self.reason = reason
    }
}

/// The doers arrived at an outcome and the verifiers have to look at it.
package struct DutyProposed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var outcome: String
    package var outputs: ValueMap
    package var because: String
    package var by: [Person]

    package init(duty: DutyID, outcome: String, outputs: ValueMap, because: String, by: [Person]) {
        self.duty = duty
        self.outcome = outcome
        self.outputs = outputs
        self.because = because
        self.by = by
    }
}

/// The content changed: earlier decisions are void and people see the new content.
package struct DutyReset: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var digest: String
    package var content: ValueMap
    package var reason: String

    package init(duty: DutyID, digest: String, content: ValueMap, reason: String) {
        self.duty = duty
        self.digest = digest
        self.content = content
        self.reason = reason
    }
}

package struct DutyClosed: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var outcome: String
    package var outputs: ValueMap
    /// The arithmetic or the reason.
    package var because: String
    /// Whose acts settled it; empty when a rung did.
    package var by: [Person]

    package init(duty: DutyID, outcome: String, outputs: ValueMap, because: String, by: [Person]) {
        self.duty = duty
        self.outcome = outcome
        self.outputs = outputs
        self.because = because
        self.by = by
    }
}

package struct DutyWithdrawn: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var reason: String

    package init(duty: DutyID, reason: String) {
        self.duty = duty
        self.reason = reason
    }
}

/// The deadline was computed again: the calendar grew, or more time was granted.
package struct DutyRescheduled: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var deadline: DutyOpened.Deadline
    /// As in `DutyOpened`; those that have fired stay as they were.
    package var rungs: [Timestamp]
    package var reason: String
    /// Set when it no longer counts as it did when the duty opened.
    package var counting: Counting?
    /// Whether all rungs fire once more.
    package var isAnew: Bool?

    package init(
        duty: DutyID, deadline: DutyOpened.Deadline, rungs: [Timestamp], reason: String,
        counting: Counting? = nil, isAnew: Bool? = nil
    ) {
        self.duty = duty
        self.deadline = deadline
        self.rungs = rungs
        self.reason = reason
        self.counting = counting
        self.isAnew = isAnew
    }
}
