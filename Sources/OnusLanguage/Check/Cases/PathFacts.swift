import OnusCEL
import OnusModel
import OnusValues

/// What is known of the values that conditions may read.
struct PathFacts {
    private(set) var fields: [[String]: Field] = [:]
    /// All outcomes of each step, and which step it is, by the step's id.
    private var outcomes: [String: (step: Int, words: [String])] = [:]
    private var steps: [String: Int] = [:]
    /// All words that a field of an event can be.
    private var heard: [[String]: [String]] = [:]
    /// What is certain where the conditions stand; nil for no place in particular.
    private var certain: Certain?

    init(_ workflow: WorkflowContext) {
        for input in workflow.workflow.inputs {
            fields[["inputs", input.name.value]] = input.field
        }
        for variable in workflow.workflow.variables {
            fields[["vars", variable.name.value]] = variable.field
        }
        // Of several blocks with variables of one name it is not known here which is meant.
        let own = workflow.tree.entries.flatMap(\.syntax.variables)
        for (name, same) in Dictionary(grouping: own, by: \.name.value) where same.count == 1 {
            fields[["vars", name]] = same[0].field
        }
        for entry in workflow.tree.entries {
            steps[entry.id] = entry.index
            var seen: Set<String> = []
            let words = workflow.endings(of: entry.index).map(\.outcome).filter {
                seen.insert($0).inserted
            }
            let areCertain = workflow.tasks[entry.index]?.areOutcomesCertain ?? true
            if !words.isEmpty, areCertain { outcomes[entry.id] = (entry.index, words) }
            if let words = workflow.outcomes(heardBy: entry) {
                heard[["steps", entry.id, "event", "outcome"]] = words
            }
            for field in workflow.form(of: entry).flatMap({ workflow.fields(of: $0) }) ?? [] {
                fields[["steps", entry.id, field.name.value]] = field.field
            }
        }
    }

    /// Of inputs alone.
    init(inputs: [FieldSyntax]) {
        for input in inputs { fields[["inputs", input.name.value]] = input.field }
    }

    /// Of `event` alone.
    init(_ event: EventType) {
        for (name, words) in event.words { heard[["event", name]] = words }
    }

    /// The same where more is certain.
    func at(_ certain: Certain) -> PathFacts {
        var facts = self
        facts.certain = certain
        return facts
    }

    /// Whether something is known to be a floating-point number.
    func isDouble(_ outline: Outline) -> Bool {
        switch outline {
        case .path(let path), .optional(let path): fields[path]?.type.valueType == .double
        case .literal(let value): value.doubleValue != nil
        case .call(let name, let parts): name == "double" || parts.contains { isDouble($0) }
        case .conditional(_, let first, let second): isDouble(first) || isDouble(second)
        default: false
        }
    }

    /// Whether there surely is what `has` asks for.
    func isPresent(_ path: [String]) -> Bool {
        guard path.count > 1 else { return false }
        if certain?.present.contains(path) == true { return true }
        switch path[0] {
        case "inputs":
            guard path.count == 2, let field = fields[path] else { return false }
            return !field.isOptional || field.defaultValue != nil
        case "steps":
            let isAlways = path.count == 2 || path.count == 3 && path[2] == "outcome"
            return isAlways && steps[path[1]].map { certain?.hasFinished($0) ?? false } ?? false
        default: return false
        }
    }

    /// All words that an expression can give, as far as that is known.
    func words(of outline: Outline) -> [String]? {
        switch outline {
        case .path(let path): return words(at: path)
        case .call("orValue", let parts):
            guard parts.count == 2, case .optional(let path) = parts[0],
                let other = parts[1].constant?.stringValue, let words = words(at: path)
            else { return nil }
            return words.contains(other) ? words : words + [other]
        default: return nil
        }
    }

    /// All numbers that an input can be, where it lists them.
    func numbers(of outline: Outline) -> [Value]? {
        guard case .path(let path) = outline, path.first == "inputs",
            let choices = fields[path]?.limits.choices, !choices.isEmpty,
            choices.allSatisfy({ $0.intValue != nil || $0.decimalValue != nil })
        else { return nil }
        return choices
    }

    private func words(at path: [String]) -> [String]? {
        if let choices = fields[path]?.choices ?? heard[path] { return choices }
        guard path.count == 3, path[0] == "steps", path[2] == "outcome",
            let (step, words) = outcomes[path[1]]
        else { return nil }
        // What leads elsewhere on every way is not seen here.
        let possible = words.filter { certain?.isNot(step, $0) != true }
        return possible.isEmpty ? words : possible
    }
}

extension WorkflowContext {
    /// The form whose fields a step gives.
    fileprivate func form(of entry: StepTree.Entry) -> FormSyntax? {
        if case .receive(let receive) = entry.syntax.verb { return receive.pattern.form }
        return duties[entry.index]?.form
    }

    /// Of a `receive` that hears of steps alone.
    fileprivate func outcomes(heardBy entry: StepTree.Entry) -> [String]? {
        guard case .receive(let receive) = entry.syntax.verb else { return nil }
        let steps = receive.pattern.events.compactMap { tree.step(ofEvent: $0.value) }
        guard !steps.isEmpty, steps.count == receive.pattern.events.count else { return nil }
        return outcomes(ofAny: steps)
    }
}

extension Field {
    fileprivate var choices: [String]? {
        limits.choices.map { $0.compactMap(\.stringValue) }
    }
}

extension Outline {
    /// A literal, or `decimal('1.10')`.
    var constant: Value? {
        switch self {
        case .literal(let value): value
        case .call("decimal", let parts) where parts.count == 1:
            parts[0].constant?.stringValue.flatMap { Decimal($0) }.map { .decimal($0) }
        default: nil
        }
    }
}
