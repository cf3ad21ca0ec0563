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
        keep(result, at: place)
        frames[activation.frame]?.cursor = .finished(result.step, outcome: result.outcome)
    }

    private mutating func keep(_ result: StepResult, at place: Place) {
        var result = result
        result.sequence = sequence
        results[place.withoutPasses] = result
        if compensated?.contains(result.step) == true { noteUndoable(result, at: place) }
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
        case .wait, .receive: timers.removeValue(forKey: .wait(place))
        case .action: timers.removeValue(forKey: .retry(place))
        case .block: removeHandlers(of: place)
        case .duty, .condition, .call, .awaitsLock, .stuck: break
        }
    }

    private mutating func removeHandlers(of scope: Place) {
        let prefix = "handler:\(scope):"
        for timer in timers.keys where timer.rawValue.hasPrefix(prefix) {
            timers.removeValue(forKey: timer)
        }
    }

    mutating func entered(_ event: StepEntered, at time: Timestamp) {
        let block = BlockState(items: event.items)
        activate(event.step, at: event.place, pass: event.pass, .block(block), time: time)
        activations[event.place]?.variables = event.variables
    }

    mutating func skipped(_ event: StepSkipped) {
        passes[event.place.withoutPasses] = event.pass
        frames[event.place.parent]?.cursor = .skipped(event.step)
    }

    mutating func ended(_ event: StepEnded, at time: Timestamp) {
        guard let activation = activations[event.place] else { return }
        let result = StepResult(
            step: activation.step, outcome: event.outcome, outputs: event.outputs,
            by: activation.work.senders, openedAt: activation.enteredAt, closedAt: time,
            pass: activation.pass)
        guard event.leavesOpen == true, case .block(var block) = activation.work else {
            return finish(event.place, result)
        }
        block.isJoined = true
        activations[event.place]?.work = .block(block)
        keep(result, at: event.place)
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
        var frame = Frame(block: event.block, owner: event.owner, handler: event.handler)
        frame.item = event.item
        frame.variables = event.variables
        frame.signal = event.signal
        frames[event.place] = frame
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
        if let item = frame.item, let outputs = event.outputs {
            block.given = (block.given ?? []) + [.init(item: item.number, outputs: outputs)]
        }
        activations[owner]?.work = .block(block)
        if block.isJoined, block.finished.count == block.expected {
            activations.removeValue(forKey: owner)
        }
        // A scope's own steps are over: no handler begins any more.
        guard frame.handler == nil, frame.item == nil, owner == event.place else { return }
        removeHandlers(of: owner)
        if case .block(var block) = activations[owner]?.work, block.offers != nil {
            block.offers = nil
            activations[owner]?.work = .block(block)
        }
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
        for (name, value) in event.values { assign(name, value, seenFrom: event.place.parent) }
        passed(event.step, at: event.place, pass: event.pass, time: time)
        frames[event.place.parent]?.cursor = .finished(event.step, outcome: nil)
    }

    /// To the variable of the nearest block around a list that has one of this name.
    private mutating func assign(_ name: Value, _ value: Value, seenFrom list: Place) {
        var place = list
        while let frame = frames[place] {
            if frame.variables?[name] != nil {
                frames[place]?.variables?[name] = value
                return
            }
            guard let owner = frame.owner else { break }
            if activations[owner]?.variables?[name] != nil {
                activations[owner]?.variables?[name] = value
                return
            }
            place = activations[owner]?.frame ?? owner.parent
        }
        variables[name] = value
    }

    /// A step that is over as soon as it begins.
    mutating func passed(
        _ step: StepID, at place: Place, pass: Int, outputs: ValueMap = [:], time: Timestamp
    ) {
        passes[place.withoutPasses] = pass
        keep(
            StepResult(
                step: step, outcome: nil, outputs: outputs, openedAt: time, closedAt: time,
                pass: pass),
            at: place)
    }

    mutating func caught(_ event: ErrorCaught) {
        remove(event.catcher)
        frames[event.catcher.parent]?.cursor = .caught(event.step, error: event.error)
        var list: Place? = event.catcher.parent
        while let place = list, let frame = frames[place] {
            frames[place]?.error = CaughtError(event)
            list = frame.owner.map { activations[$0]?.frame ?? $0.parent }
        }
    }
}

extension Activation.Work {
    /// Those who gave what a `receive` waited for.
    fileprivate var senders: [Person] {
        guard case .receive(let receive) = self else { return [] }
        return People(receive.received.compactMap(\.sender)).members
    }
}
