import OnusModel

/// A `form:` that names a form which there is not.
struct UnknownForm: Rule {
    static let code = "W027"
    static let title = "a form is not known"
    static let explanation = """
        `form:` holds fields in the words of `inputs:`, or the name of a form that `forms:` of the \
        same workflow lists.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let known = workflow.workflow.forms.map(\.name.value)
        let forms =
            workflow.statedDuties.map(\.form)
            + workflow.tree.entries.flatMap(\.syntax.patterns).map(\.form)
        for form in forms {
            guard case .named(let name)? = form, !known.contains(name.value) else { continue }
            report.error(
                "there is no form `\(name.value)`", at: name.location,
                help: Spelling.help(for: name.value, among: known, called: "the forms are")
                    ?? "write it under `forms:`",
                suggestion: Spelling.nearest(to: name.value, among: known))
        }
    }
}

extension StepSyntax {
    /// What it waits for from outside.
    var patterns: [PatternSyntax] {
        switch verb {
        case .receive(let receive): [receive.pattern]
        case .foreach(let loop): loop.addition.map { [$0.pattern] } ?? []
        case .scope(let scope):
            scope.handlers.compactMap { handler in
                if case .event(let pattern) = handler.trigger { pattern } else { nil }
            }
        default: []
        }
    }
}
