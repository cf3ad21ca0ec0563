import OnusModel

/// A loop that goes round for as long as nobody answers.
struct SilentLoop: Rule {
    static let code = "W086"
    static let title = "a loop goes on by silence alone"
    static let explanation = """
        Where a ladder ends one duty as `expired`, and the way from there leads back to it through \
        nothing but deadlines that pass, the run goes round for ever when nobody answers: each \
        round asks anew, and none is ever the last. Give one of its steps an `at_most` and say \
        with `catch: {passes: STEP}` what happens then, or let silence lead out of the loop.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        // One that passes no duty, and one without a way out, go round whether somebody answers or
        // not: other rules.
        let others = Set(
            UnattendedWays(workflow, passing: .nothing).loops.flatMap(\.steps)
                + StuckSteps(workflow).groups.flatMap(\.self))
        for loop in UnattendedWays(workflow, passing: .silence).loops {
            guard others.isDisjoint(with: loop.steps),
                let duty = loop.steps.first(where: { workflow.tasks[$0]?.isDuty == true })
            else { continue }
            let ids = loop.steps.map { workflow.tree.entries[$0].id }
            report.error(
                ids.count == 1
                    ? "`\(ids[0])` is asked again without a bound for as long as nobody answers"
                    : "\(Spelling.list(ids)) follow one another without a bound for as long as "
                        + "nobody answers",
                at: loop.location,
                help: "give `\(workflow.tree.entries[duty].id)` an `at_most` and a "
                    + "`catch: {passes: STEP}`, or let `expired` lead out of the loop")
        }
    }
}
