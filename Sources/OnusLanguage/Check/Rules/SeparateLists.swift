import OnusModel

/// A list of `separate:` that demands nothing, or what nobody can meet.
struct SeparateLists: Rule {
    static let code = "W078"
    static let title = "a separation makes no sense"
    static let explanation = """
        Each list of `separate:` names two or more parts of a workflow, and nobody acts in two of \
        them: steps, blocks, `start`, or an expression that gives people. A step in which only a \
        machine acts has nobody to keep apart. A block stands for everybody inside it, so a step of \
        the block beside the block itself could never be done. An inner list, as in \
        `[[check, investigate], review]`, is one part: those who check may investigate.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for list in workflow.workflow.separate {
            if list.entries.count < 2 {
                report.error(
                    "this list keeps nobody apart, since it has fewer than two entries",
                    at: list.location,
                    help: "add who else must be somebody else, or remove the list")
            }
            var earlier: [Part] = []
            for (number, entry) in list.entries.enumerated() {
                for part in entry.parts {
                    check(part, number, earlier, workflow, &report)
                    earlier.append(Part(syntax: part, entry: number))
                }
            }
        }
        checkRepeats(workflow.workflow.separate, &report)
    }

    private struct Part {
        let syntax: ExpressionSyntax
        /// Parts of one entry may be done by the same people.
        let entry: Int
    }

    private func check(
        _ part: ExpressionSyntax, _ entry: Int, _ earlier: [Part], _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        if let twin = earlier.first(where: { $0.syntax.text == part.text })?.syntax {
            report.error(
                "`\(part.text)` stands in this list twice", at: part.location,
                help: "remove one of the two", related: [.init("first here", at: twin.location)])
        }
        guard let step = workflow.tree[part.text] else { return }
        if !hasPeople(step, workflow) {
            report.error(
                "nobody acts in `\(part.text)`, which is done by a machine", at: part.location,
                help: "name a duty, or a block that has duties")
        }
        for other in earlier where other.entry != entry {
            guard let before = workflow.tree[other.syntax.text], before.index != step.index else {
                continue
            }
            let isInside = workflow.tree.isInside(step.index, before.index)
            guard isInside || workflow.tree.isInside(before.index, step.index) else { continue }
            let (inner, outer) =
                isInside ? (part.text, other.syntax.text) : (other.syntax.text, part.text)
            report.error(
                "`\(inner)` lies inside `\(outer)`, so nobody could do it without acting in both",
                at: part.location, help: "remove one of the two",
                related: [.init("the other", at: other.syntax.location)])
        }
    }

    /// A task that is unknown may well be a duty.
    private func hasPeople(_ step: StepTree.Entry, _ workflow: WorkflowContext) -> Bool {
        workflow.tree.entries.contains { entry in
            let asksPeople =
                switch entry.syntax.verb {
                case .task: workflow.tasks[entry.index]?.isDuty ?? true
                case .call(let call): !call.isDetached
                case .receive(let receive): receive.pattern.from != nil
                default: false
                }
            return asksPeople && workflow.tree.isInside(entry.index, step.index)
        }
    }

    private func checkRepeats(_ lists: [SeparateSyntax], _ report: inout Report) {
        for (index, list) in lists.enumerated() {
            let entries = Set(list.entries.map(\.text))
            let wider = lists.enumerated().first { other, candidate in
                let others = Set(candidate.entries.map(\.text))
                return other != index && entries.isSubset(of: others)
                    && (entries != others || other < index)
            }
            guard let wider, entries.count > 1 else { continue }
            report.warning(
                "another list of `separate` says this already", at: list.location,
                help: "remove this list",
                related: [.init("it stands here", at: wider.element.location)])
        }
    }
}

extension SeparateSyntax.Entry {
    fileprivate var text: String { parts.map(\.text).sorted().joined(separator: ", ") }
}
