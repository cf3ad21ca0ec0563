import OnusEngine
import OnusModel
import OnusPlugin

extension StepReport {
    /// All passes of all steps, in the order in which they began.
    package static func steps(of events: [Event]) -> [StepReport] {
        var history = StepHistory()
        for event in events { history.read(event) }
        return history.steps
    }
}

/// Reads off a record which steps began, and what became of them.
private struct StepHistory {
    var steps: [StepReport] = []
    private var open: [Place: Int] = [:]
    private var duties: [DutyID: Place] = [:]
    private var incidents: [DutyID: Place] = [:]
    private var handlers: Set<Place> = []
    private var ended = 0

    mutating func read(_ event: Event) {
        let time = event.at
        switch event.body {
        case .stepEntered(let step):
            begin(step.step, step.place, time, isLeaf: false)
        case .stepSkipped(let step):
            begin(step.step, step.place, time)
            end(step.place, .skipped, time)
        case .waitStarted(let step): begin(step.step, step.place, time)
        case .actionRequested(let step): begin(step.step, step.place, time)
        case .caseChosen(let step):
            begin(step.step, step.place, time)
            end(step.place, .done, time)
        case .variablesSet(let step):
            begin(step.step, step.place, time)
            end(step.place, .done, time, outputs: step.values)
        case .receiveStarted(let step): begin(step.step, step.place, time)
        case .conditionAwaited(let step): begin(step.step, step.place, time)
        case .callStarted(let step):
            begin(step.step, step.place, time)
            if step.isDetached == true { end(step.place, .done, time) }
        case .lockRequested(let step): begin(step.step, step.place, time, isLeaf: false)
        case .signalSent(let step):
            begin(step.step, step.place, time)
            end(step.place, .done, time, outputs: step.signal.data)
        case .stepsWithdrawn(let step):
            for place in step.withdrawn { withdraw(within: place, .withdrawn, time) }
            begin(step.step, step.place, time)
            end(step.place, .done, time)
        case .dutyOpened(let duty) where duty.isPhase != true: begin(duty, time)
        case .blockOpened(let block) where block.handler != nil: handlers.insert(block.place)
        default: readEnd(event, at: time)
        }
    }

    private mutating func readEnd(_ event: Event, at time: Timestamp) {
        switch event.body {
        case .stepEnded(let step):
            if step.leavesOpen != true { withdraw(inside: step.place, time) }
            end(step.place, .done, time, outcome: step.outcome, outputs: step.outputs)
        case .callReturned(let call):
            end(call.place, .done, time, outcome: call.outcome, outputs: call.outputs)
        case .undoStarted: withdraw(within: .root, .withdrawn, time)
        case .stepWithdrawn(let step): withdraw(within: step.place, .withdrawn, time)
        case .errorCaught(let error): withdraw(within: error.catcher, .failed, time)
        case .actionRetried(let retry): attempt(retry.attempt, at: retry.place)
        case .actionCompleted(let step):
            end(step.place, .done, time, outputs: step.outputs)
        case .dutyClosed(let duty): end(duty, time)
        case .runEnded(let run):
            if let step = run.step, let place = run.place {
                begin(step, place, time)
                end(place, .done, time, outcome: run.outcome, outputs: run.outputs)
            }
            withdraw(within: .root, .withdrawn, time)
        case .runFailed: withdraw(within: .root, .failed, time)
        case .runCancelled: withdraw(within: .root, .withdrawn, time)
        default: break
        }
    }

    private mutating func begin(_ duty: DutyOpened, _ time: Timestamp) {
        guard let incident = duty.incident else {
            duties[duty.duty] = duty.place
            return begin(duty.step, duty.place, time)
        }
        if incident.isOfPhase { return }
        // The step that failed stays where it is, even one that never began, such as `fail:`.
        incidents[duty.duty] = incident.origin
        withdraw(inside: incident.origin, time)
        if open[incident.origin] == nil { begin(duty.step, incident.origin, time) }
    }

    private mutating func end(_ duty: DutyClosed, _ time: Timestamp) {
        if let place = duties[duty.duty] {
            return end(place, .done, time, outcome: duty.outcome, outputs: duty.outputs)
        }
        guard let origin = incidents[duty.duty] else { return }
        switch duty.outcome {
        // It begins again.
        case IncidentOutcome.retry: end(origin, .failed, time)
        case IncidentOutcome.skip: end(origin, .skipped, time)
        default: break
        }
    }

    private mutating func begin(
        _ step: StepID, _ place: Place, _ time: Timestamp, isLeaf: Bool = true
    ) {
        open[place] = steps.count
        let isAside = handlers.contains { place.isWithin($0) }
        steps.append(
            StepReport(
                id: step, place: place, state: .open, attempts: 1, startedAt: time, outputs: [:],
                isLeaf: isLeaf, isAside: isAside))
    }

    private mutating func attempt(_ number: Int, at place: Place) {
        if let index = open[place] { steps[index].attempts = number }
    }

    private mutating func end(
        _ place: Place, _ state: StepReport.State, _ time: Timestamp, outcome: String? = nil,
        outputs: ValueMap = [:]
    ) {
        guard let index = open.removeValue(forKey: place) else { return }
        steps[index].state = state
        steps[index].endedAt = time
        steps[index].endedAfter = ended
        ended += 1
        steps[index].outcome = outcome
        steps[index].outputs = outputs
    }

    /// What is open in a step, but not the step.
    private mutating func withdraw(inside place: Place, _ time: Timestamp) {
        for inner in open.keys.sorted() where inner != place && inner.isWithin(place) {
            end(inner, .withdrawn, time)
        }
    }

    private mutating func withdraw(
        within place: Place, _ state: StepReport.State, _ time: Timestamp
    ) {
        for inner in open.keys.sorted() where inner.isWithin(place) { end(inner, state, time) }
    }
}
