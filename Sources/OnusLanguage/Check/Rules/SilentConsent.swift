import OnusModel
import OnusPlugin

/// A ladder that takes silence for consent.
struct SilentConsent: Rule {
    static let code = "W071"
    static let title = "silence counts as consent"
    static let explanation = """
        Silence is never consent: a ladder may decide `expired` or an outcome that refuses, never \
        one with which the workflow goes on as if somebody had agreed, and none of a task's own \
        `outcomes`, which only people can arrive at. Where a clause says that a \
        passed deadline approves, `deemed: {outcome: approved, basis: CLAUSE}` says so openly.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for entry in workflow.tree.entries {
            for ending in workflow.endings(of: entry.index) {
                guard case .ladder(_, let rung) = ending.cause, let decide = rung.decide,
                    let facts = workflow.tasks[entry.index],
                    facts.isConsent(decide.value), told.insert(decide.location).inserted
                else { continue }
                report.error(
                    "silence would count as `\(decide.value)` in the duty `\(entry.id)`",
                    at: decide.location,
                    help: help(decide.value, deemed: workflow.duties[entry.index]?.deemed))
            }
        }
    }

    private func help(_ outcome: String, deemed: DeemedSyntax?) -> String {
        guard let deemed else {
            return "decide `expired`; where a clause allows it, write "
                + "`deemed: {outcome: \(outcome), basis: CLAUSE}` at the duty"
        }
        return
            "decide `expired`, or remove the rung: by `deemed` the passed deadline ends the duty "
            + "with `\(deemed.outcome.value)` already"
    }
}

extension TaskFacts {
    /// Whether an outcome says that people agreed to something.
    fileprivate func isConsent(_ outcome: String) -> Bool {
        ownOutcomes.contains(outcome)
            || outcomes.contains { $0.name == outcome && $0.continues }
    }
}
