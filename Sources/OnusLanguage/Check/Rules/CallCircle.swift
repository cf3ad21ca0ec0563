import OnusModel

/// A workflow that calls itself in every run.
struct CallCircle: Rule {
    static let code = "W101"
    static let title = "workflows call each other without end"
    static let explanation = """
        Every run of the workflow comes to a call that leads back to the workflow itself, at once or \
        over others, and each of these runs comes there again: none ever ends. A run stops it with \
        the error `depth` when 50 have called each other. A workflow may call itself, but some way \
        must lead past the call to an end, such as an `if:` on an input that the call makes smaller: \
        `{id: again, if: "inputs.left > 0", call: …, with: {left: "${ inputs.left - 1 }"}}`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        guard let circle = EndlessCalls(workflow).circle,
            case .call(let call) = workflow.tree.entries[circle.step].syntax.verb
        else { return }
        let name = workflow.workflow.name.value
        report.error(
            circle.names.count == 2
                ? "every run of `\(name)` calls `\(name)` again, so none ever ends"
                : "workflows call each other in every run, so none ever ends: "
                    + circle.names.map { "`\($0)`" }.joined(separator: " → "),
            at: call.workflow.location,
            help: "let a way lead past the call to an end, such as an `if:` that turns false",
            related: workflow.wayThere(to: .enter(circle.step)))
    }
}
