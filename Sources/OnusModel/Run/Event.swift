import OnusPlugin

/// Something that happened in a run. The stream of these is the truth; the rest is made from it.
package struct Event: Sendable, Hashable {
    /// 1 for the first event of the run.
    package var sequence: Int
    package var at: Timestamp
    package var actor: Actor
    package var body: EventBody

    package init(sequence: Int, at: Timestamp, actor: Actor, body: EventBody) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.body = body
    }
}

/// Who made it happen.
package enum Actor: Sendable, Hashable {
    case person(Person, onBehalfOf: Person?)
    /// The engine following the plan, a timer or an action's answer.
    case engine
}

/// What happened. The raw names are stored: they are added to, never changed.
///
/// WHY: indirect, since an event is handed on from the decision to the record and never changed.
package indirect enum EventBody: Sendable, Hashable {
    case runStarted(RunStarted)
    case runEnded(RunEnded)
    case runFailed(RunFailed)
    case runCancelled(RunCancelled)
    case runMigrated(RunMigrated)
    case stepEntered(StepEntered)
    case stepSkipped(StepSkipped)
    case stepEnded(StepEnded)
    case stepWithdrawn(StepWithdrawn)
    case blockOpened(BlockOpened)
    case blockClosed(BlockClosed)
    case waitStarted(WaitStarted)
    case handlerArmed(HandlerArmed)
    case caseChosen(CaseChosen)
    case variablesSet(VariablesSet)
    case actionRequested(ActionRequested)
    case actionCompleted(ActionCompleted)
    case actionFailed(ActionFailed)
    case actionRetried(ActionRetried)
    case errorCaught(ErrorCaught)
    case dutyOpened(DutyOpened)
    case dutyActed(DutyActed)
    case dutyAssigned(DutyAssigned)
    case dutyProposed(DutyProposed)
    case dutyReset(DutyReset)
    case dutyClosed(DutyClosed)
    case dutyWithdrawn(DutyWithdrawn)
    case dutyRescheduled(DutyRescheduled)
    case rungFired(RungFired)
    case extensionRequested(ExtensionRequested)
    case extensionAnswered(ExtensionAnswered)
    case extensionLapsed(ExtensionLapsed)
    case clockStopped(ClockStopped)
    case clockStarted(ClockStarted)
    case rungFailed(RungFailed)
    case receiveStarted(ReceiveStarted)
    case rightOffered(RightOffered)
    case signalReceived(SignalReceived)
    case signalKept(SignalKept)
    case signalSent(SignalSent)
    case itemAdded(ItemAdded)
    case conditionAwaited(ConditionAwaited)
    case conditionTurned(ConditionTurned)
    case stepsWithdrawn(StepsWithdrawn)
    case callStarted(CallStarted)
    case callHeard(CallHeard)
    case callBarred(CallBarred)
    case runBarred(RunBarred)
    case callReturned(CallReturned)
    case callFailed(CallFailed)
    case lockRequested(LockRequested)
    case lockTaken(LockTaken)
    case undoStarted(UndoStarted)
    case undoContinued(UndoContinued)
}
