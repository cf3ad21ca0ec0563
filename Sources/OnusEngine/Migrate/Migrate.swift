import OnusModel
import OnusPlugin

// Moving a run to another version of its workflow.
extension Decider {
    /// Moves the run here, or says all that stands in the way.
    mutating func migrate(_ command: MigrateRun) throws(Refusal) {
        guard state.isOpen else { throw runIsOver }
        guard state.plan != engine.planDigest else {
            throw Refusal(.alreadyDone, "the run `\(state.run)` follows this version already")
        }
        guard mayMigrate(command.person) else {
            throw Refusal(
                .notAllowed,
                "`\(command.person)` may not move this run: whoever started it, or somebody who is accountable, may"
            )
        }
        guard !command.reason.isEmpty else {
            throw Refusal(.missing, "a run is moved with a reason: give one with --reason")
        }
        var check = MigrationCheck(state, from: command.from, to: engine)
        let problems = check.problems()
        guard problems.isEmpty else {
            let list = problems.map { "\n- \($0)" }.joined()
            throw Refusal(
                .notPermitted,
                "`\(state.run)` cannot go on by version \(engine.plan.version) of `\(state.workflow)`:\(list)"
            )
        }
        emit(
            .runMigrated(
                RunMigrated(
                    version: engine.plan.version, plan: engine.planDigest, reason: command.reason,
                    inputs: defaults(of: engine.plan.inputs, beside: state.inputs),
                    variables: defaults(of: engine.plan.variables, beside: state.variables),
                    compensated: engine.map.compensated,
                    callees: facts.callees.isEmpty ? nil : facts.callees)),
            by: .person(command.person, onBehalfOf: nil))
    }

    private func mayMigrate(_ person: Person) -> Bool {
        if mayCancel(person) { return true }
        guard let owner = engine.plan.incidentOwner else { return false }
        return (try? people(owner, in: Scope(frame: .root)))?.contains(person) ?? false
    }

    private func defaults(of fields: [Field], beside known: ValueMap) -> ValueMap {
        fields.reduce(into: ValueMap()) { values, field in
            guard known[field.name] == nil, let value = field.defaultValue else { return }
            values[field.name] = value
        }
    }
}
