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

    package init(_ started: RunStarted, at time: Timestamp) {
        run = started.run
        workflow = started.workflow
        version = started.version
        plan = started.plan
        status = .running
        initiator = started.initiator
        startedAt = time
        inputs = started.inputs
        variables = started.variables
        outputs = [:]
        cause = started.cause
        sequence = 0
        frames = [.root: Frame(block: "", owner: nil, handler: nil)]
        activations = [:]
        results = [:]
        passes = [:]
        duties = [:]
        settled = [:]
        timers = [:]
        actors = [:]
    }
}

/// A list of steps that is open.
package struct Frame: Codable, Sendable, Hashable {
    package var block: BlockID
    /// The step that contains it; nil for the workflow's own list.
    package var owner: Place?
    /// Set in an occurrence of a scope's handler.
    package var handler: StepID?
    package var cursor: Cursor

    /// Where a list stands. All but `open` mean that the engine has something to do there, which it
    /// does within the same command.
    package enum Cursor: Codable, Sendable, Hashable {
        /// Before its first step.
        case start
        /// This step is open.
        case open(Place)
        case entering(StepID)
        case finished(StepID, outcome: String?)
        case skipped(StepID)
        /// A `switch` chose its case.
        case chose(StepID, caseIndex: Int)
        case caught(StepID, error: String)
    }

    package init(block: BlockID, owner: Place?, handler: StepID?, cursor: Cursor = .start) {
        self.block = block
        self.owner = owner
        self.handler = handler
        self.cursor = cursor
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
        /// Nothing goes on here until somebody settles the incident.
        case stuck(DutyID)
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
    /// The attempt that is under way, or the last one while the next waits for its time.
    package var attempt: Int

    package init(task: String, parameters: ValueMap, attempt: Int) {
        self.task = task
        self.parameters = parameters
        self.attempt = attempt
    }
}

package struct BlockState: Codable, Sendable, Hashable {
    /// The lists that are over, in the order in which they ended.
    package var finished: [Place]
    /// How many lists were opened in all.
    package var total: Int
    /// Set once the step itself is over while some of its lists go on.
    package var isJoined: Bool
    /// How often each of a scope's handlers has begun.
    package var occurrences: [StepID: Int]

    package init(
        finished: [Place] = [], total: Int = 0, isJoined: Bool = false,
        occurrences: [StepID: Int] = [:]
    ) {
        self.finished = finished
        self.total = total
        self.isJoined = isJoined
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
