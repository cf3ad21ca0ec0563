import OnusModel

/// A variable that lists write to which run beside each other.
struct SharedVariable: Rule {
    static let code = "W090"
    static let title = "a variable is written from beside"
    static let explanation = """
        Branches of a `parallel`, items of a `foreach` and handlers run beside other steps. What one \
        of them writes into a variable from outside, another may overwrite or read half done, and \
        nobody can tell which came first. Let each write into variables of its own block (`vars:`) \
        and give the result on with `outputs:`, or put the `set` into a `lock`. Locks of different \
        names do not keep each other out: all that may write it at the same time take the same one.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let tree = workflow.tree
        let writes = VariableWrites(workflow)
        for write in writes.all {
            let name = write.name
            if let list = write.open, let owner = tree.lists[list].owner {
                report.error(
                    "`\(name.value)` is written in \(tree.lists[list].kind.words) of "
                        + "`\(tree.entries[owner].id)` and belongs to what is around it",
                    at: name.location,
                    help: "declare it with `vars:` at a block inside, or write it in a step behind "
                        + "`\(tree.entries[owner].id)`")
                continue
            }
            guard let rival = writes.rival(of: write) else { continue }
            switch rival {
            case .itself(let lock):
                report.error(
                    "items that run at the same time write `\(name.value)`, each under a lock of "
                        + "its own: `\(lock)`",
                    at: name.location, help: "give the lock a name that is the same for all of them"
                )
            case .other(let other, let lock, let itsLock):
                report.error(
                    "`\(name.value)` is written under the lock `\(lock)` here and under "
                        + (itsLock.map { "`\($0)`" } ?? "none") + " in `\(other.step.id)`",
                    at: name.location,
                    help: "only one and the same lock keeps the two from writing at the same time",
                    related: [.init("written beside it here", at: other.name.location)])
            }
        }
    }
}

extension StepTree.List.Kind {
    fileprivate var words: String {
        switch self {
        case .branch(let branch): "the branch `\(branch.name.value)`"
        case .item: "the items"
        case .handler(let handler): "the handler `\(handler.id.value)`"
        default: "a list"
        }
    }
}
