import OnusPlugin

// What stands in the record about the rungs of ladders.

/// A rung of a duty's ladder fired, with everything it did.
package struct RungFired: Codable, Sendable, Hashable {
    package var duty: DutyID
    /// Counts from 0 in the ladder.
    package var rung: Int
    /// 0 the first time, 1 for the first repetition.
    package var repetition: Int
    /// How often the ladder has begun with this; nil the first time.
    package var ascent: Int?
    package var mark: Mark?
    package var reminded: [Person]
    package var notified: [Person]
    package var added: [Person]
    /// Takes the place of the responsible people when not empty.
    package var assigned: [Person]
    package var started: Started?
    package var action: StartedAction?
    /// The outcome that the rung decides; `dutyClosed` follows.
    package var decided: String?
    /// When the same rung fires again; nil when the next rung is due.
    package var repeatAt: Timestamp?
    /// What of the rung could not be done, each in words; those above the duty are told.
    package var problems: [String]?

    package struct StartedAction: Codable, Sendable, Hashable {
        package var task: String
        package var parameters: ValueMap
        package init(task: String, parameters: ValueMap) {
            self.task = task
            self.parameters = parameters
        }
    }

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

    package init(
        duty: DutyID, rung: Int, repetition: Int, ascent: Int? = nil, mark: Mark? = nil,
        reminded: [Person],
        notified: [Person], added: [Person], assigned: [Person], started: Started? = nil,
        action: StartedAction? = nil, decided: String? = nil, repeatAt: Timestamp? = nil,
        problems: [String]? = nil
    ) {
        self.duty = duty
        self.rung = rung
        self.repetition = repetition
        self.ascent = ascent
        self.mark = mark
        self.reminded = reminded
        self.notified = notified
        self.added = added
        self.assigned = assigned
        self.started = started
        self.action = action
        self.decided = decided
        self.repeatAt = repeatAt
        self.problems = problems
    }
}

/// What a rung had set going came to nothing.
package struct RungFailed: Codable, Sendable, Hashable {
    package var duty: DutyID
    /// The task or the workflow.
    package var what: String
    package var error: String
    package var message: String

    package init(duty: DutyID, what: String, error: String, message: String) {
        self.duty = duty
        self.what = what
        self.error = error
        self.message = message
    }
}
