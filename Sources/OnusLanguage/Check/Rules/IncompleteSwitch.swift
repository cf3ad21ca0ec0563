import OnusCEL
import OnusModel

/// A `switch` in which no case may apply, or one that can never be chosen.
struct IncompleteSwitch: Rule {
    static let code = "W077"
    static let title = "the cases of a switch are not complete"
    static let explanation = """
        The cases of a `switch` are tried in order, and the first that applies is taken. When none \
        does, the run raises the error `no_case`. Close the list with `- {otherwise: STEP}`, or \
        with cases that cover everything: words of an `enum`, outcomes of a step, `x` and `!x`, or \
        numbers without a gap. Behind `otherwise`, or behind cases that cover everything, no case \
        is tried.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .switch(let cases) = entry.syntax.verb else { continue }
            if let fallback = cases.firstIndex(where: { $0.condition == nil }),
                cases.indices.contains(fallback + 1)
            {
                report.error(
                    "this case is never chosen, since `otherwise` stands before it",
                    at: cases[fallback + 1].location, help: "put `otherwise` last",
                    related: [.init("`otherwise` stands here", at: cases[fallback].location)])
            }
            let conditions = cases.prefix { $0.condition != nil }.compactMap(\.condition)
            let outlines = conditions.map { condition in
                (try? Expression(parsing: condition.text))?.outline ?? .other(condition.text)
            }
            let table = CaseTable(outlines, PathFacts(workflow))
            checkUse(of: conditions, table, &report)
            if conditions.count == cases.count { checkWhole(entry, table, &report) }
        }
    }

    private func checkWhole(
        _ entry: StepTree.Entry, _ table: CaseTable, _ report: inout Report
    ) {
        let help = "close the cases with `- {otherwise: STEP}`"
        let gaps = table.rows?.filter { $0.chosen == nil }
        if let gaps, gaps.isEmpty { return }
        guard let gap = gaps?.first(where: { !$0.isOpen }), !gap.answers.isEmpty else {
            return report.error(
                "it may be that no case of `\(entry.id)` applies", at: entry.syntax.verbLocation,
                help: help)
        }
        let when = gap.answers.map { $0.question.text(of: $0.answer) }.joined(separator: " and ")
        report.error(
            "no case of `\(entry.id)` applies when \(when)", at: entry.syntax.verbLocation,
            help: help)
    }

    private func checkUse(
        of conditions: [ExpressionSyntax], _ table: CaseTable, _ report: inout Report
    ) {
        guard let rows = table.rows else { return }
        for (index, condition) in conditions.enumerated() {
            // WHY: only a row in which a case before surely applies rules this one out.
            guard rows.allSatisfy({ $0.chosen.map { $0 < index } ?? false }) else { continue }
            report.error(
                "this case is never chosen, since those before it cover everything",
                at: condition.location, help: "remove it, or narrow the cases before it")
        }
    }
}

extension PathFacts {
    init(_ workflow: WorkflowContext) {
        for input in workflow.workflow.inputs {
            fields[["inputs", input.name.value]] = input.field
        }
        for variable in workflow.workflow.variables {
            fields[["vars", variable.name.value]] = variable.field
        }
        for entry in workflow.tree.entries {
            let outcomes = workflow.endings(of: entry.index).map(\.outcome)
            guard !outcomes.isEmpty else { continue }
            var seen: Set<String> = []
            words[["steps", entry.id, "outcome"]] = outcomes.filter { seen.insert($0).inserted }
        }
    }
}
