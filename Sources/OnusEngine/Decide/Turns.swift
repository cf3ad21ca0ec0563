import OnusModel
import OnusPlugin

// Branches of which one at a time goes on, in the order in which people take them up.
extension Decider {
    /// The branch that something is under way in, when a place lies in another one of the same
    /// block.
    func branchAhead(of place: Place) -> Place? {
        for (block, activation) in state.activations where place.isWithin(block) {
            guard case .parallel(let plan) = engine.map.step(activation.step)?.verb,
                plan.isOneAtATime == true
            else { continue }
            let others = state.frames.filter { $0.value.owner == block && !place.isWithin($0.key) }
            if let ahead = others.keys.filter(isUnderWay).min() { return ahead }
        }
        return nil
    }

    /// Whether somebody has taken a duty of this branch up, or a machine works in it.
    private func isUnderWay(_ branch: Place) -> Bool {
        state.activations.contains { place, activation in
            guard place.isWithin(branch) else { return false }
            return switch activation.work {
            case .action, .call: true
            case .duty(let id): state.duties[id].map(\.isTakenUp) ?? false
            case .wait, .receive, .condition, .awaitsLock, .block, .stuck: false
            }
        }
    }

    func checkTurn(_ act: ActKind, on duty: Duty) throws(Refusal) {
        guard act != .comment, act != .attach, act != .recuse, act != .release,
            let ahead = branchAhead(of: duty.opened.place)
        else { return }
        throw Refusal(
            .notPermitted,
            "`\(ahead)` is under way, and this is to be done before or after it, not beside it")
    }
}

extension Duty {
    fileprivate var isTakenUp: Bool {
        assignee != nil || proposal != nil || acts.contains { $0.kind == .decide }
    }
}
