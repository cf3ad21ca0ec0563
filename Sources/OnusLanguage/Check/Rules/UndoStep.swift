import OnusModel

/// A step that is said to compensate others and cannot.
struct UndoStep: Rule {
    static let code = "W092"
    static let title = "a step cannot compensate"
    static let explanation = """
        `undo: STEP` names the step that compensates another: when the run is cancelled, fails or \
        comes to an `end` with `undo: all`, those of all finished steps are done, the newest first, \
        and then the run ends. Such a step stands in the workflow's own list, nothing leads to it, \
        and it leads nowhere itself.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let graph = workflow.flow.graph
        for entry in workflow.tree.entries {
            guard let name = entry.syntax.undo, let step = workflow.tree[name.value] else {
                continue
            }
            if step.list != 0 || !step.lists.isEmpty || step.syntax.verb.endsRun {
                report.error(
                    "`\(step.id)` cannot compensate `\(entry.id)`", at: name.location,
                    help: "name a single step of the workflow's own list that does something")
            } else if let edge = graph.edges.first(where: { $0.to == .enter(step.index) }),
                let from = edge.from.step
            {
                report.error(
                    "`\(workflow.tree.entries[from].id)` leads to `\(step.id)`, which compensates "
                        + "`\(entry.id)` and is done before the run ends",
                    at: edge.written ?? workflow.tree.entries[from].syntax.id.location,
                    help: "let it lead elsewhere, or move `\(step.id)` behind a step that does not "
                        + "go on", related: [.init("named here", at: name.location)])
            } else if let next = step.syntax.next {
                report.error(
                    "`\(step.id)` compensates `\(entry.id)`, so it leads nowhere",
                    at: next.targets.first?.location ?? step.syntax.id.location,
                    help: "remove its `then`")
            }
        }
    }
}

extension VerbSyntax {
    fileprivate var endsRun: Bool {
        switch self {
        case .end, .fail: true
        default: false
        }
    }
}
