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
    package var callees: [WorkflowID: String]?
    /// The signal that started it, which is not brought to it once more.
    package var signal: String?
    /// How many events caused each other down to this run; nil for none.
    package var chain: Int?
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
    /// The same by places without passes, which tell the items of a `foreach` apart.
    package var acted: [Place: Acted]?
    /// Messages that came before anything waited for them, oldest first.
    package var mailbox: [Signal]?
    /// Set once the run is about to end and undoes first what it did.
    package var undoing: Undoing?
    /// The steps that others compensate.
    package var compensated: Set<StepID>?
    /// Every pass of them that has finished, oldest first.
    package var undoable: [Undoable]?

    package struct Undoing: Codable, Sendable, Hashable {
        /// What is being done just now.
        package var current: Compensation
        /// What is still to come.
        package var steps: [Compensation]
        package var ending: RunEnding
        package init(current: Compensation, steps: [Compensation], ending: RunEnding) {
            self.current = current
            self.steps = steps
            self.ending = ending
        }
    }

    /// A step that has finished, and what it saw around it: its item, what its block counted.
    package struct Undoable: Codable, Sendable, Hashable {
        package var place: Place
        package var result: StepResult
        /// The lists around it, without the workflow's own.
        package var frames: [Place: Frame]
        package init(place: Place, result: StepResult, frames: [Place: Frame]) {
            self.place = place
            self.result = result
            self.frames = frames
        }
    }

    package struct Acted: Codable, Sendable, Hashable {
        /// Those who did the work.
        package var doers: Set<Person> = []
        package var all: Set<Person> = []
        package init() {}
    }

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
        chain = started.chain
        callees = started.callees
        signal = started.signal
        compensated = started.compensated
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
    /// Of the event by which it finished.
    package var sequence: Int?

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
