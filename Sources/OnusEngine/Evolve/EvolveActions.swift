import OnusModel
import OnusPlugin

// Actions: what was asked for, and what came back.
extension RunState {
    mutating func requested(_ event: ActionRequested, at time: Timestamp) {
        let action = ActionState(task: event.task, parameters: event.parameters, attempt: 1)
        activate(event.step, at: event.place, pass: event.pass, .action(action), time: time)
    }

    mutating func completed(_ event: ActionCompleted, at time: Timestamp) {
        guard let activation = activations[event.place] else { return }
        finish(
            event.place,
            StepResult(
                step: activation.step, outcome: nil, outputs: event.outputs,
                openedAt: activation.enteredAt, closedAt: time, pass: activation.pass))
    }

    mutating func failed(_ event: ActionFailed) {
        timers[.retry(event.place)] = event.retryAt
    }

    mutating func retried(_ event: ActionRetried) {
        guard case .action(var action) = activations[event.place]?.work else { return }
        action.attempt = event.attempt
        activations[event.place]?.work = .action(action)
        timers.removeValue(forKey: .retry(event.place))
    }
}
