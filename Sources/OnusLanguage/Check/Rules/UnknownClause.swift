import OnusModel

/// A `basis:` or a waiver that names a clause which `clauses:` does not list.
struct UnknownClause: Rule {
    static let code = "W028"
    static let title = "a clause is not listed"
    static let explanation = """
        `basis:`, `waived:`, `deemed:` and `stop_clock:` name clauses as `NAME/ITEM`, where `clauses:` lists the \
        name and its items. One that is not listed there covers nothing.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let known = workflow.workflow.clauses.flatMap { clause in
            clause.items.map { "\(clause.name.value)/\($0.value)" }
        }
        var named = workflow.tree.entries.flatMap(\.syntax.basis)
        named += workflow.workflow.waived.map(\.name)
        named += workflow.dutyClauses
        for clause in named where !known.contains(clause.value) {
            report.error(
                "the clause `\(clause.value)` is not listed under `clauses:`", at: clause.location,
                help: Spelling.help(for: clause.value, among: known)
                    ?? "list it as `clauses: {NAME: {items: [\"ITEM\"]}}` and write `NAME/ITEM`",
                suggestion: Spelling.nearest(to: clause.value, among: known))
        }
    }
}
