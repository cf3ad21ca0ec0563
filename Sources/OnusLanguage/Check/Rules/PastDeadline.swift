import OnusModel

/// A deadline that is over when its duty begins.
struct PastDeadline: Rule {
    static let code = "W098"
    static let title = "a deadline lies before its start"
    static let explanation = """
        `due:` may be an expression that gives an instant, worked out when the duty opens. \
        `now - period('2 days')` lies before that on every day, and so does the instant at which \
        an earlier step closed, so the duty would be overdue before anybody saw it. Count from now on, or from something that lies ahead, such as \
        `inputs.closing - period('2 days')`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for (index, duty) in workflow.duties.enumerated() {
            guard case .at(let expression)? = duty?.due,
                WrittenInstant.ways(of: expression.text).contains(where: { $0?.isOver ?? false }),
                told.insert(expression.location).inserted
            else { continue }
            report.error(
                "the deadline of `\(workflow.tree.entries[index].id)` is over when it begins",
                at: expression.location,
                help: "give people time, as in `now + period('2 workdays')`")
        }
    }
}
