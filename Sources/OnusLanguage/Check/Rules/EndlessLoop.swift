import OnusModel

/// A loop that asks nobody and that nothing bounds.
struct EndlessLoop: Rule {
    static let code = "W065"
    static let title = "a loop has no bound"
    static let explanation = """
        A loop in which a person decides something goes round as often as people want it. A loop \
        of machines goes round for ever when its condition never turns, even one that waits \
        between two rounds. Give one of its steps an `at_most`, and say with `catch: {passes: \
        STEP}` what happens then; or put a duty into the loop.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for loop in UnattendedWays(workflow, passing: .nothing).loops {
            let ids = loop.steps.map { workflow.tree.entries[$0].id }
            report.error(
                ids.count == 1
                    ? "`\(ids[0])` is repeated without a bound, and nobody is asked meanwhile"
                    : "\(Spelling.list(ids)) are repeated without a bound, and nobody is asked "
                        + "meanwhile",
                at: loop.location,
                help: "give `\(ids[0])` an `at_most` and a `catch: {passes: STEP}`, or put a duty "
                    + "into the loop")
        }
    }
}

extension StepSyntax {
    /// Whether it can be entered only so often. The limit of a `repeat` is one of its rounds.
    var limitsPasses: Bool {
        if case .repeat = verb { false } else { maximumPasses != nil }
    }
}

extension PatternSyntax {
    /// Whether steps of the run itself give it.
    var isOfTheRun: Bool {
        events.allSatisfy { $0.value.hasPrefix(EventPattern.stepPrefix) }
    }
}
