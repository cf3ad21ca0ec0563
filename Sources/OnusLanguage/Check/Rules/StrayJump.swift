import OnusModel

/// A target that lies inside another block or in a sibling branch.
struct StrayJump: Rule {
    static let code = "W066"
    static let title = "a jump goes into a block or across to another branch"
    static let explanation = """
        A target is a step of the same list or of a list around it; the blocks in between are left, \
        and what is open in them is withdrawn. It never lies inside a block, since the steps before \
        it there would be passed over, nor in another branch, item or handler, which runs on its \
        own. Lead to the block itself, or `leave` the own list and go on behind the block.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            for target in entry.syntax.targets {
                check(target, from: entry.list, workflow.tree, &report)
            }
        }
        for list in workflow.tree.lists {
            guard case .handler(let handler) = list.kind, let target = handler.next,
                let owner = list.owner
            else { continue }
            check(target, from: workflow.tree.entries[owner].list, workflow.tree, &report)
        }
    }

    private func check(
        _ target: Located<String>, from list: Int, _ tree: StepTree, _ report: inout Report
    ) {
        guard case .step = Target(target.value), let step = tree[target.value] else { return }
        let around = tree.enclosing(list)
        guard !around.contains(step.list), let block = block(of: step, notIn: around, tree) else {
            return
        }
        let isSibling = tree.entries[block].lists.contains { around.contains($0) }
        let id = tree.entries[block].id
        report.error(
            isSibling
                ? "`\(target.value)` lies in another list of `\(id)`, where no jump can go"
                : "`\(target.value)` lies inside the block `\(id)`, into which no jump can go",
            at: target.location,
            help: isSibling
                ? "write `leave` to finish the own list, or lead to a step outside `\(id)`"
                : "lead to `\(id)` itself, which begins with its first step",
            related: [.init("`\(target.value)` stands here", at: step.syntax.id.location)])
    }

    /// The outermost block around a step whose inside cannot be seen from some lists.
    private func block(of step: StepTree.Entry, notIn around: [Int], _ tree: StepTree) -> Int? {
        let blocks = tree.enclosing(step.list).compactMap { tree.lists[$0].owner }
        return blocks.last { owner in
            tree.entries[owner].lists.contains { !around.contains($0) && tree.isIn(step, list: $0) }
        }
    }
}

extension StepTree {
    /// Whether a step stands in a list or deeper inside it.
    func isIn(_ step: Entry, list: Int) -> Bool { enclosing(step.list).contains(list) }
}
