import OnusCalendar
import OnusModel
import OnusPlugin

// What comes back from actions.
extension Decider {
    mutating func completed(
        _ place: Place, attempt: Int, outputs: ValueMap
    ) throws(Refusal) {
        _ = try openAction(place, attempt)
        guard outputs.fits() else {
            let message = "what the task gave \(WrittenLimits.value.excess)"
            return try failed(
                place, attempt: attempt,
                ActionFault(error: "failed", message: message, isPassing: false))
        }
        emit(
            .actionCompleted(ActionCompleted(place: place, attempt: attempt, outputs: outputs)))
    }

    mutating func failed(
        _ place: Place, attempt: Int, _ fault: ActionFault
    ) throws(Refusal) {
        let activation = try openAction(place, attempt)
        let step = engine.map.step(activation.step)
        let retryAt = fault.isPassing ? retryTime(step, attempt: attempt) : nil
        emit(
            .actionFailed(
                ActionFailed(
                    place: place, attempt: attempt, error: fault.error,
                    message: fault.message.bounded,
                    retryAt: retryAt)))
        guard retryAt == nil, let step else { return }
        raise(
            Fault(fault.error, fault.message),
            at: Entry(step: step, frame: activation.frame, place: place, pass: activation.pass))
    }

    /// The action that the answer belongs to. A late answer to one that is over is refused.
    private func openAction(_ place: Place, _ attempt: Int) throws(Refusal) -> Activation {
        guard let activation = state.activations[place],
            case .action(let action) = activation.work, action.attempt == attempt,
            state.timers[.retry(place)] == nil
        else {
            throw Refusal(.late, "`\(place)` does not wait for the answer of attempt \(attempt)")
        }
        return activation
    }

    private func retryTime(_ step: Step?, attempt: Int) -> Timestamp? {
        guard case .action(let plan) = step?.verb, let retry = plan.retry, attempt <= retry.times
        else { return nil }
        if retry.factor == 1 || retry.wait.seconds == nil {
            return try? deadline(retry.wait, calendar: nil).at
        }
        var seconds = Double(retry.wait.seconds ?? 0)
        for _ in 1..<max(attempt, 1) { seconds *= retry.factor }
        let bounded = min(seconds, 86_400 * 365)
        return facts.now.adding(.milliseconds(Int64(bounded * 1000)))
    }

    mutating func retry(_ place: Place, _ activation: Activation) {
        guard case .action(let action) = activation.work else { return }
        emit(.actionRetried(ActionRetried(place: place, attempt: action.attempt + 1)))
    }
}
