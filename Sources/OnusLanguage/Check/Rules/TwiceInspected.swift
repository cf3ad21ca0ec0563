import OnusCEL
import OnusModel
import OnusPlugin

/// Two schedules that have the same people looked at in the same time.
struct TwiceInspected: Rule {
    static let code = "W095"
    static let title = "two schedules look at the same people"
    static let explanation = """
        Two handlers with `every:` run beside each other, and both ask somebody to look at the same \
        step, at a block and something in it, or at steps of the same people. Checked against an \
        organisation, the people themselves are compared, and their units: whoever is looked at \
        twice in one period works for the inspectors, and rules on government inspection ask for \
        one plan in place of several visits to one unit. Workflows that are started `every:` some \
        time and checked together are schedules too. Make one schedule of the two, or look at \
        something else.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let schedules = InspectionSchedule.all(of: workflow)
        for (index, schedule) in schedules.enumerated() {
            check(schedule, against: Array(schedules[..<index]), &report)
        }
        for schedule in InspectionSchedule.started(among: [workflow]) {
            let others = InspectionSchedule.started(among: workflow.startedBefore)
            check(schedule, against: others, &report)
        }
    }

    private func check(
        _ schedule: InspectionSchedule, against others: [InspectionSchedule],
        _ report: inout Report
    ) {
        for earlier in others where schedule.runs(beside: earlier) {
            guard let shared = schedule.shared(with: earlier) else { continue }
            return report.warning(
                "`\(earlier.name)` and `\(schedule.name)` both look at \(shared), so "
                    + "the same people or unit are looked at twice in one period",
                at: schedule.location, help: "make one schedule of them",
                related: [.init("the other schedule", at: earlier.location)])
        }
    }
}

extension WorkflowContext {
    /// Other workflows that are started again and again, so that each pair is met once.
    fileprivate var startedBefore: [WorkflowContext] {
        let name = workflow.name.value
        return surroundings.workflows.values.filter {
            $0.startedEvery != nil && $0.name.value < name
        }
        .sorted { $0.name.value < $1.name.value }
        .map { WorkflowCheck.context(of: $0, StepTree($0), surroundings) }
    }
}
