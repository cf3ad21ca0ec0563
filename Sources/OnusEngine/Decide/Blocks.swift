import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin

// Steps that contain lists: parallel, switch, scope.
extension Decider {
    private mutating func enterBlock(_ entry: Entry) {
        emit(
            .stepEntered(
                StepEntered(step: entry.step.id, place: entry.place, pass: entry.pass)))
    }

    mutating func open(_ plan: ParallelPlan, _ entry: Entry) throws(Fault) {
        var chosen: [ParallelPlan.Branch] = []
        for branch in plan.branches {
            guard let condition = branch.condition else {
                chosen.append(branch)
                continue
            }
            if try isTrue(condition, in: Scope(frame: entry.frame)) { chosen.append(branch) }
        }
        enterBlock(entry)
        for branch in chosen {
            emit(
                .blockOpened(
                    BlockOpened(
                        place: entry.place.appending(branch.name), block: branch.block.id,
                        owner: entry.place)))
        }
    }

    mutating func choose(_ cases: [SwitchCase], _ entry: Entry) throws(Fault) {
        for (index, candidate) in cases.enumerated() {
            guard let condition = candidate.condition else { return take(candidate, index, entry) }
            if try isTrue(condition, in: Scope(frame: entry.frame)) {
                return take(candidate, index, entry)
            }
        }
        throw Fault("no_case", "no case of `\(entry.step.id)` applies and it has no `otherwise`")
    }

    private mutating func take(_ chosen: SwitchCase, _ index: Int, _ entry: Entry) {
        switch chosen.action {
        case .go:
            emit(
                .caseChosen(
                    CaseChosen(
                        step: entry.step.id, place: entry.place, pass: entry.pass, index: index)))
        case .run(let block):
            enterBlock(entry)
            emit(
                .blockOpened(
                    BlockOpened(
                        place: entry.place.appending(Verb.caseName(index)), block: block.id,
                        owner: entry.place)))
        }
    }

    mutating func open(_ plan: ScopePlan, _ entry: Entry) throws(Fault) {
        var armed: [HandlerArmed] = []
        for handler in plan.handlers {
            let time = try beginning(of: handler.trigger)
            armed.append(
                HandlerArmed(
                    scope: entry.place, handler: handler.id, occurrence: 1, at: time))
        }
        enterBlock(entry)
        emit(
            .blockOpened(
                BlockOpened(place: entry.place, block: plan.body.id, owner: entry.place)))
        for handler in armed { emit(.handlerArmed(handler)) }
    }

    /// When a handler begins for the first time. What repeats keeps the time of day.
    private func beginning(of trigger: ScopePlan.Trigger) throws(Fault) -> Timestamp {
        guard case .every(let period) = trigger else {
            return try deadline(trigger.period, calendar: nil).at
        }
        return try next(every: period, from: facts.now, after: facts.now)
    }

    /// The next time of what repeats.
    func next(
        every period: Period, from anchor: Timestamp, after time: Timestamp
    ) throws(Fault) -> Timestamp {
        guard let calendar = facts.calendar(nil) else {
            throw Fault("calendar", "there is no calendar to count `\(period)` in")
        }
        do {
            return try calendar.next(every: period, from: anchor, after: time)
        } catch {
            throw Fault("calendar", error.message)
        }
    }

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
        let isDone = block.finished.count >= block.total
        guard case .parallel(let plan) = step?.verb, !isDone else { return isDone }
        return switch plan.join {
        case .all: false
        case .any: !block.finished.isEmpty
        case .count(let count): block.finished.count >= count
        case .condition(let condition): holds(condition, block, at: place)
        }
    }

    /// A condition that cannot be evaluated joins nothing; the step then waits for all branches.
    private func holds(_ condition: Expression, _ block: BlockState, at place: Place) -> Bool {
        var scope = Scope(frame: place.parent)
        scope.extras = [
            "finished": .int(Int64(block.finished.count)), "total": .int(Int64(block.total)),
        ]
        return (try? isTrue(condition, in: scope)) ?? false
    }

    mutating func endBlock(at place: Place) {
        guard let entry = openEntry(at: place),
            case .block(let block) = state.activations[place]?.work
        else { return }
        let step = entry.step
        do throws(Fault) {
            let outputs = try record(step.outputs, in: Scope(frame: place))
            let goesOn = goesOn(step) && block.finished.count < block.total
            if !goesOn { withdrawDuties(in: place, because: "`\(step.id)` is over without it") }
            emit(
                .stepEnded(
                    StepEnded(
                        place: place, outcome: nil, outputs: outputs,
                        leavesOpen: goesOn ? true : nil)))
        } catch {
            raise(error, at: entry)
        }
    }

    private func goesOn(_ step: Step) -> Bool {
        if case .parallel(let plan) = step.verb { plan.rest == .goOn } else { false }
    }
}

extension ScopePlan.Trigger {
    var period: Period {
        switch self {
        case .every(let period), .after(let period): period
        }
    }
}
