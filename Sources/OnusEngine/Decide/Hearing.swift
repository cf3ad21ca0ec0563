import OnusModel

// Whether anything but a run's own steps can move it.
extension Engine {
    /// Whether something open waits for events from outside, for people with a right, or for another
    /// run.
    package func hearsFromOutside(_ state: RunState) -> Bool {
        state.activations.values.contains { activation in
            switch (activation.work, map.step(activation.step)?.verb) {
            case (.awaitsLock, _), (.call, _): true
            case (.receive, .receive(let plan)): plan.pattern.isFromOutside
            case (.block, .foreach(let plan)): plan.addition?.pattern.isFromOutside ?? false
            case (.block, .scope(let plan)):
                plan.handlers.contains { handler in
                    if case .event(let pattern) = handler.trigger {
                        pattern.isFromOutside
                    } else {
                        false
                    }
                }
            default: false
            }
        }
    }
}

extension EventPattern {
    fileprivate var isFromOutside: Bool {
        from != nil || events.contains { !$0.hasPrefix(EventPattern.stepPrefix) }
    }
}
