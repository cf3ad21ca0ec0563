import OnusCEL
import OnusModel
import OnusPlugin

// Steps that contain lists: when they are over.
extension Decider {
    /// A block step whose lists are over, the first in the order of places.
    func completeBlock() -> Place? {
        state.activations.filter { place, activation in
            guard case .block(let block) = activation.work, !block.isJoined else { return false }
            return isComplete(block, at: place, engine.map.step(activation.step))
        }.min { one, other in
            one.key.precedes(
                other.key, engine.map.order(of: one.value.step),
                engine.map.order(of: other.value.step))
        }?.key
    }

    private func isComplete(_ block: BlockState, at place: Place, _ step: Step?) -> Bool {
        let isDone = block.finished.count >= block.expected
        guard !isDone, let join = step?.verb.join else { return isDone }
        return switch join {
        case .all: false
        case .any: !block.finished.isEmpty
        case .count(let count): block.finished.count >= count
        // WHY: one that cannot be evaluated ends the waiting, and the error is raised at the end.
        case .condition(let condition): (try? holds(condition, block, at: place)) ?? true
        }
    }

    private func holds(
        _ condition: Expression, _ block: BlockState, at place: Place
    ) throws(Fault) -> Bool {
        var scope = Scope(frame: place.parent)
        scope.extras = [
            "finished": .int(Int64(block.finished.count)), "total": .int(Int64(block.expected)),
        ]
        return try isTrue(condition, in: scope)
    }

    mutating func endBlock(at place: Place) {
        guard let entry = openEntry(at: place),
            case .block(let block) = state.activations[place]?.work
        else { return }
        let step = entry.step
        do throws(Fault) {
            if case .repeat(let plan) = step.verb, try !isLastRound(plan, block, at: place) {
                return openRound(plan, at: place)
            }
            if case .condition(let join) = step.verb.join { _ = try holds(join, block, at: place) }
            let outputs = try outputs(of: step, block, at: place)
            let goesOn = step.verb.rest == .goOn && block.finished.count < block.expected
            let outcome = goesOn ? nil : closePhase(at: place)
            if !goesOn { withdrawDuties(in: place, because: "`\(step.id)` is over without it") }
            emit(
                .stepEnded(
                    StepEnded(
                        place: place, outcome: outcome, outputs: outputs,
                        leavesOpen: goesOn ? true : nil)))
        } catch {
            raise(error, at: entry)
        }
    }

    private func outputs(
        of step: Step, _ block: BlockState, at place: Place
    ) throws(Fault) -> ValueMap {
        guard case .foreach(let plan) = step.verb else {
            return try record(step.outputs, in: Scope(frame: place.parent, ending: place))
        }
        let given = (block.given ?? []).sorted { $0.item < $1.item }
        let outputs = plan.outputs.reduce(into: ValueMap()) { outputs, binding in
            outputs[binding.name] = .list(given.compactMap { $0.outputs[binding.name] })
        }
        try checkSize(outputs, of: "what the items give together")
        return outputs
    }
}

extension Verb {
    fileprivate var join: ParallelPlan.Join? {
        switch self {
        case .parallel(let plan): plan.join
        case .foreach(let plan): plan.join
        default: nil
        }
    }

    fileprivate var rest: ParallelPlan.Rest? {
        switch self {
        case .parallel(let plan): plan.rest
        case .foreach(let plan): plan.rest
        default: nil
        }
    }
}
