import OnusModel

/// A list of `together:` that demands nothing, or what nobody can meet.
struct TogetherLists: Rule {
    static let code = "W085"
    static let title = "a togetherness makes no sense"
    static let explanation = """
        Each list of `together:` names two or more duties that the same person does: whoever did \
        one of them does the others too. A step in which only a machine acts has nobody, and two \
        steps that `separate:` keeps apart can never be done by the same person. A step that takes \
        two people cannot follow one that one person may have done alone. Checked against an \
        organisation, everybody who is asked for one of the steps must be able to do the others that \
        may come later, and must not be able to do meanwhile what `separate:` keeps apart from them: \
        whatever people choose, somebody is left.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for list in workflow.workflow.together {
            if list.steps.count < 2 {
                report.error(
                    "this list puts nothing together, since it has fewer than two steps",
                    at: list.location, help: "add what else the same person does, or remove it")
            }
            var earlier: [Located<String>] = []
            for step in list.steps {
                check(step, earlier, workflow, &report)
                earlier.append(step)
            }
            checkNumbers(list, workflow, &report)
            TogetherChoices(workflow)?.check(list, &report)
        }
    }

    /// Whoever did the one step must be enough for the others.
    private func checkNumbers(
        _ list: TogetherSyntax, _ workflow: WorkflowContext, _ report: inout Report
    ) {
        let numbers = list.steps.compactMap { step in
            workflow.tree[step.value].flatMap { workflow.tasks[$0.index]?.bound }
                .map { (step: step, people: $0.leastPeople) }
        }
        guard let fewest = numbers.min(by: { $0.people < $1.people }) else { return }
        for (step, people) in numbers where people > fewest.people {
            let others = fewest.people == 1 ? "one person" : "\(fewest.people) people"
            report.error(
                "`\(step.value)` takes \(people) people, and \(others) may have done "
                    + "`\(fewest.step.value)`, which belongs together with it", at: step.location,
                help: "let as many be enough for both, or remove it from the list")
        }
        checkBeside(numbers.filter { $0.people > 1 }.map(\.step), workflow, &report)
    }

    /// Whoever acts first in a step is from then on the one who does the others.
    private func checkBeside(
        _ steps: [Located<String>], _ workflow: WorkflowContext, _ report: inout Report
    ) {
        let several = steps.compactMap { step in
            workflow.tree[step.value].map { (entry: $0, step: step) }
        }
        let run = StepsOfOneRun(workflow)
        for (place, later) in several.enumerated() {
            guard
                let first = several[..<place].first(where: {
                    run.isBeside($0.entry.index, later.entry.index)
                })
            else { continue }
            report.error(
                "`\(later.step.value)` and `\(first.step.value)` take several people and are open at "
                    + "once: whoever acts first in one keeps the others from both",
                at: later.step.location,
                help: "put one after the other, or remove one from the list")
        }
    }

    private func check(
        _ step: Located<String>, _ earlier: [Located<String>], _ workflow: WorkflowContext,
        _ report: inout Report
    ) {
        if let twin = earlier.first(where: { $0.value == step.value }) {
            report.error(
                "`\(step.value)` stands in this list twice", at: step.location,
                help: "remove one of the two", related: [.init("first here", at: twin.location)])
        }
        guard let entry = workflow.tree[step.value] else {
            let known = workflow.tree.entries.map(\.id)
            return report.error(
                "there is no step `\(step.value)`", at: step.location,
                help: Spelling.help(for: step.value, among: known, called: "the steps are"),
                suggestion: Spelling.nearest(to: step.value, among: known))
        }
        if case .task = entry.syntax.verb, workflow.tasks[entry.index]?.isDuty ?? true {
            checkApart(entry, step, earlier, workflow, &report)
        } else {
            report.error(
                "`\(step.value)` is no duty, so nobody does it together with others",
                at: step.location, help: "name steps that people do, one by one")
        }
    }

    private func checkApart(
        _ entry: StepTree.Entry, _ step: Located<String>, _ earlier: [Located<String>],
        _ workflow: WorkflowContext, _ report: inout Report
    ) {
        for other in earlier.compactMap({ workflow.tree[$0.value] }) where other.id != entry.id {
            let list = workflow.workflow.separate.first { list in
                let one = list.entries.firstIndex { $0.covers(entry, workflow.tree) }
                let two = list.entries.firstIndex { $0.covers(other, workflow.tree) }
                return one != nil && two != nil && one != two
            }
            guard let list else { continue }
            report.error(
                "`separate` keeps `\(step.value)` and `\(other.id)` apart, so the same person "
                    + "cannot do both", at: step.location, help: "remove it from one of the lists",
                related: [.init("kept apart here", at: list.location)])
        }
    }
}

extension SeparateSyntax.Entry {
    fileprivate func covers(_ step: StepTree.Entry, _ tree: StepTree) -> Bool {
        parts.contains { part in
            tree[part.text].map { tree.isInside(step.index, $0.index) } ?? false
        }
    }
}
