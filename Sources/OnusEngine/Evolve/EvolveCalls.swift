import OnusModel
import OnusPlugin

// Workflows that were called, and locks.
extension RunState {
    mutating func evolveCalls(_ event: Event) {
        switch event.body {
        case .callStarted(let call): started(call, at: event.at)
        case .callReturned(let call): returned(call, at: event.at)
        case .lockRequested(let lock):
            activate(
                lock.step, at: lock.place, pass: lock.pass, .awaitsLock(lock.lock), time: event.at)
            activations[lock.place]?.variables = lock.variables
        case .lockTaken(let lock): taken(lock)
        case .undoStarted(let undo): started(undo)
        case .undoContinued(let undo): continued(undo)
        default: break
        }
    }

    private mutating func started(_ event: CallStarted, at time: Timestamp) {
        guard event.isDetached == true else {
            return activate(
                event.step, at: event.place, pass: event.pass, .call(event.run), time: time)
        }
        passed(
            event.step, at: event.place, pass: event.pass,
            outputs: ["run": .string(event.run.rawValue)], time: time)
        frames[event.place.parent]?.cursor = .finished(event.step, outcome: nil)
    }

    private mutating func returned(_ event: CallReturned, at time: Timestamp) {
        guard let activation = activations[event.place] else { return }
        note(event.actors, in: activation.step, at: event.place)
        finish(
            event.place,
            StepResult(
                step: activation.step, outcome: event.outcome, outputs: event.outputs,
                openedAt: activation.enteredAt, closedAt: time, pass: activation.pass))
    }

    private mutating func taken(_ event: LockTaken) {
        guard case .awaitsLock(let name) = activations[event.place]?.work else { return }
        var block = BlockState()
        block.lock = name
        activations[event.place]?.work = .block(block)
    }
}
