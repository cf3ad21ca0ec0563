import OnusModel
import OnusPlugin

/// What an expression can see besides the run itself.
struct Scope {
    /// The list of steps in which it stands; it sees the steps of that list and of those around it.
    var frame: Place
    /// The block step that ends just now: the steps of its lists are seen too.
    var ending: Place?
    /// Names that only hold here, such as `duty` in a ladder.
    var extras: ValueMap = [:]
}

extension Decider {
    /// The value of a name at the root of an expression; nil when there is none.
    func variable(_ name: String, in scope: Scope) throws(Fault) -> Value? {
        if let extra = scope.extras[name] { return extra }
        switch name {
        case "inputs": return .map(state.inputs)
        case "vars": return .map(visibleVariables(in: scope))
        case "steps": return .map(visibleSteps(in: scope))
        case "initiator": return .string(state.initiator.id)
        case "now": return .timestamp(facts.now)
        case "run": return .map(runRecord)
        case "event": return signalData(around: scope.frame)
        case "error": return caughtError(around: scope.frame)
        default:
            if let item = itemValue(name, scope) { return item }
            return try roleValue(name, scope)
        }
    }

    /// The item of a `foreach` around, by the name that it has there.
    private func itemValue(_ name: String, _ scope: Scope) -> Value? {
        for (_, frame) in frames(around: scope.frame) where foreach(around: frame)?.name == name {
            return frame.item?.value
        }
        return nil
    }

    /// What made the nearest handler begin.
    private func signalData(around list: Place) -> Value? {
        frames(around: list).lazy.compactMap(\.frame.signal).first.map { .map($0.data) }
    }

    /// The last error that a step around caught; empty before there was one.
    private func caughtError(around list: Place) -> Value {
        frames(around: list).lazy.compactMap(\.frame.error).first?.record ?? [:]
    }

    /// A list that is open and those around it, the innermost first.
    func frames(around place: Place) -> [(place: Place, frame: Frame)] {
        var found: [(Place, Frame)] = []
        var place = place
        while let frame = state.frames[place] {
            found.append((place, frame))
            guard let owner = frame.owner else { break }
            place = state.activations[owner]?.frame ?? owner.parent
        }
        return found
    }

    private func visibleVariables(in scope: Scope) -> ValueMap {
        var variables = state.variables
        var inner: [ValueMap?] = [scope.ending.flatMap { state.activations[$0]?.variables }]
        for (_, frame) in frames(around: scope.frame) {
            inner.append(frame.variables)
            inner.append(frame.owner.flatMap { state.activations[$0]?.variables })
        }
        for (name, value) in inner.reversed().compactMap(\.self).joined() {
            variables[name] = value
        }
        // What nothing has been bound to yet is absent, as an optional input is.
        for (name, value) in variables where value == .null { variables[name] = nil }
        return variables
    }

    private var runRecord: ValueMap {
        [
            "id": .string(state.run.rawValue), "workflow": .string(state.workflow.rawValue),
            "started_at": .timestamp(state.startedAt),
        ]
    }

    private func roleValue(_ name: String, _ scope: Scope) throws(Fault) -> Value? {
        guard let role = engine.plan.roles.first(where: { $0.name == name }) else { return nil }
        // A role sees the run, not the place where it is used.
        return try value(role.people, in: Scope(frame: .root))
    }

    /// `steps.…` as seen from a list: its own steps that have finished, and those around it.
    private func visibleSteps(in scope: Scope) -> ValueMap {
        var steps: ValueMap = [:]
        for (block, place) in visibleBlocks(in: scope) {
            for step in block.steps {
                let key = place.appending(step.id.rawValue).withoutPasses
                guard let result = state.results[key] else { continue }
                steps[step.id.rawValue] = .map(result.record)
            }
        }
        return steps
    }

    private func visibleBlocks(in scope: Scope) -> [(block: Block, place: Place)] {
        var blocks: [(Block, Place)] = []
        if let ending = scope.ending, let id = state.activations[ending]?.step,
            let verb = engine.map.step(id)?.verb
        {
            blocks += verb.blocks.map { name, block in
                (block, name.map { ending.appending($0) } ?? ending)
            }
        }
        for (place, frame) in frames(around: scope.frame) {
            if let block = engine.map.block(frame.block) { blocks.append((block, place)) }
        }
        return blocks
    }

    /// The last result of a step as seen from a list; of one that cannot be seen from there, where
    /// it stands in the plan.
    func result(of step: StepID, seenFrom list: Place) -> StepResult? {
        let block = engine.map.block(containing: step)
        let around = frames(around: list).first { $0.frame.block == block }
        let place = around.map { $0.place.appending(step.rawValue) } ?? engine.map.place(of: step)
        return place.flatMap { state.results[$0.withoutPasses] }
    }

    func dutyRecord(_ id: DutyID, _ duty: Duty) -> ValueMap {
        let people = duty.opened.people
        return [
            "id": .string(id.rawValue), "step": .string(duty.opened.step.rawValue),
            "title": .string(duty.opened.title.string()),
            "responsible": .list(duty.responsible.map { .string($0.id) }),
            "accountable": .string(people.accountable.id),
            "supervisor": .list(people.supervisor.map { .string($0.id) }),
            "opened_at": .timestamp(duty.openedAt), "due_at": .timestamp(duty.deadline.at),
        ]
    }
}

extension StepResult {
    /// What expressions read. Of a step in which nobody acts, `by` and `votes` are free for what it
    /// gives itself.
    var record: ValueMap {
        var record: ValueMap = [
            "by": .list(by.map { .string($0.id) }), "votes": .list(votes.map(\.record)),
        ]
        for (name, value) in outputs { record[name] = value }
        record["outcome"] = outcome.map { .string($0) }
        record["opened_at"] = .timestamp(openedAt)
        record["closed_at"] = .timestamp(closedAt)
        record["passes"] = .int(Int64(pass))
        return record
    }
}

extension Act {
    /// A vote, as expressions read it.
    fileprivate var record: Value {
        var entry: ValueMap = [
            "person": .string(person.id), "outcome": .string(outcome ?? ""),
            "at": .timestamp(at), "fields": .map(fields),
        ]
        if let comment { entry["comment"] = .string(comment) }
        return .map(entry)
    }
}
