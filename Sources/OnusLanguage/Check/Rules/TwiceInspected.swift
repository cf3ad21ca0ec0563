import OnusModel

/// Two schedules that have the same people looked at in the same time.
struct TwiceInspected: Rule {
    static let code = "W095"
    static let title = "two schedules look at the same people"
    static let explanation = """
        Two handlers with `every:` run beside each other, and both ask somebody to look at the same \
        step, or at steps of the same people. Whoever is looked at twice in one period works for the \
        inspectors; rules on government inspection ask for one plan in place of several visits. Make \
        one schedule of the two, or look at something else.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let schedules = schedules(workflow)
        for (index, schedule) in schedules.enumerated() {
            for earlier in schedules[..<index] where runBeside(schedule, earlier, workflow.tree) {
                guard let shared = shared(schedule, earlier, workflow) else { continue }
                report.warning(
                    "`\(earlier.id.value)` and `\(schedule.id.value)` both look at \(shared), so "
                        + "the same people are looked at twice in one period",
                    at: schedule.location, help: "make one schedule of them",
                    related: [.init("the other schedule", at: earlier.location)])
                break
            }
        }
    }

    private struct Schedule {
        let id: Located<String>
        let location: SourceLocation
        let owner: Int
        /// The steps that are looked at.
        let subjects: [StepTree.Entry]
    }

    private func schedules(_ workflow: WorkflowContext) -> [Schedule] {
        let tree = workflow.tree
        return tree.lists.compactMap { list -> Schedule? in
            guard case .handler(let handler) = list.kind, let owner = list.owner,
                case .every = handler.trigger
            else { return nil }
            let subjects = tree.entries.filter { tree.isIn($0, list: list.index) }
                .flatMap { lookedAt(by: $0, workflow) }
            return Schedule(
                id: handler.id, location: handler.triggerLocation, owner: owner,
                subjects: subjects)
        }
    }

    private func lookedAt(
        by entry: StepTree.Entry, _ workflow: WorkflowContext
    ) -> [StepTree.Entry] {
        guard case .task(let task) = entry.syntax.verb, let facts = workflow.tasks[entry.index]
        else { return [] }
        return task.parameters.filter { facts.subjects.contains($0.name.value) }.compactMap {
            $0.value.scalar.flatMap { workflow.tree[$0.text] }
        }
    }

    /// Of one scope, of scopes inside each other, or of branches beside each other.
    private func runBeside(_ one: Schedule, _ other: Schedule, _ tree: StepTree) -> Bool {
        if tree.isInside(one.owner, other.owner) || tree.isInside(other.owner, one.owner) {
            return true
        }
        let ones = tree.enclosing(tree.entries[one.owner].list)
        let others = tree.enclosing(tree.entries[other.owner].list)
        guard let common = ones.first(where: others.contains) else { return false }
        let branches = [ones, others].compactMap { lists in
            lists.firstIndex(of: common).flatMap { $0 > 0 ? lists[$0 - 1] : nil }
        }
        let owners = Set(branches.compactMap { tree.lists[$0].owner })
        guard branches.count == 2, branches[0] != branches[1], owners.count == 1,
            let owner = owners.first, case .parallel = tree.entries[owner].syntax.verb
        else { return false }
        return true
    }

    /// What both look at: a step, or the people of two.
    private func shared(
        _ one: Schedule, _ other: Schedule, _ workflow: WorkflowContext
    ) -> String? {
        for subject in one.subjects {
            if other.subjects.contains(where: { $0.index == subject.index }) {
                return "`\(subject.id)`"
            }
            let people = responsible(subject, workflow)
            guard let people,
                let twin = other.subjects.first(where: {
                    responsible($0, workflow) == people
                })
            else { continue }
            return "the people of `\(twin.id)` and `\(subject.id)`"
        }
        return nil
    }

    private func responsible(_ entry: StepTree.Entry, _ workflow: WorkflowContext) -> [String]? {
        workflow.duties[entry.index]?.responsible.map { $0.expressions.map(\.text).sorted() }
    }
}
