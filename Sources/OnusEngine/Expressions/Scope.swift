import OnusModel
import OnusPlugin

/// What an expression can see besides the run itself.
struct Scope {
    /// The list of steps in which it stands; it sees the steps of that list and of those around it.
    var frame: Place
    /// Names that only hold here, such as `duty` in a ladder.
    var extras: ValueMap = [:]
}

extension Decider {
    /// The value of a name at the root of an expression; nil when there is none.
    func variable(_ name: String, in scope: Scope) throws(Fault) -> Value? {
        if let extra = scope.extras[name] { return extra }
        switch name {
        case "inputs": return .map(state.inputs)
        case "vars": return .map(state.variables)
        case "steps": return .map(visibleSteps(from: scope.frame))
        case "initiator": return .string(state.initiator.id)
        case "now": return .timestamp(facts.now)
        case "run": return .map(runRecord)
        default: return try roleValue(name, scope)
        }
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
    private func visibleSteps(from frame: Place) -> ValueMap {
        var steps: ValueMap = [:]
        var place = frame
        while let open = state.frames[place] {
            for step in engine.map.block(open.block)?.steps ?? [] {
                let key = place.appending(step.id.rawValue).withoutPasses
                guard let result = state.results[key] else { continue }
                steps[step.id.rawValue] = .map(result.record)
            }
            guard let owner = open.owner else { break }
            place = state.activations[owner]?.frame ?? owner.parent
        }
        return steps
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
    /// What expressions read: the step's own words first, then what the task gave.
    var record: ValueMap {
        var record: ValueMap = [:]
        for (name, value) in outputs { record[name] = value }
        record["outcome"] = outcome.map { .string($0) }
        record["by"] = .list(by.map { .string($0.id) })
        record["opened_at"] = .timestamp(openedAt)
        record["closed_at"] = .timestamp(closedAt)
        record["passes"] = .int(Int64(pass))
        record["votes"] = .list(
            votes.map { vote in
                var entry: ValueMap = [
                    "person": .string(vote.person.id), "outcome": .string(vote.outcome ?? ""),
                    "at": .timestamp(vote.at),
                ]
                if let comment = vote.comment { entry["comment"] = .string(comment) }
                return .map(entry)
            })
        return record
    }
}
