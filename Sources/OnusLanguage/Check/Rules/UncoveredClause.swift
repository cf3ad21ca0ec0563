import OnusModel

/// A clause that neither a step fulfils nor a reason waives.
struct UncoveredClause: Rule {
    static let code = "W072"
    static let title = "a clause is not covered"
    static let explanation = """
        `clauses:` lists what the rules demand. Each item is covered by the `basis:` of a step that \
        fulfils it, or waived with a reason under `waived:`, so that nobody can forget one unseen.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let covered = Set(
            (workflow.tree.entries.flatMap(\.syntax.basis) + workflow.dutyClauses).map(\.value))
        let waived = Set(workflow.workflow.waived.map(\.name.value))
        for clause in workflow.workflow.clauses {
            for item in clause.items {
                let name = "\(clause.name.value)/\(item.value)"
                guard !covered.contains(name), !waived.contains(name) else { continue }
                report.error(
                    "no step covers the clause `\(name)`", at: item.location,
                    help: "add `basis: \(name)` to the step that fulfils it, or "
                        + "`waived: {\(name): REASON}`")
            }
        }
    }
}
