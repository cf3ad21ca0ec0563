import OnusCalendar
import OnusModel

/// Steps that a handler begins again and again before they are over.
struct OverlappingPasses {
    struct Pass {
        let handler: String
        let every: Period
        let time: Period
    }

    private let workflow: WorkflowContext
    private let prerequisites: Prerequisites

    init(_ workflow: WorkflowContext) {
        self.workflow = workflow
        prerequisites = Prerequisites(workflow)
    }

    /// What makes a step last longer than until its handler begins it anew, whatever the calendar.
    func longer(than step: StepTree.Entry, beside other: StepTree.Entry) -> Pass? {
        let tree = workflow.tree
        let own = tree.enclosing(other.list)
        for list in tree.enclosing(step.list) where !own.contains(list) {
            guard case .handler(let handler) = tree.lists[list].kind, handler.next == nil,
                case .every(let every) = handler.trigger
            else { continue }
            for part in [step.index] + prerequisites.within(step.index) {
                guard let time = time(of: part, reaching: every) else { continue }
                return Pass(handler: handler.id.value, every: every, time: time)
            }
        }
        return nil
    }

    /// What a step takes, where that is longer than a period: a wait, or the time that people have.
    private func time(of step: Int, reaching every: Period) -> Period? {
        let least = RungMoment(.after(every))
        if case .wait(.period(let period)) = workflow.tree.entries[step].syntax.verb {
            return least < RungMoment(.after(period.value)) ? period.value : nil
        }
        guard case .period(let due)? = workflow.duties[step]?.due else { return nil }
        return due.value == every || least < RungMoment(.after(due.value)) ? due.value : nil
    }
}
