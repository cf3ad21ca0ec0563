import OnusModel

// What a test says that people decide, and how it says that things end.
extension TestCheck {
    /// Those with which people settle an incident of any step.
    private static let ofIncidents = ["retry", "skip", "fail"]

    /// The steps that an entry may mean, one at most of each workflow that is played.
    private func steps(at place: String) -> [(WorkflowContext, StepTree.Entry)] {
        let id = Self.step(at: place)
        return played.compactMap { workflow in workflow.tree[id].map { (workflow, $0) } }
    }

    /// `do:` with what nobody is offered there. What is to be refused may be anything.
    mutating func checkDecision(_ entry: ScriptEntry) {
        guard case .decide(let outcome)? = entry.act, !entry.isRefused, let place = entry.duty,
            let offered = offered(at: place.value), !offered.contains(outcome.value),
            !Self.ofIncidents.contains(outcome.value)
        else { return }
        let step = place.value.split(separator: "/").last ?? ""
        report(
            "the step `\(step)` does not offer `\(outcome.value)`", outcome, among: offered,
            offered.isEmpty
                ? "nobody decides it" : "choose one of \(Spelling.list(offered, "or"))",
            code: .impossibleOutcome)
    }

    /// What people can choose; nil where that is not known, or where any word does.
    private func offered(at place: String) -> [String]? {
        let last = place.split(separator: "/").last.map(String.init) ?? ""
        if last == Right.extending.rawValue { return [Extensions.granted, Extensions.refused] }
        if Self.isAside(last) { return Self.ofIncidents }
        let rights = rights(at: place)
        if !rights.isEmpty { return [ReceivePlan.received] }
        let steps = steps(at: place)
        guard !steps.isEmpty else { return nil }
        var offered: [String] = []
        for (workflow, entry) in steps {
            guard let facts = workflow.tasks[entry.index], facts.areOutcomesCertain else {
                return nil
            }
            guard facts.isDuty else { continue }
            offered += Routes(entry.syntax.next).offered(of: facts.outcomes)
        }
        return offered
    }

    /// What people may do at a place and need not.
    private func rights(at place: String) -> [(WorkflowContext, PatternSyntax)] {
        let id = Self.step(at: place)
        return played.flatMap { workflow in
            workflow.tree.right(id).map { [(workflow, $0)] } ?? []
        }
    }

    /// An end that there is not.
    mutating func checkOutcome(of expectation: Expectation, _ testCase: TestCase) {
        guard let outcome = expectation.outcome else { return }
        if let place = expectation.duty {
            var known: [String] = []
            for (workflow, entry) in steps(at: place.value) {
                guard let outcomes = workflow.outcomes(of: entry) else { return }
                known += outcomes
            }
            guard !known.isEmpty, !known.contains(outcome.value) else { return }
            return report(
                "the step `\(Self.step(at: place.value))` cannot end with `\(outcome.value)`",
                outcome, among: known, "it ends with \(Spelling.list(known, "or"))",
                code: .impossibleOutcome)
        }
        guard let main = played.first(where: { $0.workflow.name.value == workflow.name.value }),
            !testCase.failsAnIncident
        else { return }
        let ends = workflow.ends.map(\.outcome.value)
        let errors = main.tree.entries.flatMap { Failures.own(of: $0.index, in: main) }
        guard !(ends + errors).contains(outcome.value) else { return }
        report(
            "`\(workflow.name.value)` cannot end with `\(outcome.value)`", outcome, among: ends,
            ends.isEmpty
                ? "it has no `end`"
                : "it ends with \(Spelling.list(Array(Set(ends)).sorted(), "or"))",
            code: .impossibleOutcome)
    }

    /// Outputs that no end hands on.
    mutating func checkOutputs(of expectation: Expectation) {
        let known = workflow.ends.flatMap { $0.outputs.map(\.name.value) }
        for output in expectation.outputs where !known.contains(output.name.value) {
            report(
                "no end of `\(workflow.name.value)` gives `\(output.name.value)`", output.name,
                among: known, Spelling.help(for: "", among: known, called: "its outputs are"))
        }
    }

    /// Fields that the form does not have, or values that they do not take.
    mutating func checkForm(_ entry: ScriptEntry) {
        guard !entry.form.isEmpty, !entry.isRefused, case .decide? = entry.act,
            let place = entry.duty
        else { return }
        guard let form = form(at: place.value) else { return }
        let fields = form.map(\.field)
        let known = fields.map(\.name)
        for given in entry.form {
            guard let field = fields.first(where: { $0.name == given.name.value }) else {
                report(
                    "the form of `\(Self.step(at: place.value))` has no field "
                        + "`\(given.name.value)`", given.name,
                    among: known,
                    Spelling.help(for: "", among: known, called: "its fields are")
                        ?? "the step has no form")
                continue
            }
            check(given.value, of: field)
        }
    }

    /// What is filled in there; nil where that is not known, or where several may be meant.
    private func form(at place: String) -> [FieldSyntax]? {
        let rights = rights(at: place)
        if rights.count == 1, let (workflow, pattern) = rights.first {
            return pattern.form.map { workflow.fields(of: $0) } ?? []
        }
        let steps = steps(at: place)
        guard rights.isEmpty, steps.count == 1, let (workflow, step) = steps.first,
            let duty = workflow.duties[step.index]
        else { return nil }
        return duty.form.map { workflow.fields(of: $0) } ?? []
    }
}

extension StepTree {
    /// What people may do in a step, or in a handler, of this name.
    fileprivate func right(_ id: String) -> PatternSyntax? {
        if case .receive(let receive)? = self[id]?.syntax.verb, receive.pattern.from != nil {
            return receive.pattern
        }
        return lists.lazy.compactMap { list -> PatternSyntax? in
            guard case .handler(let handler) = list.kind, handler.id.value == id,
                case .event(let pattern) = handler.trigger, pattern.from != nil
            else { return nil }
            return pattern
        }.first
    }
}

extension TestCase {
    /// Whether somebody lets a run fail with whatever went wrong.
    fileprivate var failsAnIncident: Bool {
        script.contains { entry in
            if case .decide(let outcome)? = entry.act { outcome.value == "fail" } else { false }
        }
    }
}
