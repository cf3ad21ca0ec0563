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
            for step in entry.syntax.namedSteps + [entry.syntax.undo].compactMap(\.self) {
                check(step, workflow, &report, words: [])
            }
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

extension StepSyntax {
    /// The steps that a verb names without going there.
    var namedSteps: [Located<String>] {
        switch verb {
        case .withdraw(let steps), .wait(.settled(let steps)): steps
        case .receive(let receive): receive.pattern.steps
        case .foreach(let loop): loop.addition?.pattern.steps ?? []
        case .scope(let scope):
            scope.handlers.flatMap { handler -> [Located<String>] in
                if case .event(let pattern) = handler.trigger { pattern.steps } else { [] }
            }
        default: []
        }
    }
}

extension PatternSyntax {
    fileprivate var steps: [Located<String>] {
        events.compactMap { event in
            guard event.value.hasPrefix(EventPattern.stepPrefix) else { return nil }
            return event.map { String($0.dropFirst(EventPattern.stepPrefix.count)) }
        }
    }
}
