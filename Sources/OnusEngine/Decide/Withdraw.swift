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

    mutating func endRun(_ outcome: String, outputs: ValueMap, at entry: Entry) {
        withdrawDuties(in: .root, because: "the run ended with `\(outcome)`")
        emit(
            .runEnded(
                RunEnded(
                    outcome: outcome, outputs: outputs, step: entry.step.id, place: entry.place)))
    }

    mutating func failRun(_ error: String, _ message: String) {
        withdrawDuties(in: .root, because: "the run failed: \(message)")
        emit(.runFailed(RunFailed(error: error, message: message)))
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
        withdrawDuties(in: .root, because: "the run was cancelled: \(command.reason)")
        emit(
            .runCancelled(RunCancelled(reason: command.reason)),
            by: .person(command.person, onBehalfOf: nil))
    }

    private func mayCancel(_ person: Person) -> Bool {
        person == state.initiator
            || state.duties.values.contains { $0.opened.people.accountable == person }
    }

    var runIsOver: Refusal {
        Refusal(
            .runIsOver, "the run `\(state.run)` is over: \(state.outcome ?? state.status.rawValue)")
    }
}
