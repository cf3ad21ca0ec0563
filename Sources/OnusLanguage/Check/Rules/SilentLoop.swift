import OnusModel

/// A loop that goes round for as long as nobody answers.
struct SilentLoop: Rule {
    static let code = "W086"
    static let title = "a loop goes on by silence alone"
    static let explanation = """
        Where a ladder ends one duty as `expired`, and the way from there leads back to it through \
        nothing but deadlines that pass, the run goes round for ever when nobody answers: each \
        round asks anew, and none is ever the last. The same holds for a `receive` whose time \
        (`within:`) ends it. Give one of its steps an `at_most` and say with `catch: {passes: STEP}` \
        what happens then, or let silence lead out of the loop.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        // One that passes no duty, and one without a way out, go round whether somebody answers or
        // not: other rules.
        let others = Set(
            UnattendedWays(workflow, passing: .nothing).loops.flatMap(\.steps)
                + StuckSteps(workflow).groups.flatMap(\.self))
        for loop in UnattendedWays(workflow, passing: .silence).loops {
            guard others.isDisjoint(with: loop.steps) else { continue }
            let duty = loop.steps.first { workflow.tasks[$0]?.isDuty == true }
            guard let waiting = duty ?? loop.steps.first(where: { isReceive($0, workflow) })
            else { continue }
            let ids = loop.steps.map { workflow.tree.entries[$0].id }
            let again = duty == nil ? "waits again" : "is asked again"
            let silence = duty == nil ? "nothing comes" : "nobody answers"
            report.error(
                ids.count == 1
                    ? "`\(ids[0])` \(again) without a bound for as long as \(silence)"
                    : "\(Spelling.list(ids)) follow one another without a bound for as long as "
                        + silence,
                at: loop.location,
                help: "give `\(workflow.tree.entries[waiting].id)` an `at_most` and a "
                    + "`catch: {passes: STEP}`, or let `expired` lead out of the loop")
        }
    }

    private func isReceive(_ step: Int, _ workflow: WorkflowContext) -> Bool {
        if case .receive = workflow.tree.entries[step].syntax.verb { true } else { false }
    }
}
