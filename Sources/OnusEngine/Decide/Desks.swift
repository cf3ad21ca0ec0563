import OnusCatalog
import OnusModel
import OnusPlugin

// What others ask about duties that are open.
extension Engine {
    /// On whose desks the duty lies now: those whom it waits for.
    package func desks(of duty: Duty) -> [Person] {
        if duty.proposal != nil { return duty.opened.people.verifiers }
        if let assignee = duty.assignee { return [assignee] }
        return tasks.task(of: duty)?.awaited(in: duty.view) ?? duty.deciders
    }

    /// Whether nobody may be told who decided what while the duty is open.
    package func isSecret(_ duty: Duty) -> Bool { tasks.task(of: duty)?.isSecret ?? false }

    /// The fields that a decision at this step fills in.
    package func form(of step: StepID) -> [Field] {
        if case .duty(let plan) = map.step(step)?.verb { plan.form } else { [] }
    }

    /// Whether the plan gives duties to whoever has the fewest open ones.
    package var countsOpenDuties: Bool { map.countsOpenDuties }

    /// The steps at which people take turns.
    package var stepsInTurn: [StepID] { map.stepsInTurn }
}

extension PlanMap {
    var countsOpenDuties: Bool {
        allSteps.contains { step in
            if case .duty(let plan) = step.verb { plan.allocation == .fewestOpen } else { false }
        }
    }
}
