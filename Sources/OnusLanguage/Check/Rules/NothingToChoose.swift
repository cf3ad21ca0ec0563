import OnusModel
import OnusPlugin

/// A duty in which people cannot decide anything.
struct NothingToChoose: Rule {
    static let code = "W061"
    static let title = "a duty offers no outcome"
    static let explanation = """
        People are offered the outcomes of a duty that lead somewhere. When none does, nobody can \
        ever do the duty. Map at least one of its outcomes under `then:`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard let facts = workflow.tasks[entry.index], facts.isDuty else { continue }
            let offered = facts.outcomes.filter { $0.isOffered && $0.settles }
            let routes = Routes(entry.syntax.next)
            guard !offered.isEmpty,
                offered.allSatisfy({ outcome in
                    routes.target(of: outcome.name, continues: outcome.continues) == nil
                })
            else { continue }
            report.error(
                "nobody can do the duty `\(entry.id)`, since none of its outcomes leads anywhere",
                at: entry.syntax.id.location,
                help: "say under `then:` where \(Spelling.list(offered.map(\.name), "or")) leads")
        }
    }
}
