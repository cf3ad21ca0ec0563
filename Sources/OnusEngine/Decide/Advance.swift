import OnusModel
import OnusPlugin

// Following the plan until everything waits for somebody or something.
extension Decider {
    /// How many moves one command may cause. A plan that passed the check needs far fewer; a loop
    /// of steps that never wait would need more, and fails with an error instead.
    static let mostMoves = 10_000

    mutating func advance() {
        var moves = 0
        while state.isOpen, moveOnce() {
            moves += 1
            if moves > Self.mostMoves {
                failRun("limit", "more than \(Self.mostMoves) steps without anything to wait for")
            }
        }
        if state.isOpen { refreshContents() }
        if state.isOpen { barFromCalls() }
    }

    /// Makes the first move there is, in the order of places; false when there is none.
    private mutating func moveOnce() -> Bool {
        // WHY: a variable may be bound anew at once, and what had come true would be missed.
        if areVariablesNew {
            if turnCondition(ofVariables: true) { return true }
            areVariablesNew = false
        }
        if let (place, frame) = runnableFrame() {
            move(frame, at: place)
            return true
        }
        if let place = completeBlock() {
            endBlock(at: place)
            return true
        }
        if let place = placeOfNextItem() {
            openItem(at: place)
            return true
        }
        if let place = placeOfSatisfiedReceive() {
            endReceive(at: place)
            return true
        }
        return turnCondition() || turnClock()
    }

    private func runnableFrame() -> (Place, Frame)? {
        var first: (Place, Frame)?
        for (place, frame) in state.frames {
            if case .open = frame.cursor { continue }
            if isWaitingToClose(frame, at: place) || isHeldBack(frame, at: place) { continue }
            let comesFirst = first.map { other in
                place.precedes(
                    other.0, engine.map.order(of: frame.block),
                    engine.map.order(of: other.1.block))
            }
            if comesFirst ?? true { first = (place, frame) }
        }
        return first
    }

    /// A list that has run off its end still waits for branches that were told to go on.
    private func isWaitingToClose(_ frame: Frame, at place: Place) -> Bool {
        guard case .leaves = nextMove(of: frame, at: place) else { return false }
        return state.activations.values.contains { $0.frame == place }
    }

    /// A machine waits for its turn where people choose the order.
    private func isHeldBack(_ frame: Frame, at place: Place) -> Bool {
        guard case .enters(let step) = nextMove(of: frame, at: place),
            let verb = engine.map.step(step)?.verb, verb.isMachineWork
        else { return false }
        return branchAhead(of: place) != nil
    }

    /// What a list does next.
    private enum Move {
        case enters(StepID)
        case leaves
        /// To a step of an enclosing list.
        case jumps(StepID)
        /// A step that compensates is over.
        case undoes
        case nowhere
    }

    private func nextMove(of frame: Frame, at place: Place) -> Move {
        if state.undoing?.current.list == place, !frame.cursor.isInside { return .undoes }
        return switch frame.cursor {
        case .open: .nowhere
        case .left: .leaves
        case .start: engine.map.block(frame.block)?.steps.first.map { .enters($0.id) } ?? .leaves
        case .entering(let step): .enters(step)
        case .skipped(let step): move(after: step, .continue, in: frame)
        case .finished(let step, let outcome):
            move(
                after: step, engine.map.step(step)?.next.target(for: outcome) ?? .continue,
                in: frame)
        case .chose(let step, let index): move(after: step, choice(step, index), in: frame)
        case .caught(let step, let error):
            move(after: step, catchTarget(step, error) ?? .continue, in: frame)
        }
    }

    /// The step that a list goes to next, when it is not there yet.
    func stepToEnter(of frame: Frame, at place: Place) -> StepID? {
        switch nextMove(of: frame, at: place) {
        case .enters(let step), .jumps(let step): step
        case .leaves, .undoes, .nowhere: nil
        }
    }

    private func choice(_ step: StepID, _ index: Int) -> Target {
        guard case .switch(let cases) = engine.map.step(step)?.verb, cases.indices.contains(index),
            case .go(let target) = cases[index].action
        else { return .continue }
        return target
    }

    private func move(after step: StepID, _ target: Target, in frame: Frame) -> Move {
        switch target {
        case .continue: engine.map.successor(of: step).map { .enters($0) } ?? .leaves
        case .leave: .leaves
        case .step(let next):
            engine.map.block(containing: next) == frame.block ? .enters(next) : .jumps(next)
        }
    }

    private mutating func move(_ frame: Frame, at place: Place) {
        switch nextMove(of: frame, at: place) {
        case .enters(let step): enter(step, in: place)
        case .leaves: leave(frame, at: place)
        case .jumps(let step): jump(to: step, from: place)
        case .undoes: continueUndoing()
        case .nowhere: break
        }
    }

    /// A list is over.
    private mutating func leave(_ frame: Frame, at place: Place) {
        guard place != .root else {
            return failRun("no_end", "the workflow ran off its last step without an `end`")
        }
        let handlerTarget = handlerTarget(of: frame)
        do throws(Fault) {
            let outputs = try itemOutputs(of: frame, at: place)
            emit(.blockClosed(BlockClosed(place: place, outputs: outputs)))
        } catch {
            return raise(error, fromListAt: place)
        }
        if case .step(let step) = handlerTarget { jump(to: step, from: place) }
    }

    private func handlerTarget(of frame: Frame) -> Target? {
        guard let handler = frame.handler, let owner = frame.owner,
            let step = state.activations[owner]?.step,
            case .scope(let plan) = engine.map.step(step)?.verb
        else { return nil }
        return plan.handlers.first { $0.id == handler }?.next
    }

    /// Leaves the blocks between here and the list that has the step, and goes on there.
    mutating func jump(to step: StepID, from place: Place) {
        let target = engine.map.block(containing: step)
        var inner = place
        while inner != .root {
            let owner = state.frames[inner]?.owner ?? inner.parent
            let outer = state.activations[owner]?.frame ?? owner.parent
            if isJoined(owner) { return withdraw(owner, because: "a branch that went on left it") }
            if state.frames[outer]?.block == target {
                return withdraw(owner, because: "the workflow went on at `\(step)`", goTo: step)
            }
            inner = outer
        }
        failRun("no_step", "the step `\(step)` cannot be reached from `\(place)`")
    }

    private func isJoined(_ place: Place) -> Bool {
        if case .block(let block) = state.activations[place]?.work { block.isJoined } else { false }
    }
}

extension Frame.Cursor {
    /// Whether a step is open, or is about to be.
    fileprivate var isInside: Bool {
        switch self {
        case .open, .entering: true
        default: false
        }
    }
}

extension Verb {
    fileprivate var isMachineWork: Bool {
        switch self {
        case .action, .call: true
        default: false
        }
    }
}
