import OnusModel
import OnusPlugin

// Steps and the lists that contain them.
extension RunState {
    /// Opens a step in its list and counts the pass.
    mutating func activate(
        _ step: StepID, at place: Place, pass: Int, _ work: Activation.Work, time: Timestamp
    ) {
        let frame = place.parent
        activations[place] = Activation(
            step: step, frame: frame, pass: pass, enteredAt: time, work: work)
        passes[place.withoutPasses] = pass
        frames[frame]?.cursor = .open(place)
    }

    /// Ends a step, keeps its result, and lets its list go on.
    mutating func finish(_ place: Place, _ result: StepResult) {
        guard let activation = activations[place] else { return }
        remove(place)
        results[place.withoutPasses] = result
        frames[activation.frame]?.cursor = .finished(result.step, outcome: result.outcome)
    }

    /// Takes a step away with all lists and steps inside it.
    mutating func remove(_ place: Place) {
        for inner in activations.keys where inner.isWithin(place) {
            if let activation = activations.removeValue(forKey: inner) {
                removeTimers(of: activation, at: inner)
            }
        }
        for inner in frames.keys where inner != .root && inner.isWithin(place) {
            frames.removeValue(forKey: inner)
        }
    }

    private mutating func removeTimers(of activation: Activation, at place: Place) {
        switch activation.work {
        case .wait: timers.removeValue(forKey: .wait(place))
        case .action: timers.removeValue(forKey: .retry(place))
        case .block: removeHandlers(of: place)
        case .duty, .stuck: break
        }
    }

    private mutating func removeHandlers(of scope: Place) {
        let prefix = "handler:\(scope):"
        for timer in timers.keys where timer.rawValue.hasPrefix(prefix) {
            timers.removeValue(forKey: timer)
        }
    }

    mutating func entered(_ event: StepEntered, at time: Timestamp) {
        activate(event.step, at: event.place, pass: event.pass, .block(BlockState()), time: time)
    }

    mutating func skipped(_ event: StepSkipped) {
        passes[event.place.withoutPasses] = event.pass
        frames[event.place.parent]?.cursor = .skipped(event.step)
    }

    mutating func ended(_ event: StepEnded, at time: Timestamp) {
        guard let activation = activations[event.place] else { return }
        let result = StepResult(
            step: activation.step, outcome: event.outcome, outputs: event.outputs,
            openedAt: activation.enteredAt, closedAt: time, pass: activation.pass)
        guard event.leavesOpen == true, case .block(var block) = activation.work else {
            return finish(event.place, result)
        }
        block.isJoined = true
        activations[event.place]?.work = .block(block)
        results[event.place.withoutPasses] = result
        frames[activation.frame]?.cursor = .finished(activation.step, outcome: event.outcome)
    }

    mutating func withdrawn(_ event: StepWithdrawn) {
        guard let activation = activations[event.place] else { return }
        remove(event.place)
        if let next = event.goesTo {
            frames[activation.frame]?.cursor = .entering(next)
        }
    }

    mutating func opened(_ event: BlockOpened) {
        frames[event.place] = Frame(
            block: event.block, owner: event.owner, handler: event.handler)
        // It has begun; what comes again is armed again.
        if let handler = event.handler {
            timers.removeValue(forKey: .handler(handler, of: event.owner))
        }
        guard case .block(var block) = activations[event.owner]?.work else { return }
        block.total += 1
        if let handler = event.handler { block.occurrences[handler, default: 0] += 1 }
        activations[event.owner]?.work = .block(block)
    }

    mutating func closed(_ event: BlockClosed) {
        guard let frame = frames.removeValue(forKey: event.place), let owner = frame.owner,
            case .block(var block) = activations[owner]?.work
        else { return }
        block.finished.append(event.place)
        activations[owner]?.work = .block(block)
        if block.isJoined, block.finished.count == block.total {
            activations.removeValue(forKey: owner)
        }
        // A scope's own steps are over: no handler begins any more.
        if frame.handler == nil { removeHandlers(of: owner) }
    }

    mutating func started(_ event: WaitStarted, at time: Timestamp) {
        activate(
            event.step, at: event.place, pass: event.pass, .wait(until: event.until), time: time)
        timers[.wait(event.place)] = event.until
    }

    mutating func chose(_ event: CaseChosen, at time: Timestamp) {
        passed(event.step, at: event.place, pass: event.pass, time: time)
        frames[event.place.parent]?.cursor = .chose(event.step, caseIndex: event.index)
    }

    mutating func assigned(_ event: VariablesSet, at time: Timestamp) {
        for (name, value) in event.values { variables[name] = value }
        passed(event.step, at: event.place, pass: event.pass, time: time)
        frames[event.place.parent]?.cursor = .finished(event.step, outcome: nil)
    }

    /// A step that is over as soon as it begins.
    private mutating func passed(_ step: StepID, at place: Place, pass: Int, time: Timestamp) {
        passes[place.withoutPasses] = pass
        results[place.withoutPasses] = StepResult(
            step: step, outcome: nil, outputs: [:], openedAt: time, closedAt: time, pass: pass)
    }

    mutating func caught(_ event: ErrorCaught) {
        remove(event.catcher)
        frames[event.catcher.parent]?.cursor = .caught(event.step, error: event.error)
    }
}
