import OnusModel

/// A `withdraw` of a step of which nothing can be open then.
struct WithdrawnInVain: Rule {
    static let code = "W108"
    static let title = "a `withdraw` takes nothing back"
    static let explanation = """
        `withdraw: [STEPS]` takes back what is open in other steps. The steps of one list come one \
        after the other, so that what stands before a step is over when it begins and what stands \
        behind it has not begun; and of the cases of a `switch` one is taken. Name steps that go on \
        beside it: in another branch, in a handler, or in the scope of the handler. To take back \
        what was done, name a step that compensates it with `undo`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let tree = workflow.tree
        for entry in tree.entries {
            guard case .withdraw(let steps) = entry.syntax.verb else { continue }
            for name in steps {
                guard let step = tree[name.value], !tree.isInside(entry.index, step.index),
                    !tree.mayBeOpenTogether(entry.index, step.index)
                else { continue }
                report.warning(
                    "nothing of `\(step.id)` is open when `\(entry.id)` is done",
                    at: name.location,
                    help: "name a step of another branch or of a handler; what was done is taken "
                        + "back with `undo`")
            }
        }
    }
}
