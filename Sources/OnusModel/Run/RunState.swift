import OnusPlugin

/// Where a run stands: what its events fold to.
package struct RunState: Codable, Sendable, Hashable {
    package var run: RunID
    package var workflow: WorkflowID
    package var version: Int
    package var plan: String
    package var status: Status
    package var outcome: String?
    package var initiator: Person
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    package var inputs: ValueMap
    package var variables: ValueMap
    package var outputs: ValueMap
    package var cause: RunStarted.Cause?
    /// The sequence number of the last event; 0 before the first.
    package var sequence: Int
    /// Lists of steps that are open, the workflow's own among them.
    package var frames: [Place: Frame]
    /// Steps that are open.
    package var activations: [Place: Activation]
    /// The last finished pass of each step, by its place without passes.
    package var results: [Place: StepResult]
    /// How often each step was entered, by its place without passes.
    package var passes: [Place: Int]
    package var duties: [DutyID: Duty]
    /// Outcomes of duties that are over, so that a late answer is refused with what happened.
    package var settled: [DutyID: SettledDuty]
    /// When something is due by itself: handlers, waits, retries and rungs.
    package var timers: [TimerID: Timestamp]
    /// Everybody who acted in a step, in whatever pass, delegates and those they acted for.
    package var actors: [StepID: Set<Person>]

    package enum Status: String, Codable, Sendable, Hashable {
        case running, ended, failed, cancelled
    }

    package var isOpen: Bool { status == .running }
}

/// A list of steps that is open.
package struct Frame: Codable, Sendable, Hashable {
    package var block: BlockID
    /// The step that contains it; nil for the workflow's own list.
    package var owner: Place?
    /// Set in an occurrence of a scope's handler.
    package var handler: StepID?
    /// The step that is open in it; nil between two steps.
    package var current: Place?

    package init(block: BlockID, owner: Place?, handler: StepID?, current: Place? = nil) {
        self.block = block
        self.owner = owner
        self.handler = handler
        self.current = current
    }
}

/// A step that is open.
package struct Activation: Codable, Sendable, Hashable {
    package var step: StepID
    package var frame: Place
    package var pass: Int
    package var enteredAt: Timestamp
    package var work: Work

    package enum Work: Codable, Sendable, Hashable {
        case duty(DutyID)
        case action(ActionState)
        case wait(until: Timestamp)
        case block(BlockState)
    }

    package init(step: StepID, frame: Place, pass: Int, enteredAt: Timestamp, work: Work) {
        self.step = step
        self.frame = frame
        self.pass = pass
        self.enteredAt = enteredAt
        self.work = work
    }
}

package struct ActionState: Codable, Sendable, Hashable {
    package var task: String
    package var parameters: ValueMap
    /// The attempt that is under way or will be next.
    package var attempt: Int
    /// Set while a person decides what becomes of it.
    package var incident: DutyID?

    package init(task: String, parameters: ValueMap, attempt: Int, incident: DutyID? = nil) {
        self.task = task
        self.parameters = parameters
        self.attempt = attempt
        self.incident = incident
    }
}

package struct BlockState: Codable, Sendable, Hashable {
    /// The lists that are over, in the order in which they ended.
    package var finished: [Place]
    /// How many lists there are in all.
    package var total: Int
    /// How often each handler has begun.
    package var occurrences: [StepID: Int]

    package init(finished: [Place] = [], total: Int = 0, occurrences: [StepID: Int] = [:]) {
        self.finished = finished
        self.total = total
        self.occurrences = occurrences
    }
}

/// What `steps.ID` reads.
package struct StepResult: Codable, Sendable, Hashable {
    package var step: StepID
    package var outcome: String?
    package var outputs: ValueMap
    package var by: [Person]
    package var openedAt: Timestamp
    package var closedAt: Timestamp
    package var votes: [Act]
    /// The pass that finished.
    package var pass: Int

    package init(
        step: StepID, outcome: String?, outputs: ValueMap, by: [Person] = [], openedAt: Timestamp,
        closedAt: Timestamp, votes: [Act] = [], pass: Int
    ) {
        self.step = step
        self.outcome = outcome
        self.outputs = outputs
        self.by = by
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.votes = votes
        self.pass = pass
    }
}
