import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Ladders. Whether one ends, and where its outcomes lead, is a rule's business.
extension Meaning {
    /// What every rung sees besides the run.
    static let rungExtras =
        [(name: "duty", type: ExpressionTypes.duty)] + ExpressionTypes.dutyPeople

    mutating func ladder(_ syntax: LadderSyntax) -> Ladder? {
        let rungs = syntax.rungs.map { rung($0) }
        let found = rungs.compactMap(\.self)
        return found.count == rungs.count ? Ladder(name: syntax.planName, rungs: found) : nil
    }

    private mutating func rung(_ syntax: RungSyntax) -> Rung? {
        let before = diagnostics.count
        var rung = Rung(at: syntax.at.value)
        rung.mark = syntax.mark?.value
        rung.remind = rungPeople(syntax.remind)
        rung.notify = rungPeople(syntax.notify)
        rung.add = rungPeople(syntax.add)
        rung.assign = rungPeople(syntax.assign)
        rung.raise = syntax.raise?.value ?? 0
        rung.decide = syntax.decide?.value
        rung.repetition = syntax.repetition
        rung.start = syntax.start.flatMap { start($0, syntax) }
        rung.action = syntax.task.flatMap { action($0, syntax) }
        return diagnostics.count == before ? rung : nil
    }

    private mutating func rungPeople(_ syntax: PeopleSyntax?) -> [Expression] {
        peopleList(syntax, at: .workflow, extras: Self.rungExtras)
    }

    private func place(_ name: String, _ code: Code = .badParameter) -> ValuePlace {
        ValuePlace(name: name, site: .workflow, extras: Self.rungExtras, code: code)
    }

    private mutating func action(_ name: Located<String>, _ rung: RungSyntax) -> ActionPlan? {
        guard let task = task(name) else { return nil }
        guard case .action = task else {
            report(
                .notADuty, "a rung runs tasks of a machine, and `\(name.value)` is work of people",
                at: name.location, help: "start a workflow that has this duty")
            return nil
        }
        return parameters(rung.parameters, of: task, named: name, at: place("")).map {
            ActionPlan(task: name.value, parameters: $0)
        }
    }

    private mutating func start(_ name: Located<String>, _ rung: RungSyntax) -> StartPlan? {
        inputs(rung.parameters, of: name, at: place("", .unknownInput)).map {
            StartPlan(workflow: WorkflowID(name.value), inputs: $0)
        }
    }

    mutating func task(_ name: Located<String>) -> RegisteredTask? {
        if let task = catalog.task(name.value) { return task }
        let known = catalog.taskNames
        report(
            .unknownTask, "there is no task `\(name.value)`", at: name.location,
            help: Spelling.help(for: name.value, among: known)
                ?? "`onus plugins` lists the tasks that there are",
            suggestion: Spelling.nearest(to: name.value, among: known))
        return nil
    }
}
