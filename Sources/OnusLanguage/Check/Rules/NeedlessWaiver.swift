import OnusModel

/// A clause that is waived although a step covers it.
struct NeedlessWaiver: Rule {
    static let code = "W073"
    static let title = "a clause is waived and covered"
    static let explanation = """
        `waived:` says why no step fulfils a clause. When a step names the clause as its `basis:`, \
        one of the two is wrong, and whoever reads the record cannot know which.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for waiver in workflow.workflow.waived {
            for entry in workflow.tree.entries {
                guard let basis = entry.syntax.basis.first(where: { $0.value == waiver.name.value })
                else { continue }
                report.error(
                    "the clause `\(waiver.name.value)` is waived, but `\(entry.id)` covers it",
                    at: waiver.name.location,
                    help: "remove the waiver, or the `basis` if the step does not fulfil it",
                    related: [.init("covered here", at: basis.location)])
                break
            }
        }
    }
}
