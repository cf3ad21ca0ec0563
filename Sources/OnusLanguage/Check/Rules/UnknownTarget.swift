import OnusModel

/// A `then`, `catch` or case that leads to a step which there is not.
struct UnknownTarget: Rule {
    static let code = "W024"
    static let title = "a step is not known"
    static let explanation = """
        `then`, `catch`, cases of a `switch`, `allocate` and parameters such as `shows` name steps \
        by their ids. Beside ids, a target may be `continue` (the next step of the list) or `leave` \
        (the end of the nearest list).
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            for target in entry.syntax.targets { check(target, workflow, &report) }
        }
        for list in workflow.tree.lists {
            if case .handler(let handler) = list.kind, let target = handler.next {
                check(target, workflow, &report)
            }
        }
        for duty in workflow.statedDuties {
            guard let allocation = duty.allocation, let step = allocation.value.step else {
                continue
            }
            check(Located(step.rawValue, at: allocation.location), workflow, &report, words: [])
        }
    }

    private func check(
        _ target: Located<String>, _ workflow: WorkflowContext, _ report: inout Report,
        words: [String] = ["continue", "leave"]
    ) {
        guard !words.contains(target.value), workflow.tree[target.value] == nil else { return }
        let known = workflow.tree.entries.map(\.id)
        let nearest = Spelling.nearest(to: target.value, among: known + words)
        report.error(
            "there is no step `\(target.value)`", at: target.location,
            help: nearest.map { "did you mean `\($0)`?" }
                ?? "give the id of a step"
                + (words.isEmpty ? "" : ", or \(Spelling.list(words, "or"))"),
            suggestion: nearest)
    }
}

extension Allocation {
    fileprivate var step: StepID? {
        switch self {
        case .sameAs(let step), .not(let step): step
        case .all, .first, .roundRobin, .fewestOpen: nil
        }
    }
}
