import OnusModel

/// A join that waits for more branches than there are.
struct ImpossibleJoin: Rule {
    static let code = "W076"
    static let title = "a join waits for too many branches"
    static let explanation = """
        `join: N` goes on when N branches are over. When there are fewer, it can only wait for all \
        of them, which `join: all` says openly.

        `join:` may also be a condition, which is looked at whenever a branch or an item has \
        finished: `finished` is how many have, and `total` how many there are. So \
        `join: finished * 2 > total` goes on when more than half have finished; where the condition \
        never holds, the join waits for all.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .parallel(let parallel) = entry.syntax.verb,
                case .count(let count) = parallel.join, count.value > parallel.branches.count
            else { continue }
            report.error(
                "`\(entry.id)` waits for \(count.value) branches and has \(parallel.branches.count)",
                at: count.location,
                help: "write `join: all`, or a number of branches that there are")
        }
    }
}
