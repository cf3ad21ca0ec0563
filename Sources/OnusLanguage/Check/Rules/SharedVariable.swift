import OnusModel

/// A variable that lists write to which run beside each other.
struct SharedVariable: Rule {
    static let code = "W090"
    static let title = "a variable is written from beside"
    static let explanation = """
        Branches of a `parallel`, items of a `foreach` and handlers run beside other steps. What one \
        of them writes into a variable from outside, another may overwrite or read half done, and \
        nobody can tell which came first. Let each write into variables of its own block (`vars:`) \
        and give the result on with `outputs:`, or put the `set` into a `lock`.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let tree = workflow.tree
        for entry in tree.entries {
            guard case .set(let values) = entry.syntax.verb else { continue }
            for value in values {
                let name = value.name.value
                guard tree.isVariable(name, seenFrom: entry.list, in: workflow.workflow),
                    let list = listBeside(entry, name, tree),
                    let owner = tree.lists[list].owner
                else { continue }
                report.error(
                    "`\(name)` is written in \(tree.lists[list].kind.words) of "
                        + "`\(tree.entries[owner].id)` and belongs to what is around it",
                    at: value.name.location,
                    help: "declare it with `vars:` at a block inside, or write it in a step behind "
                        + "`\(tree.entries[owner].id)`")
            }
        }
    }

    /// The first list on the way to the variable's block that runs beside others.
    private func listBeside(
        _ entry: StepTree.Entry, _ name: String, _ tree: StepTree
    ) -> Int? {
        let block = tree.ownerOfVariable(name, seenFrom: entry.list)
        for list in tree.enclosing(entry.list) {
            guard let owner = tree.lists[list].owner else { return nil }
            if case .locked = tree.lists[list].kind { return nil }
            let verb = tree.entries[owner].syntax.verb
            if case .item = tree.lists[list].kind, owner == block { return nil }
            if tree.lists[list].kind.runsBeside(in: verb) { return list }
            if owner == block { return nil }
        }
        return nil
    }
}

extension StepTree {
    fileprivate func isVariable(
        _ name: String, seenFrom list: Int, in workflow: WorkflowSyntax
    ) -> Bool {
        ownerOfVariable(name, seenFrom: list) != nil
            || workflow.variables.contains { $0.name.value == name }
    }
}

extension StepTree.List.Kind {
    fileprivate func runsBeside(in verb: VerbSyntax) -> Bool {
        switch (self, verb) {
        case (.branch, .parallel(let parallel)):
            parallel.branches.count > 1 && !parallel.isOneAtATime
        case (.item, .foreach(let loop)): loop.atOnce?.value != 1
        case (.handler, _): true
        default: false
        }
    }

    fileprivate var words: String {
        switch self {
        case .branch(let branch): "the branch `\(branch.name.value)`"
        case .item: "the items"
        case .handler(let handler): "the handler `\(handler.id.value)`"
        default: "a list"
        }
    }
}
