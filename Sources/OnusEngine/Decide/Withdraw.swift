import OnusModel
import OnusPlugin

// Taking back what is open.
extension Decider {
    /// Takes a step back, with everything that is open in it.
    mutating func withdraw(_ place: Place, because reason: String, goTo next: StepID? = nil) {
        withdrawDuties(in: place, because: reason)
        emit(.stepWithdrawn(StepWithdrawn(place: place, reason: reason, goesTo: next)))
    }

    mutating func withdrawDuties(in place: Place, because reason: String) {
        for (id, duty) in state.duties.sorted(by: { $0.key < $1.key })
        where duty.opened.place.isWithin(place) {
            emit(.dutyWithdrawn(DutyWithdrawn(duty: id, reason: reason)))
        }
    }

    /// Takes back what is open in some steps, of several occurrences the nearest ones.
    mutating func withdraw(_ steps: [StepID], _ entry: Entry) {
        let open = steps.flatMap { nearest($0, to: entry.place) }
        // What lies in another of them goes with it.
        let outer = open.filter { place in
            !open.contains { $0 != place && place.isWithin($0) }
        }
        for place in outer.sorted() {
            withdrawDuties(in: place, because: "`\(entry.step.id)` took it back")
        }
        emit(
            .stepsWithdrawn(
                StepsWithdrawn(
                    step: entry.step.id, place: entry.place, pass: entry.pass,
                    withdrawn: outer.sorted())))
    }

    private func nearest(_ step: StepID, to place: Place) -> [Place] {
        let open = state.activations.filter { other, activation in
            activation.step == step && !place.isWithin(other)
        }.keys
        let depths = open.map { $0.depth(sharedWith: place) }
        let most = depths.max() ?? 0
        return zip(open, depths).filter { $0.1 == most }.map(\.0)
    }

    mutating func endRun(_ plan: EndPlan, outputs: ValueMap, at entry: Entry) {
        let end = RunEnded(
            outcome: plan.outcome, outputs: outputs, step: entry.step.id, place: entry.place)
        close(
            RunEnding(end), because: "the run ended with `\(plan.outcome)`",
            undoes: plan.undoesAll == true)
    }

    mutating func failRun(_ error: String, _ message: String) {
        close(
            RunEnding(RunFailed(error: error, message: message)),
            because: "the run failed: \(message)")
    }

    mutating func cancel(_ command: CancelRun) throws(Refusal) {
        guard state.isOpen else { throw runIsOver }
        guard mayCancel(command.person) else {
            throw Refusal(
                .notAllowed,
                "`\(command.person)` may not cancel this run: only `\(state.initiator)`, who started it, or the accountable person may"
            )
        }
        guard !command.reason.isEmpty else {
            throw Refusal(.missing, "a run is cancelled with a reason: give one with --reason")
        }
        guard state.undoing == nil else {
            throw Refusal(.alreadyDone, "the run is about to end, and undoes what it did")
        }
        close(
            RunEnding(RunCancelled(reason: command.reason)),
            because: "the run was cancelled: \(command.reason)",
            by: .person(command.person, onBehalfOf: nil))
    }

    func mayCancel(_ person: Person) -> Bool {
        person == state.initiator
            || state.duties.values.contains { $0.opened.people.accountable == person }
    }

    var runIsOver: Refusal {
        Refusal(
            .runIsOver, "the run `\(state.run)` is over: \(state.outcome ?? state.status.rawValue)")
    }
}
