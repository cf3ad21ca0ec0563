import OnusPlugin

// The stored form of events: canonical JSON with `v`, `seq`, `at`, `type`, `actor` and `data`.

extension EventBody {
    /// The stored name of each kind of event. Names are added to, never changed.
    package enum Kind: String, CaseIterable, Sendable {
        case runStarted = "run.started"
        case runEnded = "run.ended"
        case runFailed = "run.failed"
        case runCancelled = "run.cancelled"
        case runMigrated = "run.migrated"
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
        case extensionRequested = "extension.requested"
        case extensionAnswered = "extension.answered"
        case extensionLapsed = "extension.lapsed"
        case clockStopped = "clock.stopped"
        case clockStarted = "clock.started"
        case rungFailed = "rung.failed"
        case receiveStarted = "receive.started"
        case rightOffered = "right.offered"
        case signalReceived = "signal.received"
        case signalKept = "signal.kept"
        case signalSent = "signal.sent"
        case itemAdded = "item.added"
        case conditionAwaited = "condition.awaited"
        case conditionTurned = "condition.turned"
        case stepsWithdrawn = "steps.withdrawn"
        case callStarted = "call.started"
        case callHeard = "call.heard"
        case callBarred = "call.barred"
        case runBarred = "run.barred"
        case callReturned = "call.returned"
        case callFailed = "call.failed"
        case lockRequested = "lock.requested"
        case lockTaken = "lock.taken"
        case undoStarted = "undo.started"
        case undoContinued = "undo.continued"
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
        case .runMigrated(let payload): (.runMigrated, payload)
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
        case .extensionRequested(let payload): (.extensionRequested, payload)
        case .extensionAnswered(let payload): (.extensionAnswered, payload)
        case .extensionLapsed(let payload): (.extensionLapsed, payload)
        case .clockStopped(let payload): (.clockStopped, payload)
        case .clockStarted(let payload): (.clockStarted, payload)
        case .rungFailed(let payload): (.rungFailed, payload)
        case .receiveStarted(let payload): (.receiveStarted, payload)
        case .rightOffered(let payload): (.rightOffered, payload)
        case .signalReceived(let payload): (.signalReceived, payload)
        case .signalKept(let payload): (.signalKept, payload)
        case .signalSent(let payload): (.signalSent, payload)
        case .itemAdded(let payload): (.itemAdded, payload)
        case .conditionAwaited(let payload): (.conditionAwaited, payload)
        case .conditionTurned(let payload): (.conditionTurned, payload)
        case .stepsWithdrawn(let payload): (.stepsWithdrawn, payload)
        case .callStarted(let payload): (.callStarted, payload)
        case .callHeard(let payload): (.callHeard, payload)
        case .callBarred(let payload): (.callBarred, payload)
        case .runBarred(let payload): (.runBarred, payload)
        case .callReturned(let payload): (.callReturned, payload)
        case .callFailed(let payload): (.callFailed, payload)
        case .lockRequested(let payload): (.lockRequested, payload)
        case .lockTaken(let payload): (.lockTaken, payload)
        case .undoStarted(let payload): (.undoStarted, payload)
        case .undoContinued(let payload): (.undoContinued, payload)
        }
    }

    /// Reads the payload of an event of this kind.
    package init(_ kind: Kind, from values: Value) throws {
        self =
            switch kind {
            case .runStarted: .runStarted(try Self.read(values))
            case .runEnded: .runEnded(try Self.read(values))
            case .runFailed: .runFailed(try Self.read(values))
            case .runCancelled: .runCancelled(try Self.read(values))
            case .runMigrated: .runMigrated(try Self.read(values))
            case .stepEntered: .stepEntered(try Self.read(values))
            case .stepSkipped: .stepSkipped(try Self.read(values))
            case .stepEnded: .stepEnded(try Self.read(values))
            case .stepWithdrawn: .stepWithdrawn(try Self.read(values))
            case .blockOpened: .blockOpened(try Self.read(values))
            case .blockClosed: .blockClosed(try Self.read(values))
            case .waitStarted: .waitStarted(try Self.read(values))
            case .handlerArmed: .handlerArmed(try Self.read(values))
            case .caseChosen: .caseChosen(try Self.read(values))
            case .variablesSet: .variablesSet(try Self.read(values))
            case .actionRequested: .actionRequested(try Self.read(values))
            case .actionCompleted: .actionCompleted(try Self.read(values))
            case .actionFailed: .actionFailed(try Self.read(values))
            case .actionRetried: .actionRetried(try Self.read(values))
            case .errorCaught: .errorCaught(try Self.read(values))
            case .dutyOpened: .dutyOpened(try Self.read(values))
            case .dutyActed: .dutyActed(try Self.read(values))
            case .dutyAssigned: .dutyAssigned(try Self.read(values))
            case .dutyProposed: .dutyProposed(try Self.read(values))
            case .dutyReset: .dutyReset(try Self.read(values))
            case .dutyClosed: .dutyClosed(try Self.read(values))
            case .dutyWithdrawn: .dutyWithdrawn(try Self.read(values))
            case .dutyRescheduled: .dutyRescheduled(try Self.read(values))
            case .rungFired: .rungFired(try Self.read(values))
            case .extensionRequested: .extensionRequested(try Self.read(values))
            case .extensionAnswered: .extensionAnswered(try Self.read(values))
            case .extensionLapsed: .extensionLapsed(try Self.read(values))
            case .clockStopped: .clockStopped(try Self.read(values))
            case .clockStarted: .clockStarted(try Self.read(values))
            case .rungFailed: .rungFailed(try Self.read(values))
            case .receiveStarted: .receiveStarted(try Self.read(values))
            case .rightOffered: .rightOffered(try Self.read(values))
            case .signalReceived: .signalReceived(try Self.read(values))
            case .signalKept: .signalKept(try Self.read(values))
            case .signalSent: .signalSent(try Self.read(values))
            case .itemAdded: .itemAdded(try Self.read(values))
            case .conditionAwaited: .conditionAwaited(try Self.read(values))
            case .conditionTurned: .conditionTurned(try Self.read(values))
            case .stepsWithdrawn: .stepsWithdrawn(try Self.read(values))
            case .callStarted: .callStarted(try Self.read(values))
            case .callHeard: .callHeard(try Self.read(values))
            case .callBarred: .callBarred(try Self.read(values))
            case .runBarred: .runBarred(try Self.read(values))
            case .callReturned: .callReturned(try Self.read(values))
            case .callFailed: .callFailed(try Self.read(values))
            case .lockRequested: .lockRequested(try Self.read(values))
            case .lockTaken: .lockTaken(try Self.read(values))
            case .undoStarted: .undoStarted(try Self.read(values))
            case .undoContinued: .undoContinued(try Self.read(values))
            }
    }

    private static func read<Payload: Decodable>(_ values: Value) throws -> Payload {
        try ValueDecoder().decode(Payload.self, from: values)
    }
}
