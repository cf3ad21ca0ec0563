import OnusModel
import OnusPlugin

// Keeping people apart over calls: a run hears who acts in those that it called, and tells them who
// may act there no more.
//
// WHY: what is kept apart may go on in several runs at once, and none sees into the others. Between
// two acts at the same moment in two runs nothing can choose; both are in the record.
extension Decider {
    /// Whether who acts in a step keeps others from something, here or in the run that called this.
    func keepsApart(_ step: StepID) -> Bool {
        state.cause?.isHeard == true
            || engine.plan.separate.joined().contains { $0.steps.contains(step) }
    }

    /// People have acted in a run that this one called.
    mutating func heard(_ tidings: CallTidings) throws(Refusal) {
        guard let entry = openEntry(at: tidings.place),
            case .call(let run) = state.activations[tidings.place]?.work, run == tidings.run
        else {
            throw Refusal(.late, "`\(tidings.place)` does not wait for `\(tidings.run)`")
        }
        let known = state.acted?[tidings.place.withoutPasses]?.all ?? []
        let people = tidings.people.filter { !known.contains($0) }
        guard !people.isEmpty else { return }
        emit(.callHeard(CallHeard(place: tidings.place, run: run, people: people)))
        makeRoom(for: entry.step.id)
    }

    /// The run that called this one keeps people apart from it who have acted elsewhere.
    mutating func bar(_ people: [Person]) throws(Refusal) {
        guard state.isOpen else { throw runIsOver }
        let known = state.cause?.excluded ?? []
        let new = people.filter { !known.contains($0) }
        guard !new.isEmpty else { return }
        emit(.runBarred(RunBarred(people: new)))
        makeRoom(because: "they acted in what is kept apart from this run") { _ in true }
    }

    /// Tells the runs that are called who has acted meanwhile in what is kept apart from them.
    mutating func barFromCalls() {
        guard !engine.map.callees.isEmpty,
            !engine.plan.separate.isEmpty || state.cause?.excluded != nil
        else { return }
        for (place, activation) in state.activations.sorted(by: { $0.key < $1.key }) {
            guard case .call(let run) = activation.work,
                // A list that cannot be told is told of when it can.
                let excluded = try? excluded(from: activation.step, in: activation.frame)
            else { continue }
            let known = activation.barred ?? []
            let people = excluded.filter { !known.contains($0) }
            if people.isEmpty { continue }
            emit(.callBarred(CallBarred(place: place, run: run, people: people)))
        }
    }
}
