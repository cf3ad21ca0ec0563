import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

// Duties: people, deadline, form, and what the task is given.
extension Meaning {
    /// The duty of a step, complete but for what is offered. Fields that are missing are a rule's
    /// business: nil without a word.
    mutating func duty(
        _ entry: StepTree.Entry, _ task: TaskSyntax, _ kind: RegisteredDuty
    ) -> DutyPlan? {
        guard let fields = context.duties[entry.index] else { return nil }
        let site = Site.step(entry.index)
        let people = people(fields, at: site)
        if fields.whenNobody?.value == .fail {
            demandSomebody(fields.responsible, as: "who does `\(entry.id)`", at: site)
        }
        demandSomebody(fields.verifiedBy, as: "who verifies `\(entry.id)`", at: site)
        demandSomebody(fields.supervisor, as: "who supervises `\(entry.id)`", at: site)
        let due = fields.due.flatMap { dueDate($0, at: site) }
        let form = form(fields.form, of: kind.description)
        let with = parameters(
            task.parameters, of: .duty(kind), named: task.name,
            at: ValuePlace(name: "", site: site))
        guard let people, let due, let form, let with, let ladder = context.ladder(of: fields),
            !haveProblems(with, with: fields, of: task, kind)
        else { return nil }
        var plan = DutyPlan(
            task: task.name.value, parameters: with, people: people, due: due,
            calendar: fields.calendar?.value, ladder: ladder.planName, offered: [], form: form)
        plan.evidence = fields.evidence?.value ?? plan.evidence
        plan.priority = fields.priority?.value ?? plan.priority
        plan.isDelegable = fields.isDelegable?.value ?? plan.isDelegable
        plan.allocation = fields.allocation?.value ?? plan.allocation
        plan.whenNobody = fields.whenNobody?.value ?? plan.whenNobody
        plan.deemed = fields.deemed.map {
            Deemed(outcome: $0.outcome.value, basis: $0.basis.value)
        }
        plan.shows = shows(with)
        plan.stopClock = fields.stopClock.map(StopClock.init)
        if let extend = fields.extend {
            guard let by = self.people(extend.by, at: site)?.expression else { return nil }
            plan.extend = ExtensionPlan(
                by: by, atMost: extend.atMost.value, times: extend.times)
        }
        return plan
    }

    /// The duty of a phase. What is missing is a rule's business.
    mutating func phase(_ entry: StepTree.Entry) -> Phase? {
        guard let fields = context.duties[entry.index] else { return Phase() }
        let site = Site.step(entry.index)
        let people = people(fields, at: site)
        let due = fields.due.flatMap { dueDate($0, at: site) }
        guard let people, let due, let ladder = context.ladder(of: fields) else { return nil }
        return Phase(
            plan: PhasePlan(
                accountable: people.accountable, supervisor: people.supervisor, due: due,
                calendar: fields.calendar?.value, ladder: ladder.planName,
                stopClock: fields.stopClock.map(StopClock.init)))
    }

    /// Nothing, or what makes a scope a phase.
    struct Phase {
        var plan: PhasePlan?
    }

    private mutating func people(_ fields: DutySyntax, at site: Site) -> PeoplePlan? {
        let responsible = fields.responsible.flatMap { people($0, at: site)?.expression }
        let accountable = fields.accountable.flatMap { onePerson($0, at: site) }
        let supervisor = fields.supervisor.flatMap { people($0, at: site)?.expression }
        let consulted = fields.consulted.flatMap { people($0, at: site)?.expression }
        let informed = fields.informed.flatMap { people($0, at: site)?.expression }
        let verifiedBy = fields.verifiedBy.flatMap { people($0, at: site)?.expression }
        guard let responsible, let accountable, let supervisor else { return nil }
        return PeoplePlan(
            responsible: responsible, accountable: accountable, supervisor: supervisor,
            consulted: consulted, informed: informed, verifiedBy: verifiedBy)
    }

    /// Exactly one person is accountable: what a run takes from somewhere must be one.
    private mutating func onePerson(_ syntax: PeopleSyntax, at site: Site) -> Expression? {
        guard let people = people(syntax, at: site) else { return nil }
        let sources = context.sources.writtenOut(syntax).sources
        let isTaken = sources.contains { source in
            guard case .path(let path) = source else { return false }
            return people.type == .people ? path != ["initiator"] : givesPeople(path)
        }
        guard isTaken else { return people.expression }
        report(
            .severalAccountable, "`\(people.expression.text)` can be several people",
            at: syntax.location,
            help: "exactly one person is accountable: name the head of a unit, or something of the "
                + "type `person`")
        return nil
    }

    /// Whether a path reads an output of a block that is several people.
    private func givesPeople(_ path: [String]) -> Bool {
        guard path.count == 3, path[0] == "steps", let block = context.tree[path[1]],
            let output = block.syntax.outputs.first(where: { $0.name.value == path[2] }),
            let text = output.value.scalar?.text,
            let expression = (try? Template(parsing: text))?.single
        else { return false }
        let environment = vocabulary.environment(for: text, at: .end(of: block.index))
        return environment.check(expression).type == .people
    }

    private mutating func dueDate(_ due: DueSyntax, at site: Site) -> DueDate? {
        switch due {
        case .period(let period): .period(period.value)
        case .at(let syntax): expression(syntax, .timestamp, at: site).map { .at($0) }
        }
    }

    /// The fields of a form; none when there is no form.
    private mutating func form(_ form: FormSyntax?, of task: TaskDescription) -> [Field]? {
        guard let form else { return [] }
        guard let fields = context.fields(of: form) else { return nil }
        let taken = Set(task.outputs.map(\.name)).union(Self.stepFields)
        var isWhole = true
        for field in fields where taken.contains(field.name.value) {
            isWhole = false
            report(
                .nameCollision,
                "the form field `\(field.name.value)` has the name of something that "
                    + "`\(task.name)` gives", at: field.name.location, help: "rename the field")
        }
        return isWhole ? fields.map(\.field) : nil
    }

    static let stepFields = Set(
        (ExpressionTypes.step + ExpressionTypes.dutyStep(form: [])).map(\.name))

    /// The steps that a parameter called `shows` names.
    private func shows(_ parameters: [Binding]) -> [StepID] {
        guard let binding = parameters.first(where: { $0.name == "shows" }) else { return [] }
        switch binding.value {
        case .constant(.list(let steps)): return steps.compactMap(\.stringValue).map { StepID($0) }
        case .constant(.string(let step)): return [StepID(step)]
        case .list(let sources):
            return sources.compactMap { source in
                if case .constant(.string(let step)) = source { StepID(step) } else { nil }
            }
        default: return []
        }
    }
}

// What a task is given.
extension Meaning {
    mutating func parameters(
        _ given: [Named<ValueSyntax>], of task: RegisteredTask, named name: Located<String>,
        at place: ValuePlace
    ) -> [Binding]? {
        let description = task.description
        let known = description.parameters.map(\.name)
        var isWhole = true
        var bindings: [Binding] = []
        for entry in given {
            guard let parameter = description.parameter(entry.name.value) else {
                isWhole = false
                report(unknown: entry.name, of: description.name, among: known)
                continue
            }
            var place = place
            place.name = "parameter `\(parameter.name)`"
            if let source = source(entry.value, parameter.shape, at: place) {
                bindings.append(Binding(parameter.name, source))
            } else {
                isWhole = false
            }
        }
        let isComplete = reportMissing(description, given, name)
        guard isWhole, isComplete else { return nil }
        return hasProblems(bindings, given, task, name, at: place.site) ? nil : bindings
    }

    private mutating func report(
        unknown parameter: Located<String>, of task: String, among known: [String]
    ) {
        report(
            .unknownParameter, "`\(task)` has no parameter `\(parameter.value)`",
            at: parameter.location,
            help: known.isEmpty
                ? "it takes no parameters; remove `with:`"
                : Spelling.help(for: parameter.value, among: known, called: "its parameters are"),
            suggestion: Spelling.nearest(to: parameter.value, among: known))
    }

    private mutating func reportMissing(
        _ task: TaskDescription, _ given: [Named<ValueSyntax>], _ name: Located<String>
    ) -> Bool {
        let missing = task.parameters.filter { parameter in
            parameter.isRequired && !given.contains { $0.name.value == parameter.name }
        }
        for parameter in missing {
            report(
                .missingParameter, "`\(task.name)` needs the parameter `\(parameter.name)`",
                at: name.location,
                help: "add `with: {\(parameter.name): …}`" + Self.gloss(parameter.help))
        }
        return missing.isEmpty
    }

    /// A parameter's sentence as the end of another one.
    private static func gloss(_ sentence: String) -> String {
        guard let first = sentence.first else { return "" }
        let rest = sentence.dropFirst()
        // WHY: an abbreviation such as `JSON` keeps its letters.
        let isWord = rest.first?.isLowercase ?? true
        let text = (isWord ? first.lowercased() : String(first)) + rest
        return ": " + (text.hasSuffix(".") ? String(text.dropLast()) : text)
    }

    /// Whether the task itself finds fault with what it is given.
    private mutating func hasProblems(
        _ bindings: [Binding], _ given: [Named<ValueSyntax>], _ task: RegisteredTask,
        _ name: Located<String>, at site: Site
    ) -> Bool {
        var literals = ValueMap()
        var unknown: Set<String> = []
        for binding in bindings {
            if case .constant(let value) = binding.value {
                literals[binding.name] = value
            } else {
                unknown.insert(binding.name)
            }
        }
        demandSomebody(in: given, of: task, literals: literals, unknown, at: site)
        func location(_ parameter: String) -> SourceLocation {
            given.first { $0.name.value == parameter }?.value.location ?? name.location
        }
        do throws(TaskFault) {
            let problems = try task.problems(literals: literals, unknown: unknown)
            for problem in problems {
                let nearest = literals[problem.parameter]?.stringValue.flatMap {
                    Spelling.nearest(to: $0, among: problem.known)
                }
                report(
                    .badParameter, "parameter `\(problem.parameter)` \(problem.problem)",
                    at: location(problem.parameter),
                    help: nearest.map { "did you mean `\($0)`?" }
                        ?? (problem.known.isEmpty
                            ? nil : "there are \(Spelling.list(problem.known))"),
                    suggestion: nearest)
            }
            return !problems.isEmpty
        } catch {
            guard case .parameter(let path) = error.cause else { return false }
            report(
                .badParameter, "parameter `\(path.joined(separator: "."))` \(error.problem)",
                at: location(path.first ?? ""))
            return true
        }
    }
}

extension StopClock {
    fileprivate init(_ syntax: StopClockSyntax) {
        self.init(
            during: syntax.during.map { StepID($0.value) }, basis: syntax.basis.value)
    }
}
