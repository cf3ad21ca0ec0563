import OnusCalendar
import OnusPlugin

/// Something that somebody, or something, asks of a run. The same id gets the same answer for ever.
package struct Command: Sendable, Hashable {
    package var id: CommandID
    package var body: Body

    package enum Body: Sendable, Hashable {
        case start(StartRun)
        case act(ActOnDuty)
        case cancel(CancelRun)
        case actionCompleted(Place, attempt: Int, outputs: ValueMap)
        case actionFailed(Place, attempt: Int, ActionFault)
        /// Whatever is due by now fires.
        case wake
        case deliver(Signal)
        case callAnswered(CallAnswer)
        /// People acted in a run that this one called.
        case callHeard(CallTidings)
        /// The run that called this one keeps them apart from it.
        case bar([Person])
        /// The run that called this one waits for it no longer.
        case cancelByCaller(reason: String)
        case lockTaken(Place)
        case askForTime(AskForTime)
        case rungFailed(RungFailed)
        /// Decided by the engine of the plan that the run moves to.
        case migrate(MigrateRun)
    }

    package init(id: CommandID, body: Body) {
        self.id = id
        self.body = body
    }
}

package struct StartRun: Sendable, Hashable {
    package var run: RunID
    package var initiator: Person
    package var inputs: ValueMap
    package var cause: RunStarted.Cause?
    /// The id of the signal that starts it.
    package var signal: String?
    /// That signal's name and sender; nil for the calendar.
    package var event: String?
    package var sender: Person?
    /// That signal's `chain`.
    package var chain: Int?
    package init(
        run: RunID, initiator: Person, inputs: ValueMap, cause: RunStarted.Cause? = nil,
        signal: String? = nil, event: String? = nil, sender: Person? = nil, chain: Int? = nil
    ) {
        self.run = run
        self.initiator = initiator
        self.inputs = inputs
        self.cause = cause
        self.signal = signal
        self.event = event
        self.sender = sender
        self.chain = chain
    }
}

/// What a person does with a duty.
package struct ActOnDuty: Sendable, Hashable {
    package var duty: DutyID
    package var kind: ActKind
    package var person: Person
    /// Set when the person means to act for somebody; nil lets the engine find whom.
    package var onBehalfOf: Person?
    package var outcome: String?
    package var comment: String?
    package var evidence: [File]
    package var fields: ValueMap
    /// Of the content that the person was shown; nil from a caller that shows none.
    package var digest: String?

    package init(
        duty: DutyID, kind: ActKind, person: Person, onBehalfOf: Person? = nil,
        outcome: String? = nil, comment: String? = nil, evidence: [File] = [],
        fields: ValueMap = [:], digest: String? = nil
    ) {
        self.duty = duty
        self.kind = kind
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.outcome = outcome
        self.comment = comment
        self.evidence = evidence
        self.fields = fields
        self.digest = digest
    }
}

/// A doer asks for more time. What answers it is an act on the right that others then have.
package struct AskForTime: Sendable, Hashable {
    package var duty: DutyID
    package var person: Person
    package var onBehalfOf: Person?
    /// Nil asks for as much as there can be.
    package var period: Period?
    package var comment: String?

    package init(
        duty: DutyID, person: Person, onBehalfOf: Person? = nil, period: Period? = nil,
        comment: String? = nil
    ) {
        self.duty = duty
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.period = period
        self.comment = comment
    }
}

/// Who has acted in a run that was called.
package struct CallTidings: Codable, Sendable, Hashable {
    /// The call.
    package var place: Place
    package var run: RunID
    package var people: [Person]

    package init(place: Place, run: RunID, people: [Person]) {
        self.place = place
        self.run = run
        self.people = people
    }
}

/// How a run that was called has ended.
package struct CallAnswer: Codable, Sendable, Hashable {
    /// The call.
    package var place: Place
    package var run: RunID
    package var result: Result

    package enum Result: Codable, Sendable, Hashable {
        case ended(String, outputs: ValueMap, actors: [Person])
        case failed(error: String, message: String)
    }

    package init(place: Place, run: RunID, result: Result) {
        self.place = place
        self.run = run
        self.result = result
    }
}

package struct CancelRun: Sendable, Hashable {
    package var person: Person
    package var reason: String
    package init(person: Person, reason: String) {
        self.person = person
        self.reason = reason
    }
}

/// Moves a run to another version of its workflow.
package struct MigrateRun: Sendable, Hashable {
    package var person: Person
    package var reason: String
    /// The plan that the run has followed so far.
    package var from: Plan

    package init(person: Person, reason: String, from: Plan) {
        self.person = person
        self.reason = reason
        self.from = from
    }
}

/// Why an action did not come to its end.
package struct ActionFault: Sendable, Hashable {
    package var error: String
    package var message: String
    /// Whether trying again may help: true for trouble that the task kind did not announce.
    package var isPassing: Bool
    package init(error: String, message: String, isPassing: Bool) {
        self.error = error
        self.message = message
        self.isPassing = isPassing
    }
}

/// Why a command was not carried out. Nothing changed.
package struct Refusal: Codable, Sendable, Hashable, Error {
    package var code: Code
    /// Lower case, no full stop; says the way out where there is one.
    package var message: String

    package enum Code: String, Codable, Sendable, Hashable, CaseIterable {
        case unknownRun = "unknown_run"
        case unknownDuty = "unknown_duty"
        case runIsOver = "run_is_over"
        case dutyIsClosed = "duty_is_closed"
        case notAllowed = "not_allowed"
        case notOffered = "not_offered"
        case notPermitted = "not_permitted"
        case separation = "separation"
        case stale = "stale"
        case missing = "missing"
        case badInput = "bad_input"
        case alreadyDone = "already_done"
        case late = "late"
    }

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
