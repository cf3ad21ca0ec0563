import OnusModel
import OnusPlugin

// Workflows that were called, and locks.
extension RunState {
    mutating func evolveCalls(_ event: Event) {
        switch event.body {
        case .callStarted(let call): started(call, at: event.at)
        case .callHeard(let call): heard(call)
        case .callBarred(let call): activations[call.place]?.barred.extend(by: call.people)
        case .runBarred(let bar): cause?.excluded.extend(by: bar.people)
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
            activate(event.step, at: event.place, pass: event.pass, .call(event.run), time: time)
            activations[event.place]?.barred = event.excluded
            return
        }
        passed(
            event.step, at: event.place, pass: event.pass,
            outputs: ["run": .string(event.run.rawValue)], time: time)
        frames[event.place.parent]?.cursor = .finished(event.step, outcome: nil)
    }

    private mutating func heard(_ event: CallHeard) {
        guard let activation = activations[event.place] else { return }
        note(event.people, in: activation.step, at: event.place)
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

extension [Person]? {
    fileprivate mutating func extend(by people: [Person]) { self = (self ?? []) + people }
}
