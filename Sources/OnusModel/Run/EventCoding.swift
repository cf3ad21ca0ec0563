import OnusPlugin

// The stored form of events: canonical JSON with `v`, `seq`, `at`, `type`, `actor` and `data`.

extension EventBody {
    /// The stored name of each kind of event. Names are added to, never changed.
    package enum Kind: String, CaseIterable, Sendable {
        case runStarted = "run.started"
        case runEnded = "run.ended"
        case runFailed = "run.failed"
        case runCancelled = "run.cancelled"
        case stepEntered = "step.entered"
        case stepSkipped = "step.skipped"
        case stepEnded = "step.ended"
        case stepWithdrawn = "step.withdrawn"
        case blockOpened = "block.opened"
        case blockClosed = "block.closed"
        case waitStarted = "wait.started"
        case handlerArmed = "handler.armed"
        case caseChosen = "case.chosen"
        case variablesSet = "variables.set"
        case actionRequested = "action.requested"
        case actionCompleted = "action.completed"
        case actionFailed = "action.failed"
        case actionRetried = "action.retried"
        case errorCaught = "error.caught"
        case dutyOpened = "duty.opened"
        case dutyActed = "duty.acted"
        case dutyAssigned = "duty.assigned"
        case dutyProposed = "duty.proposed"
        case dutyReset = "duty.reset"
        case dutyClosed = "duty.closed"
        case dutyWithdrawn = "duty.withdrawn"
        case dutyRescheduled = "duty.rescheduled"
        case rungFired = "rung.fired"
    }
}

extension EventBody {
    package var kind: Kind { parts.kind }

    /// The name and the payload.
    package var parts: (kind: Kind, payload: any Codable & Sendable) {
        switch self {
        case .runStarted(let payload): (.runStarted, payload)
        case .runEnded(let payload): (.runEnded, payload)
        case .runFailed(let payload): (.runFailed, payload)
        case .runCancelled(let payload): (.runCancelled, payload)
        case .stepEntered(let payload): (.stepEntered, payload)
        case .stepSkipped(let payload): (.stepSkipped, payload)
        case .stepEnded(let payload): (.stepEnded, payload)
        case .stepWithdrawn(let payload): (.stepWithdrawn, payload)
        case .blockOpened(let payload): (.blockOpened, payload)
        case .blockClosed(let payload): (.blockClosed, payload)
        case .waitStarted(let payload): (.waitStarted, payload)
        case .handlerArmed(let payload): (.handlerArmed, payload)
        case .caseChosen(let payload): (.caseChosen, payload)
        case .variablesSet(let payload): (.variablesSet, payload)
        case .actionRequested(let payload): (.actionRequested, payload)
        case .actionCompleted(let payload): (.actionCompleted, payload)
        case .actionFailed(let payload): (.actionFailed, payload)
        case .actionRetried(let payload): (.actionRetried, payload)
        case .errorCaught(let payload): (.errorCaught, payload)
        case .dutyOpened(let payload): (.dutyOpened, payload)
        case .dutyActed(let payload): (.dutyActed, payload)
        case .dutyAssigned(let payload): (.dutyAssigned, payload)
        case .dutyProposed(let payload): (.dutyProposed, payload)
        case .dutyReset(let payload): (.dutyReset, payload)
        case .dutyClosed(let payload): (.dutyClosed, payload)
        case .dutyWithdrawn(let payload): (.dutyWithdrawn, payload)
        case .dutyRescheduled(let payload): (.dutyRescheduled, payload)
        case .rungFired(let payload): (.rungFired, payload)
        }
    }

    /// Reads the payload of an event of this kind.
    package init(_ kind: Kind, from values: Value) throws {
        self =
            switch kind {
            case .runStarted: .runStarted(try ValueDecoder().decode(RunStarted.self, from: values))
            case .runEnded: .runEnded(try ValueDecoder().decode(RunEnded.self, from: values))
            case .runFailed: .runFailed(try ValueDecoder().decode(RunFailed.self, from: values))
            case .runCancelled:
                .runCancelled(try ValueDecoder().decode(RunCancelled.self, from: values))
            case .stepEntered:
                .stepEntered(try ValueDecoder().decode(StepEntered.self, from: values))
            case .stepSkipped:
                .stepSkipped(try ValueDecoder().decode(StepSkipped.self, from: values))
            case .stepEnded: .stepEnded(try ValueDecoder().decode(StepEnded.self, from: values))
            case .stepWithdrawn:
                .stepWithdrawn(try ValueDecoder().decode(StepWithdrawn.self, from: values))
            case .blockOpened:
                .blockOpened(try ValueDecoder().decode(BlockOpened.self, from: values))
            case .blockClosed:
                .blockClosed(try ValueDecoder().decode(BlockClosed.self, from: values))
            case .waitStarted:
                .waitStarted(try ValueDecoder().decode(WaitStarted.self, from: values))
            case .handlerArmed:
                .handlerArmed(try ValueDecoder().decode(HandlerArmed.self, from: values))
            case .caseChosen: .caseChosen(try ValueDecoder().decode(CaseChosen.self, from: values))
            case .variablesSet:
                .variablesSet(try ValueDecoder().decode(VariablesSet.self, from: values))
            case .actionRequested:
                .actionRequested(try ValueDecoder().decode(ActionRequested.self, from: values))
            case .actionCompleted:
                .actionCompleted(try ValueDecoder().decode(ActionCompleted.self, from: values))
            case .actionFailed:
                .actionFailed(try ValueDecoder().decode(ActionFailed.self, from: values))
            case .actionRetried:
                .actionRetried(try ValueDecoder().decode(ActionRetried.self, from: values))
            case .errorCaught:
                .errorCaught(try ValueDecoder().decode(ErrorCaught.self, from: values))
            case .dutyOpened: .dutyOpened(try ValueDecoder().decode(DutyOpened.self, from: values))
            case .dutyActed: .dutyActed(try ValueDecoder().decode(DutyActed.self, from: values))
            case .dutyAssigned:
                .dutyAssigned(try ValueDecoder().decode(DutyAssigned.self, from: values))
            case .dutyProposed:
                .dutyProposed(try ValueDecoder().decode(DutyProposed.self, from: values))
            case .dutyReset: .dutyReset(try ValueDecoder().decode(DutyReset.self, from: values))
            case .dutyClosed: .dutyClosed(try ValueDecoder().decode(DutyClosed.self, from: values))
            case .dutyWithdrawn:
                .dutyWithdrawn(try ValueDecoder().decode(DutyWithdrawn.self, from: values))
            case .dutyRescheduled:
                .dutyRescheduled(try ValueDecoder().decode(DutyRescheduled.self, from: values))
            case .rungFired: .rungFired(try ValueDecoder().decode(RungFired.self, from: values))
            }
    }
}
