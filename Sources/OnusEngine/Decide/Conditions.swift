import OnusCEL
import OnusModel
import OnusPlugin

// What waits for the run itself to come to something.
extension Decider {
    mutating func startWaiting(_ entry: Entry) {
        emit(
            .conditionAwaited(
                ConditionAwaited(step: entry.step.id, place: entry.place, pass: entry.pass)))
    }

    /// Lets the first condition take effect that has turned; false when none has.
    ///
    /// - Parameter ofVariables: whether only what is asked by an expression counts. That steps have
    ///   settled shows only when everything stands still.
    mutating func turnCondition(ofVariables: Bool = false) -> Bool {
        guard engine.map.hasConditions else { return false }
        for (place, activation) in state.activations.sorted(by: { $0.key < $1.key }) {
            guard let step = engine.map.step(activation.step) else { continue }
            if ofVariables, case .wait(.settled) = step.verb { continue }
            do throws(Fault) {
                if try turn(step, activation, at: place) { return true }
            } catch {
                if let entry = openEntry(at: place) { raise(error, at: entry) }
                return true
            }
        }
        return false
    }

    private mutating func turn(
        _ step: Step, _ activation: Activation, at place: Place
    ) throws(Fault) -> Bool {
        switch (activation.work, step.verb) {
        case (.condition, .wait(.condition(let condition))):
            guard try isTrue(condition, in: Scope(frame: activation.frame)) else { return false }
            emit(.stepEnded(StepEnded(place: place, outputs: [:])))
            return true
        case (.condition, .wait(.settled(let steps, let blockers))):
            guard isSettled(Set(steps + blockers), for: place) else { return false }
            emit(.stepEnded(StepEnded(place: place, outputs: [:])))
            return true
        case (.block(let block), .scope(let plan)) where state.frames[place] != nil:
            return try turnHandler(of: plan, block, at: place)
        default: return false
        }
    }

    /// None of these steps is open or about to be entered, in the same item and pass of what is
    /// around both. A block is open by what is open in it, unless its handlers may begin.
    private func isSettled(_ steps: Set<StepID>, for place: Place) -> Bool {
        let isOpen = state.activations.contains { other, activation in
            other != place && other.isBeside(place)
                && (steps.contains(activation.step) || isAhead(of: activation, any: steps))
        }
        return !isOpen
            && !state.frames.contains { list, frame in
                list.isBeside(place)
                    && stepToEnter(of: frame, at: list).map(steps.contains) ?? false
            }
    }

    /// Whether steps lie in a block that is open and has not begun: it waits for its lock, or for
    /// somebody who may have it tried again.
    private func isAhead(of activation: Activation, any steps: Set<StepID>) -> Bool {
        switch activation.work {
        case .awaitsLock, .stuck: break
        default: return false
        }
        guard let block = engine.map.place(of: activation.step) else { return false }
        return steps.contains { engine.map.place(of: $0)?.isWithin(block) ?? false }
    }

    private mutating func turnHandler(
        of plan: ScopePlan, _ block: BlockState, at place: Place
    ) throws(Fault) -> Bool {
        for handler in plan.handlers {
            guard case .condition(let condition) = handler.trigger else { continue }
            let held = block.turned?.contains(handler.id) ?? false
            let holds = try isTrue(condition, in: Scope(frame: place))
            guard holds != held else { continue }
            emit(
                .conditionTurned(
                    ConditionTurned(scope: place, handler: handler.id, isTrue: holds)))
            if holds { begin(handler, at: place, signal: nil) }
            return true
        }
        return false
    }
}
