import OnusCEL
import OnusModel

/// A `switch` in which no case may apply, or one that can never be chosen.
struct IncompleteSwitch: Rule {
    static let code = "W077"
    static let title = "the cases of a switch are not complete"
    static let explanation = """
        The cases of a `switch` are tried in order, and the first that applies is taken. When none \
        does, the run raises the error `no_case`. Close the list with `- {otherwise: STEP}`, or \
        with cases that cover everything: words of an `enum`, outcomes of a step, `x` and `!x` \
        whatever x is, or numbers without a gap. Every case must have something that it takes: \
        none stands behind `otherwise`, or behind cases that take all that it would take, and none \
        asks for a word that cannot be.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let everywhere = PathFacts(workflow)
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
            let outlines = conditions.map { FlowConditions.outline($0) ?? .other($0.text) }
            let facts = everywhere.at(workflow.flow.certain.at(.step(entry.index)))
            let table = CaseTable(outlines, facts)
            for (index, condition) in conditions.enumerated() {
                checkUse(of: condition, outlines[index], index, table, facts, &report)
            }
            if conditions.count == cases.count { checkWhole(entry, table, &report) }
        }
    }

    private func checkWhole(
        _ entry: StepTree.Entry, _ table: CaseTable, _ report: inout Report
    ) {
        let help = "close the cases with `- {otherwise: STEP}`"
        if let rows = table.rows, rows.allSatisfy({ $0.chosen != nil }) { return }
        guard let gap = table.gap else {
            return report.error(
                "it may be that no case of `\(entry.id)` applies", at: entry.syntax.verbLocation,
                help: help)
        }
        report.error(
            "no case of `\(entry.id)` applies when \(gap)", at: entry.syntax.verbLocation,
            help: help)
    }

    /// A case that no combination of answers leads to.
    private func checkUse(
        of condition: ExpressionSyntax, _ outline: Outline, _ index: Int, _ table: CaseTable,
        _ facts: PathFacts, _ report: inout Report
    ) {
        guard let rows = table.rows, !rows.contains(where: { $0.mayTake(index) }) else { return }
        if rows.allSatisfy({ $0.truths[index] == false }) {
            return reportNever(condition, outline, table, facts, &report)
        }
        let coverEverything = rows.allSatisfy { $0.truths[..<index].contains(true) }
        report.error(
            "this case is never chosen, since those before it "
                + (coverEverything ? "cover everything" : "take all that it would take"),
            at: condition.location,
            help: coverEverything
                ? "remove it, or narrow the cases before it"
                : "put it before them, narrow them, or remove it")
    }

    private func reportNever(
        _ condition: ExpressionSyntax, _ outline: Outline, _ table: CaseTable,
        _ facts: PathFacts, _ report: inout Report
    ) {
        guard let atom = Atom(outline, facts), case .value(let subject) = atom.subject,
            let words = atom.wantedWords, let first = words.first,
            let question = table.questions.first(where: { $0.subject == atom.subject }),
            let possible = question.possibleWords
        else {
            return report.error(
                "this case never applies: nothing makes it true", at: condition.location,
                help: "correct it, or remove it")
        }
        let nearest = Spelling.nearest(to: first, among: possible)
        let known = possible.count == 1 ? "it is always" : "it can be"
        report.error(
            "this case never applies: \(subject.quoted) is never "
                + "\(Spelling.list(words, "or")) here", at: condition.location,
            help: nearest.map { "did you mean `\($0)`?" }
                ?? "\(known) \(Spelling.list(possible.prefix(12), "or"))",
            suggestion: nearest)
    }
}
