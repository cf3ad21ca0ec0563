import OnusCEL
import OnusCatalog
import OnusModel
import OnusPlugin

/// The check of one workflow: facts, meaning, rules.
struct WorkflowCheck {
    /// The workflow, if neither its shapes nor anything else in it is wrong.
    static func check(
        _ syntax: WorkflowSyntax, isWhole: Bool, _ catalog: Catalog, _ surroundings: Surroundings
    ) -> (CheckedWorkflow?, [Diagnostic]) {
        let tree = StepTree(syntax)
        guard tree.entries.count <= mostSteps else {
            let message =
                "the workflow has \(tree.entries.count) steps; at most \(mostSteps) are allowed"
            let tooMany = Diagnostic(
                Code.tooManySteps.rawValue, .error, message, at: syntax.stepsLocation,
                help: "make several workflows of it")
            return (nil, [tooMany])
        }
        let context = context(of: syntax, tree, catalog, surroundings)
        var diagnostics = Rules.all.flatMap { rule -> [Diagnostic] in
            var report = Report(code: rule.code)
            rule.init().check(context, &report)
            return report.diagnostics
        }
        var meaning = Meaning(
            context, catalog: catalog, vocabulary: vocabulary(of: context, catalog))
        let header = meaning.header(roles: meaning.roles())
        let steps = context.tree.entries.map { meaning.step($0) }
        let conditions = context.tree.lists.map { meaning.condition(of: $0) }
        diagnostics.removeAll { $0.isEcho(of: meaning.diagnostics) }
        diagnostics += meaning.diagnostics
        let found = steps.compactMap(\.self)
        let isRight = !diagnostics.contains { $0.severity == .error }
        guard isWhole, isRight, found.count == steps.count else { return (nil, diagnostics) }
        let workflow = CheckedWorkflow(
            syntax: syntax, tree: context.tree, header: header, steps: found,
            conditions: conditions)
        return (workflow, diagnostics)
    }

    /// What is proved of a workflow takes memory with the square of its steps.
    static let mostSteps = 2_000

    static func context(
        of syntax: WorkflowSyntax, _ tree: StepTree, _ catalog: Catalog,
        _ surroundings: Surroundings
    ) -> WorkflowContext {
        var surroundings = surroundings
        surroundings.catalog = catalog
        return context(of: syntax, tree, surroundings)
    }

    /// - Parameter surroundings: with what the plugins say of tasks.
    static func context(
        of syntax: WorkflowSyntax, _ tree: StepTree, _ surroundings: Surroundings
    ) -> WorkflowContext {
        let tasks = tree.entries.map { entry in
            surroundings.catalog.flatMap { facts(of: entry, $0) }
        }
        let duties = tree.entries.map { entry in
            tasks[entry.index]?.isDuty == true
                ? tree.duty(of: entry, in: syntax) : tree.phase(of: entry, in: syntax)
        }
        return WorkflowContext(
            workflow: syntax, tree: tree, tasks: tasks, duties: duties,
            surroundings: surroundings)
    }

    /// What the catalog says of a step's task, with the outcomes that its literals choose.
    private static func facts(of entry: StepTree.Entry, _ catalog: Catalog) -> TaskFacts? {
        guard case .task(let task) = entry.syntax.verb,
            let registered = catalog.task(task.name.value)
        else { return nil }
        let description = registered.description
        var facts = TaskFacts(
            name: description.name, isDuty: description.sort == .duty, outcomes: [],
            errors: description.errors.map(\.name), needsVerifier: description.needsVerifier)
        facts.subjects = description.parameters.filter { $0.isRequired && $0.shape == .step }
            .map(\.name)
        guard case .duty(let duty) = registered else { return facts }
        var literals = ValueMap()
        // Without lists, which are what people may choose between.
        var plain = ValueMap()
        for entry in task.parameters {
            let parameter = description.parameter(entry.name.value)
            let literal = parameter.flatMap { Literals.value(entry.value, $0.shape) }
            if let literal { literals[entry.name.value] = literal }
            if let literal, literal.listValue == nil { plain[entry.name.value] = literal }
            if literal == nil, !entry.value.mayHoldExpressions { facts.areOutcomesCertain = false }
        }
        // WHY: a literal that does not fit is reported with its place; the outcomes without it are
        // near enough for the rest.
        let bound = (try? duty.bind(literals: literals)) ?? (try? duty.bind(literals: [:]))
        facts.outcomes = bound?.outcomes ?? []
        if let usual = try? duty.bind(literals: plain) {
            facts.ownOutcomes = Set(facts.outcomes.filter(\.isOffered).map(\.name))
                .subtracting(usual.outcomes.map(\.name))
        }
        facts.bound = bound
        return facts
    }

    private static func vocabulary(
        of context: WorkflowContext, _ catalog: Catalog
    ) -> Vocabulary {
        let syntax = context.workflow
        var outputs = context.tree.entries.map { Self.outputs(of: $0, context, catalog) }
        let told = StepEvents(context, outputs)
        for entry in context.tree.entries {
            guard case .receive(let receive) = entry.syntax.verb else { continue }
            outputs[entry.index].event = told.event(of: receive, at: entry)
        }
        return Vocabulary(
            tree: context.tree, told: told, inputs: record("inputs", syntax.inputs),
            variables: syntax.variables.map(\.field), outputs: outputs,
            certain: context.flow.certain, uncaught: context.flow.uncaught,
            events: context.tree.lists.reduce(into: [:]) { events, list in
                guard case .handler(let handler) = list.kind,
                    case .event(let pattern) = handler.trigger
                else { return }
                events[list.index] = told.event(of: pattern, in: list.index)
            })
    }

    private static func record(_ name: String, _ fields: [FieldSyntax]) -> RecordType {
        RecordType(name: name, fields: fields.map { RecordType.Field($0.field) })
    }

    private static func outputs(
        of entry: StepTree.Entry, _ context: WorkflowContext, _ catalog: Catalog
    ) -> StepOutputs {
        var outputs = StepOutputs(name: entry.id, always: ExpressionTypes.step, given: [])
        if case .receive(let receive) = entry.syntax.verb {
            outputs.always += [.init("outcome", .string), .init("by", .people)]
            outputs.mayLapse = receive.within != nil
            let form = receive.pattern.form.flatMap { context.fields(of: $0) } ?? []
            outputs.given =
                [.init("event", .dyn), .init("events", .list(.dyn))]
                + form.map { RecordType.Field($0.field) }
            return outputs
        }
        if case .call(let call) = entry.syntax.verb {
            outputs.always += call.isDetached ? [] : [.init("outcome", .string)]
            outputs.given = call.isDetached ? [.init("run", .string)] : given(by: call, context)
            outputs.lacking = context.lacking(of: entry.index)
            return outputs
        }
        guard case .task(let task) = entry.syntax.verb else {
            if context.duties[entry.index] != nil {
                outputs.always += [.init("outcome", .string)]
                outputs.mayLapse = !context.lapses(of: entry.index).isEmpty
            }
            let isList = if case .foreach = entry.syntax.verb { true } else { false }
            let type = isList ? ValueType.list(.dyn) : .dyn
            outputs.given = entry.syntax.outputs.map { RecordType.Field($0.name.value, type) }
            return outputs
        }
        guard let kind = catalog.task(task.name.value) else {
            outputs.isKnown = false
            return outputs
        }
        outputs.given = kind.description.outputs
        guard let duty = context.duties[entry.index] else { return outputs }
        let form = (duty.form.flatMap { context.fields(of: $0) } ?? []).map(\.field)
            .map { RecordType.Field($0) }
        // WHY: who decided what in secret is told to nobody, and so to no expression.
        let isSecret = context.tasks[entry.index]?.bound?.isSecret ?? false
        outputs.always += ExpressionTypes.dutyStep(form: form).filter {
            !isSecret || !ExpressionTypes.secret.contains($0.name)
        }
        outputs.lacking = context.lacking(of: entry.index)
        outputs.mayLapse = !context.lapses(of: entry.index).isEmpty
        outputs.given += form
        return outputs
    }

    /// What the ends of the workflow that is called hand on; what not all of them do may be missing.
    private static func given(
        by call: CallSyntax, _ context: WorkflowContext
    ) -> [RecordType.Field] {
        context.lacking(of: call).keys.sorted().map { RecordType.Field($0, .dyn) }
    }
}

extension WorkflowContext {
    /// By what a step hands on: the outcomes with which it is missing.
    func lacking(of step: Int) -> [String: Set<String>] {
        if case .call(let call) = tree.entries[step].syntax.verb { return lacking(of: call) }
        guard let facts = tasks[step], let field = facts.bound?.settledField?.name else {
            return [:]
        }
        // Where the votes arrive without anybody's having chosen it, nobody agreed on the field.
        let unsettled = facts.outcomes.filter {
            $0.mustBeMapped && !facts.ownOutcomes.contains($0.name)
        }
        return [field: Set(unsettled.map(\.name))]
    }

    /// By what the ends of a workflow that is called hand on: the outcomes with which it is missing.
    fileprivate func lacking(of call: CallSyntax) -> [String: Set<String>] {
        guard !call.isDetached else { return [:] }
        let ends = surroundings.workflows[call.workflow.value]?.ends ?? []
        let names = Set(ends.flatMap { $0.outputs.map(\.name.value) })
        return names.reduce(into: [:]) { lacking, name in
            let without = ends.filter { !$0.outputs.contains { $0.name.value == name } }
            lacking[name] = Set(without.map(\.outcome.value))
        }
    }
}

extension Diagnostic {
    /// Whether a case never applies because of a word that is told by itself.
    fileprivate func isEcho(of others: [Diagnostic]) -> Bool {
        code == IncompleteSwitch.code
            && others.contains {
                $0.code == Code.impossibleWord.rawValue && location.contains($0.location)
            }
    }
}

extension SourceLocation {
    fileprivate func contains(_ other: SourceLocation) -> Bool {
        file == other.file && (line, column) <= (other.line, other.column)
            && (other.endLine, other.endColumn) <= (endLine, endColumn)
    }
}

extension StepTree {
    /// The duty of a step with all that the places around it add.
    func duty(of entry: Entry, in workflow: WorkflowSyntax) -> DutySyntax? {
        guard case .task(let task) = entry.syntax.verb else { return nil }
        return duty(task.duty, of: entry, in: workflow)
    }

    /// The duty of a phase. Its accountable person stands for those who do it.
    func phase(of entry: Entry, in workflow: WorkflowSyntax) -> DutySyntax? {
        guard case .scope(let scope) = entry.syntax.verb, let own = scope.phase else { return nil }
        let whole = duty(own, of: entry, in: workflow)
        var phase = DutySyntax()
        phase.responsible = whole.accountable
        phase.accountable = whole.accountable
        phase.supervisor = whole.supervisor
        phase.due = own.due
        phase.calendar = whole.calendar
        phase.escalation = whole.escalation
        phase.stopClock = own.stopClock
        phase.keys = whole.keys
        return phase
    }

    private func duty(
        _ own: DutySyntax, of entry: Entry, in workflow: WorkflowSyntax
    ) -> DutySyntax {
        var duty = own
        for list in enclosing(entry.list).map({ lists[$0] }) {
            if case .handler(let handler) = list.kind { duty = duty.merged(over: handler.defaults) }
            if let owner = list.owner { duty = duty.merged(over: entries[owner].syntax.defaults) }
        }
        return duty.merged(over: workflow.duties)
    }
}

extension Meaning {
    /// The condition of a branch.
    mutating func condition(of list: StepTree.List) -> Expression? {
        guard case .branch(let branch) = list.kind, let owner = list.owner,
            let condition = branch.condition
        else { return nil }
        return expression(condition, .bool, at: .step(owner))
    }
}
