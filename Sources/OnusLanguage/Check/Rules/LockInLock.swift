import OnusModel

/// A lock inside another one.
struct LockInLock: Rule {
    static let code = "W093"
    static let title = "a lock inside a lock"
    static let explanation = """
        Two runs that hold one lock each and wait for the other's wait for ever. So a run holds one \
        at a time: end the first before the second begins, or let one lock stand for both.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let tree = workflow.tree
        for entry in tree.entries {
            guard case .lock = entry.syntax.verb else { continue }
            let outer = tree.enclosing(entry.list).lazy.compactMap { list -> Int? in
                if case .locked = tree.lists[list].kind { tree.lists[list].owner } else { nil }
            }.first
            guard let outer else { continue }
            report.error(
                "the lock `\(entry.id)` lies inside the lock `\(tree.entries[outer].id)`",
                at: entry.syntax.id.location,
                help: "end the first before the second begins, or let one lock stand for both")
        }
    }
}
