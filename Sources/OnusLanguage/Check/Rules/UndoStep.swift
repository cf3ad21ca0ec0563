import OnusModel

/// A step that is said to compensate others and cannot.
struct UndoStep: Rule {
    static let code = "W092"
    static let title = "a step cannot compensate"
    static let explanation = """
        `undo: STEP` names the step that compensates another: when the run is cancelled, fails or \
        comes to an `end` with `undo: all`, those of all that has finished are done, each pass and \
        each item by itself, the newest first, and then the run ends. Such a step stands in the same \
        list or in one around it, and sees what that list saw. A machine may do it or people; \
        whatever comes of it, the next one follows, so its outcomes `continue`. Nothing leads to it, \
        and it leads nowhere itself. A lock has been given back by then: what compensates stands \
        outside of it.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard let name = entry.syntax.undo, let step = workflow.tree[name.value] else {
                continue
            }
            check(step, of: entry, named: name, workflow, &report)
        }
    }

    private func check(
        _ step: StepTree.Entry, of entry: StepTree.Entry, named name: Located<String>,
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        let tree = workflow.tree
        let around = tree.enclosing(entry.list)
        if step.index == entry.index || !around.contains(step.list) || !step.lists.isEmpty
            || step.syntax.verb.endsRun
        {
            report.error(
                "`\(step.id)` cannot compensate `\(entry.id)`", at: name.location,
                help: step.index == entry.index
                    ? "name another step, which makes good what this one did"
                    : "name a single step of the same list, or of one around it, that does "
                        + "something")
        } else if tree.enclosing(step.list).contains(where: { tree.lists[$0].isLocked }) {
            report.error(
                "`\(step.id)` stands inside a lock, which is given back before `\(entry.id)` is undone",
                at: name.location, help: "name a step outside of the lock")
        } else if let edge = workflow.flow.graph.edges.first(where: { $0.to == .enter(step.index) }
        ),
            let from = edge.from.step
        {
            report.error(
                "`\(tree.entries[from].id)` leads to `\(step.id)`, which compensates "
                    + "`\(entry.id)` and is done before the run ends",
                at: edge.written ?? tree.entries[from].syntax.id.location,
                help: "let it lead elsewhere, or move `\(step.id)` behind a step that does not "
                    + "go on", related: [.init("named here", at: name.location)])
        } else if let target = step.syntax.onward.first(where: { $0.value != "continue" }) {
            report.error(
                "`\(step.id)` compensates `\(entry.id)`, so it leads nowhere", at: target.location,
                help: "let all that comes of it `continue`")
        }
    }
}

extension StepSyntax {
    /// Where its outcomes and its errors lead.
    fileprivate var onward: [Located<String>] { (next?.targets ?? []) + catches.map(\.value) }
}

extension StepTree.List {
    fileprivate var isLocked: Bool { if case .locked = kind { true } else { false } }
}

extension VerbSyntax {
    fileprivate var endsRun: Bool {
        switch self {
        case .end, .fail: true
        default: false
        }
    }
}
