import OnusCEL
import OnusModel
import OnusPlugin

// Workflows that call others.
extension Decider {
    mutating func call(_ plan: CallPlan, _ entry: Entry) throws(Fault) {
        let depth = state.cause?.depth ?? 0
        guard depth < CallPlan.deepest else {
            throw Fault(
                "depth", "\(depth) workflows have called each other down to here, which is the most"
            )
        }
        let inputs = try record(plan.inputs, in: Scope(frame: entry.frame))
        let excluded = try excluded(from: entry.step.id, in: entry.frame)
        emit(
            .callStarted(
                CallStarted(
                    step: entry.step.id, place: entry.place, pass: entry.pass,
                    run: freshRun(of: plan.workflow),
                    workflow: plan.workflow, plan: state.callees?[plan.workflow], inputs: inputs,
                    isDetached: plan.isDetached, excluded: excluded.isEmpty ? nil : excluded,
                    chain: chain == 0 ? nil : chain,
                    isHeard: plan.isDetached != true && keepsApart(entry.step.id) ? true : nil)))
    }

    mutating func returned(_ answer: CallAnswer) throws(Refusal) {
        guard let entry = openEntry(at: answer.place),
            case .call(let run) = state.activations[answer.place]?.work, run == answer.run
        else {
            throw Refusal(.late, "`\(answer.place)` does not wait for `\(answer.run)`")
        }
        switch answer.result {
        case .ended(let outcome, _, _) where !handles(outcome, at: entry):
            let message = "`\(run)` ended `\(outcome)`, which leads nowhere at `\(entry.step.id)`"
            emit(
                .callFailed(
                    CallFailed(place: answer.place, run: run, error: "outcome", message: message)))
            raise(Fault("outcome", message), at: entry)
        case .ended(let outcome, let outputs, let actors):
            emit(
                .callReturned(
                    CallReturned(
                        place: answer.place, run: run, outcome: outcome, outputs: outputs,
                        actors: actors)))
            makeRoom(for: entry.step.id)
        case .failed(let error, let message):
            emit(
                .callFailed(
                    CallFailed(place: answer.place, run: run, error: error, message: message)))
            raise(Fault(error, message), at: entry)
        }
    }

    /// A version of the other workflow that came into force later may end otherwise.
    private func handles(_ outcome: String, at entry: Entry) -> Bool {
        if case .call(let plan) = entry.step.verb { plan.handles(outcome) } else { true }
    }

    /// The run that called this one took it back.
    mutating func cancelled(byCaller reason: String) throws(Refusal) {
        guard state.isOpen else { throw runIsOver }
        guard state.undoing == nil else { return }
        close(RunEnding(RunCancelled(reason: reason)), because: "the run was cancelled: \(reason)")
    }

    /// Whether a run that called this one waits for its end.
    var isAwaited: Bool { state.cause?.place != nil }
}
