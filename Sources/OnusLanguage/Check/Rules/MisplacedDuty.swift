import OnusModel

/// Fields of a duty at a step that is none, or `retry` at one that is.
struct MisplacedDuty: Rule {
    static let code = "W051"
    static let title = "a field does not belong to this kind of task"
    static let explanation = """
        A task is done by people or by a machine. People have a duty: somebody responsible, a \
        deadline, a ladder. A machine has a `retry`. Neither has what belongs to the other.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .task(let task) = entry.syntax.verb, let facts = workflow.tasks[entry.index]
            else { continue }
            if facts.isDuty {
                guard let retry = task.retry else { continue }
                report.error(
                    "`\(facts.name)` is work of people, which is not tried again",
                    at: retry.location,
                    help: "remove `retry`; a ladder says what happens when nobody does it")
                continue
            }
            for key in task.duty.keys {
                report.error(
                    "`\(facts.name)` is done by a machine and has no `\(key.value)`",
                    at: key.location, help: "remove it, or use a task that people do")
            }
        }
    }
}
