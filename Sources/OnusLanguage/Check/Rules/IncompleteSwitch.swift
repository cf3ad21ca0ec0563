import OnusModel

/// A `switch` in which no case may apply, or one that can never be chosen.
struct IncompleteSwitch: Rule {
    static let code = "W077"
    static let title = "the cases of a switch are not complete"
    static let explanation = """
        The cases of a `switch` are tried in order, and the first that applies is taken. When none \
        does, the run raises the error `no_case`. Close the list with `- {otherwise: STEP}`, or \
        with cases that cover everything, as `x` and `!x` do. Behind `otherwise` no case is tried.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .switch(let cases) = entry.syntax.verb else { continue }
            guard let fallback = cases.firstIndex(where: { $0.condition == nil }) else {
                report.error(
                    "it may be that no case of `\(entry.id)` applies",
                    at: entry.syntax.verbLocation,
                    help: "close the cases with `- {otherwise: STEP}`")
                continue
            }
            guard cases.indices.contains(fallback + 1) else { continue }
            report.error(
                "this case is never chosen, since `otherwise` stands before it",
                at: cases[fallback + 1].location, help: "put `otherwise` last",
                related: [.init("`otherwise` stands here", at: cases[fallback].location)])
        }
    }
}
