import OnusModel
import OnusPlugin

/// An outcome that a step is said to have and cannot have.
struct UnknownOutcome: Rule {
    static let code = "W033"
    static let title = "an outcome is not one of the step's"
    static let explanation = """
        A duty ends with an outcome of its task, or with one that a rung of its ladder decides. \
        `then:` maps these, and `any:` stands for all that are not named. A rung decides an outcome \
        of the task or `expired`. Steps that are no duty have no outcomes; their `then:` is a \
        target.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for entry in workflow.tree.entries {
            guard case .byOutcome(let entries)? = entry.syntax.next else { continue }
            guard let known = workflow.outcomes(of: entry) else { continue }
            for outcome in entries where !(known + ["any"]).contains(outcome.name.value) {
                report.error(
                    message(outcome.name.value, entry), at: outcome.name.location,
                    help: known.isEmpty
                        ? "write the target alone: `then: \(outcome.value.value)`"
                        : Spelling.help(
                            for: outcome.name.value, among: known, called: "its outcomes are"),
                    suggestion: Spelling.nearest(to: outcome.name.value, among: known))
            }
        }
        for entry in workflow.tree.entries { checkDecisions(entry, workflow, &report) }
    }

    private func message(_ outcome: String, _ entry: StepTree.Entry) -> String {
        if case .call(let call) = entry.syntax.verb, !call.isDetached {
            return "`\(call.workflow.value)` cannot end with `\(outcome)`"
        }
        if case .receive = entry.syntax.verb {
            return "the step `\(entry.id)` cannot end with `\(outcome)`"
        }
        guard case .task(let task) = entry.syntax.verb else {
            return "the step `\(entry.id)` has no outcomes, so no `\(outcome)`"
        }
        return "`\(task.name.value)` in the step `\(entry.id)` cannot end with `\(outcome)`"
    }

    /// What rungs and `deemed` decide must be something that the task knows.
    private func checkDecisions(
        _ entry: StepTree.Entry, _ workflow: WorkflowContext, _ report: inout Report
    ) {
        let known = workflow.tasks[entry.index]?.decidable ?? []
        for outcome in workflow.strangeDecisions(of: entry.index) {
            report.error(
                "the duty `\(entry.id)` cannot end with `\(outcome.value)`", at: outcome.location,
                help: Spelling.help(for: outcome.value, among: known, called: "its outcomes are"),
                suggestion: Spelling.nearest(to: outcome.value, among: known))
        }
    }
}

extension TaskFacts {
    /// What a rung or `deemed` may decide.
    fileprivate var decidable: [String] { outcomes.filter(\.settles).map(\.name) + ["expired"] }
}

extension WorkflowContext {
    /// What rungs and `deemed` decide at a duty although its task does not know it.
    func strangeDecisions(of step: Int) -> [Located<String>] {
        guard let task = tasks[step], task.areOutcomesCertain, let duty = duties[step] else {
            return []
        }
        var decided = ladder(of: duty)?.rungs.compactMap(\.decide) ?? []
        if let deemed = duty.deemed { decided.append(deemed.outcome) }
        let known = task.decidable
        return decided.filter { !known.contains($0.value) }
    }

    /// The outcomes that a step can have; nil where its task or the workflow that it calls is not
    /// known.
    func outcomes(of entry: StepTree.Entry) -> [String]? {
        switch entry.syntax.verb {
        case .task:
            guard let task = tasks[entry.index], task.areOutcomesCertain else { return nil }
            var settling = task.outcomes.filter(\.settles).map(\.name)
            // A ladder that is not known may decide.
            let ladder = duties[entry.index].flatMap { self.ladder(of: $0) }
            if task.isDuty, ladder == nil { settling.append("expired") }
            return settling + lapses(of: entry.index).filter { !settling.contains($0) }
        case .unknown: return nil
        case .call(let call) where surroundings.workflows[call.workflow.value] == nil: return nil
        default: return verbOutcomes(of: entry.index).map(\.name)
        }
    }
}
