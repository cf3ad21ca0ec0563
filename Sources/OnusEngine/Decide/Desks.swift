import OnusCatalog
import OnusModel
import OnusPlugin

// What others ask about duties that are open.
extension Engine {
    /// On whose desks the duty lies now: those whom it waits for.
    package func desks(of duty: Duty) -> [Person] {
        if duty.proposal != nil { return duty.opened.people.verifiers }
        if let assignee = duty.assignee {
            // Whoever holds it for somebody else holds it as long as they stand in.
            return duty.deciders.contains(assignee) ? [assignee] : [assignee] + duty.deciders
        }
        let task = try? tasks.task(of: duty)
        return task?.awaited(in: duty.view) ?? duty.deciders
    }

    /// What the step is for: the clauses that its `basis` names.
    package func clauses(of step: StepID) -> [String] { map.step(step)?.basis ?? [] }

    /// The fields that a decision at this step fills in.
    package func form(of step: StepID) -> [Field] {
        switch map.step(step)?.verb {
        case .duty(let plan): plan.form
        case .receive(let plan): plan.pattern.form ?? []
        case .foreach(let plan): plan.addition?.pattern.form ?? []
        case nil where step == Right.extending: Self.answerForm
        default: map.handlerForm(step) ?? []
        }
    }

    /// Whoever grants more time may give less than was asked for.
    private static let answerForm = [Field(name: "by", type: .string, isOptional: true)]

    /// Whether anything in the plan waits for events of this name.
    package func awaits(_ event: String) -> Bool { map.events.contains(event) }

    /// The events from outside that the plan waits for or that start it.
    package var eventsFromOutside: Set<String> {
        map.events.union(plan.startedOn?.pattern.events ?? []).filter {
            !$0.hasPrefix(EventPattern.stepPrefix)
        }
    }

    /// Whether there are things in the plan that people may do and need not.
    package var offersRights: Bool { map.offersRights }

    /// What the plan names that an organisation has not, such as ``no person `lee```.
    package func missing(in organization: Organization) -> [String] {
        let parts = [plan as Any] + map.allSteps.map { $0 as Any }
        let expressions = Set(parts.flatMap { programs.expressions(in: $0) })
        let names = expressions.flatMap { programs.missing(in: organization, for: $0) }
        return Set(names).sorted()
    }

    /// The workflows that the plan calls.
    package var callees: [WorkflowID] { map.callees.sorted() }

    /// The steps at which it calls them, by their ids.
    package var calls: [(step: StepID, plan: CallPlan)] {
        map.allSteps.compactMap { step in
            if case .call(let call) = step.verb { (step.id, call) } else { nil }
        }.sorted { $0.step < $1.step }
    }

    /// All that a run of the plan can end with.
    package var outcomes: Set<String> {
        map.allSteps.reduce(into: []) { found, step in
            if case .end(let end) = step.verb { found.insert(end.outcome) }
        }
    }

    /// The steps at which people take turns.
    package var stepsInTurn: [StepID] { map.stepsInTurn }
}

extension PlanMap {
    func handlerForm(_ handler: StepID) -> [Field]? {
        for case .scope(let plan) in allSteps.map(\.verb) {
            guard let found = plan.handlers.first(where: { $0.id == handler }),
                case .event(let pattern) = found.trigger
            else { continue }
            return pattern.form
        }
        return nil
    }
}
