import OnusModel

/// An outcome that can happen and leads nowhere.
struct UnhandledOutcome: Rule {
    static let code = "W060"
    static let title = "an outcome leads nowhere"
    static let explanation = """
        A duty that has ended goes on to the next step only with the outcomes that say so, such as \
        `approved`. Every other one that can happen must be mapped under `then:`, to a step, to \
        `continue` or to `leave`; `any:` stands for all that are not named. An outcome can happen \
        when people are offered it, when the arithmetic of the task can arrive at it, or when a \
        rung of the ladder or `deemed` decides it.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        let compensating = workflow.tree.compensating
        for entry in workflow.tree.entries {
            // After a step that compensates the run goes on in one way only.
            let target = compensating.contains(entry.id) ? "continue" : "STEP"
            var told: Set<String> = []
            let strange = Set(workflow.strangeDecisions(of: entry.index).map(\.value))
            for ending in workflow.endings(of: entry.index) where ending.target == nil {
                guard !strange.contains(ending.outcome), told.insert(ending.outcome).inserted else {
                    continue
                }
                report.error(
                    message(ending, entry), at: entry.syntax.id.location,
                    help: help(ending, entry.syntax, target), related: related(ending))
            }
        }
    }

    private func message(_ ending: Ending, _ entry: StepTree.Entry) -> String {
        switch ending.cause {
        case .task:
            "the duty `\(entry.id)` can end with `\(ending.outcome)`, which leads nowhere"
        case .verb: "the step `\(entry.id)` can end with `\(ending.outcome)`, which leads nowhere"
        case .ladder:
            "a rung can end the duty `\(entry.id)` with `\(ending.outcome)`, which leads nowhere"
        case .deemed:
            "a passed deadline ends the duty `\(entry.id)` with `\(ending.outcome)`, which leads "
                + "nowhere"
        }
    }

    private func help(_ ending: Ending, _ step: StepSyntax, _ target: String) -> String {
        switch step.next {
        case nil: "add `then: {\(ending.outcome): \(target)}`"
        case .byOutcome: "add `\(ending.outcome): \(target)` to its `then`"
        case .always(let next):
            "`then: \(next.value)` holds for the outcomes that go on; write a mapping that also "
                + "says `\(ending.outcome): \(target)`"
        }
    }

    private func related(_ ending: Ending) -> [Diagnostic.Related] {
        switch ending.cause {
        case .task, .verb: []
        case .ladder(_, let rung):
            rung.decide.map { [.init("decided here", at: $0.location)] } ?? []
        case .deemed(let deemed): [.init("decided here", at: deemed.outcome.location)]
        }
    }
}
