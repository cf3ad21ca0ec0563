import OnusModel
import OnusPlugin

extension RunState {
    /// Folds one event into the state; nil is the state before the first event.
    ///
    /// Total: an event that does not fit leaves everything but the sequence number as it is.
    package static func evolve(_ state: inout RunState?, _ event: Event) {
        if case .runStarted(let started) = event.body, state == nil {
            state = RunState(started, at: event.at)
            state?.sequence = event.sequence
        } else {
            state?.evolve(event)
        }
    }

    /// The state that a record folds to.
    package static func folding(_ events: some Sequence<Event>) -> RunState? {
        var state: RunState?
        for event in events { evolve(&state, event) }
        return state
    }

    package mutating func evolve(_ event: Event) {
        sequence = event.sequence
        let time = event.at
        switch event.body {
        case .runStarted: break
        case .runEnded(let end): over(.ended, end.outcome, outputs: end.outputs, at: time)
        case .runFailed(let end): over(.failed, end.error, outputs: [:], at: time)
        case .runCancelled: over(.cancelled, nil, outputs: [:], at: time)
        case .runMigrated(let move): migrated(move)
        case .stepEntered(let step): entered(step, at: time)
        case .stepSkipped(let step): skipped(step)
        case .stepEnded(let step): ended(step, at: time)
        case .stepWithdrawn(let step): withdrawn(step)
        case .blockOpened(let block): opened(block)
        case .blockClosed(let block): closed(block)
        case .waitStarted(let wait): started(wait, at: time)
        case .handlerArmed(let handler):
            timers[.handler(handler.handler, of: handler.scope)] = handler.at
        case .caseChosen(let choice): chose(choice, at: time)
        case .variablesSet(let assignment): assigned(assignment, at: time)
        case .actionRequested(let action): requested(action, at: time)
        case .actionCompleted(let action): completed(action, at: time)
        case .actionFailed(let action): failed(action)
        case .actionRetried(let action): retried(action)
        case .errorCaught(let error): caught(error)
        case .dutyOpened(let duty): opened(duty, at: time)
        case .dutyActed(let act): acted(act)
        case .dutyAssigned(let change): assigned(change)
        case .dutyProposed(let proposal): proposed(proposal)
        case .dutyReset(let reset): self.reset(reset)
        case .dutyClosed(let end): closed(end, at: time)
        case .dutyWithdrawn(let end): withdrawn(end, at: time)
        case .dutyRescheduled(let change): rescheduled(change)
        case .rungFired(let rung): fired(rung)
        case .extensionRequested(let request): requested(request, at: time)
        case .extensionAnswered(let answer): answered(answer)
        case .extensionLapsed(let lapse): duties[lapse.duty]?.extensions?.asked = nil
        case .clockStopped(let stop): stopped(stop, at: time)
        case .clockStarted(let start): started(start)
        default: evolveSignals(event)
        }
    }

    private mutating func over(
        _ status: Status, _ outcome: String?, outputs: ValueMap, at time: Timestamp
    ) {
        self.status = status
        self.outcome = outcome
        self.outputs = outputs
        endedAt = time
        undoing = nil
        frames = [:]
        activations = [:]
        timers = [:]
    }

    private mutating func migrated(_ event: RunMigrated) {
        version = event.version
        plan = event.plan
        compensated = event.compensated
        callees = event.callees ?? callees
        for (name, value) in event.inputs { inputs[name] = value }
        for (name, value) in event.variables { variables[name] = value }
    }
}
