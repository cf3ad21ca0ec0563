import OnusCEL
import OnusModel
import OnusPlugin

// Starting a run.
extension Engine {
    /// Checks who starts it and with what.
    func admit(_ start: StartRun, _ facts: Facts) throws(Refusal) -> RunStarted {
        let inputs = plan.inputs.filled(start.inputs)
        if let problem = plan.inputs.problem(with: inputs, of: "the inputs") {
            throw Refusal(.badInput, problem)
        }
        if let problem = plan.inputs.problem(with: inputs, whoAreNotIn: facts.organization) {
            throw Refusal(.badInput, problem)
        }
        guard inputs.fits() else {
            throw Refusal(.badInput, "what the run is given \(WrittenLimits.value.excess)")
        }
        var variables: ValueMap = [:]
        for field in plan.variables { variables[field.name] = field.defaultValue ?? .null }
        let started = RunStarted(
            run: start.run, workflow: plan.workflow, version: plan.version, plan: planDigest,
            initiator: start.initiator, inputs: inputs, variables: variables,
            organization: facts.organizationDigest, cause: start.cause,
            callees: facts.callees.isEmpty ? nil : facts.callees, signal: start.signal,
            event: start.event, sender: start.sender, compensated: map.compensated,
            chain: start.chain ?? start.cause?.chain)
        if start.signal == nil, start.cause == nil {
            if plan.startedOn != nil {
                throw Refusal(
                    .notAllowed, "`\(plan.workflow)` is started by events, and by nobody by hand")
            }
            if plan.startedEvery != nil {
                throw Refusal(
                    .notAllowed,
                    "`\(plan.workflow)` is started by the calendar, and by nobody by hand")
            }
        }
        try admitInitiator(started, facts)
        return started
    }

    private func admitInitiator(_ started: RunStarted, _ facts: Facts) throws(Refusal) {
        let person = started.initiator
        // A workflow that one of the public started may call others in their name.
        if person.isPublic, plan.isPublic == true || started.cause != nil { return }
        guard facts.organization.member(person) != nil else {
            throw Refusal(
                .notAllowed, "`\(person)` is not a person of `\(facts.organization.id)`")
        }
        // A ladder starts what the workflow says, whoever may start it by hand.
        guard let allowed = plan.startedBy, started.cause == nil else { return }
        let decider = Decider(
            engine: self, state: RunState(started, at: facts.now), facts: facts)
        let people: [Person]
        do {
            people = try decider.people(allowed, in: Scope(frame: .root))
        } catch {
            throw Refusal(.badInput, error.message)
        }
        guard people.contains(person) else {
            throw Refusal(
                .notAllowed,
                "`\(person)` may not start `\(plan.workflow)`: `\(allowed.text)` may")
        }
    }
}
