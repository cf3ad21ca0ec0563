import OnusCEL
import OnusModel
import OnusPlugin

// Steps in which only one run at a time is. Who is next, the runtime knows.
extension Decider {
    mutating func request(_ plan: LockPlan, _ entry: Entry) throws(Fault) {
        let name = try text(plan.name, in: Scope(frame: entry.frame))
        emit(
            .lockRequested(
                LockRequested(
                    step: entry.step.id, place: entry.place, pass: entry.pass, lock: name,
                    variables: entry.step.freshVariables)))
    }

    mutating func takeLock(at place: Place) throws(Refusal) {
        guard let entry = openEntry(at: place), case .lock(let plan) = entry.step.verb,
            case .awaitsLock = state.activations[place]?.work
        else { throw Refusal(.late, "`\(place)` waits for no lock") }
        emit(.lockTaken(LockTaken(place: place)))
        emit(.blockOpened(BlockOpened(place: place, block: plan.body.id, owner: place)))
    }
}
