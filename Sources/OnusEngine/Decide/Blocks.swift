import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin

// Steps that contain lists: parallel, switch, scope.
extension Decider {
    mutating func enterBlock(_ entry: Entry, items: [Value]? = nil) {
        // The variables of a `foreach` are those of its items.
        let variables = items == nil ? entry.step.freshVariables : nil
        emit(
            .stepEntered(
                StepEntered(
                    step: entry.step.id, place: entry.place, pass: entry.pass, items: items,
                    variables: variables)))
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
        var prepared: [EventBody] = []
        for handler in plan.handlers {
            if let event = try preparation(of: handler, entry) { prepared.append(event) }
        }
        if let phase = plan.phase { prepared.insert(try duty(of: phase, entry), at: 0) }
        enterBlock(entry)
        emit(
            .blockOpened(
                BlockOpened(place: entry.place, block: plan.body.id, owner: entry.place)))
        for event in prepared { emit(event) }
    }

    /// What makes a handler begin later: a time, or people.
    private func preparation(
        of handler: ScopePlan.Handler, _ entry: Entry
    ) throws(Fault) -> EventBody? {
        switch handler.trigger {
        case .every(let period):
            let time = try next(every: period, from: facts.now, after: facts.now)
            return .handlerArmed(
                HandlerArmed(scope: entry.place, handler: handler.id, occurrence: 1, at: time))
        case .after(let period):
            let time = try deadline(period, calendar: nil).at
            return .handlerArmed(
                HandlerArmed(scope: entry.place, handler: handler.id, occurrence: 1, at: time))
        case .event(let pattern):
            return try offer(pattern, handler.id, named: Text(handler.id.rawValue), entry)
        case .condition: return nil
        }
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

    /// What people may do while the block is open; nil when it is nobody's right.
    func offer(
        _ pattern: EventPattern, _ handler: StepID?, named title: Text, _ entry: Entry
    ) throws(Fault) -> EventBody? {
        guard let people = try holders(of: pattern, in: Scope(frame: entry.frame)) else {
            return nil
        }
        return .rightOffered(
            RightOffered(place: entry.place, handler: handler, title: title, people: people))
    }
}

extension Step {
    /// The block's own variables as they begin.
    var freshVariables: ValueMap? {
        variables.map { fields in
            fields.reduce(into: ValueMap()) { $0[$1.name] = $1.defaultValue ?? .null }
        }
    }
}
