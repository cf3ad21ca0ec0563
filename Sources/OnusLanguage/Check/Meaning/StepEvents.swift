import OnusCEL
import OnusModel
import OnusPlugin

/// What `event` brings where a step of the run is heard to finish (`steps.ID`).
///
/// INVARIANT: as the engine tells it (`Decide/Signals.swift`): what the step handed on, and its
/// outcome if it has one.
struct StepEvents {
    private let workflow: WorkflowContext
    private let outputs: [StepOutputs]
    /// Every variable that some condition reads.
    let asked: Set<[String]>

    init(_ workflow: WorkflowContext, _ outputs: [StepOutputs]) {
        (self.workflow, self.outputs) = (workflow, outputs)
        asked = FlowConditions(workflow).all.reduce(into: []) { $0.formUnion($1.names) }
    }

    /// For what stands in a handler.
    func event(of pattern: PatternSyntax, in list: Int) -> EventType {
        guard let heard = heard(by: pattern) else { return sent(pattern) }
        let isAsked = conditions(in: list).contains { $0.first == "event" }
        return EventType(
            type: record(of: heard, pattern.match, isAsked: isAsked),
            whenAsked: record(of: heard, nil, isAsked: true), words: words(of: heard))
    }

    /// For the `match` itself.
    func event(matchedBy pattern: PatternSyntax) -> EventType {
        guard let heard = heard(by: pattern) else { return sent(pattern) }
        let isAsked = pattern.match?.text.contains("event.outcome") ?? false
        let type = record(of: heard, nil, isAsked: isAsked)
        return EventType(type: type, whenAsked: type, words: words(of: heard))
    }

    /// For `steps.ID.event` of a `receive`; nil where not only steps are heard.
    func event(of receive: ReceiveSyntax, at entry: StepTree.Entry) -> EventType? {
        guard let heard = heard(by: receive.pattern) else { return nil }
        let ids = heard.map(\.id) + [entry.id]
        let isAsked = asked.contains { path in
            path.count > 1 && path[0] == "steps" && ids.contains(path[1])
        }
        return EventType(
            type: record(of: heard, receive.pattern.match, isAsked: isAsked),
            whenAsked: record(of: heard, nil, isAsked: true), words: words(of: heard))
    }

    /// The steps that a pattern hears finish; nil unless it hears nothing else.
    private func heard(by pattern: PatternSyntax) -> [StepTree.Entry]? {
        let steps = pattern.events.compactMap { workflow.tree.step(ofEvent: $0.value) }
        let isWhole = !steps.isEmpty && steps.count == pattern.events.count
        return isWhole && pattern.from == nil ? steps : nil
    }

    /// What is no step's.
    private func sent(_ pattern: PatternSyntax) -> EventType {
        let fields = pattern.form.flatMap { workflow.fields(of: $0) } ?? []
        let type = workflow.type(of: pattern)
        return EventType(type: type, whenAsked: type, words: choices(of: fields))
    }

    /// - Parameter isAsked: whether it was asked already how the step ended, which tells what is there.
    private func record(
        of steps: [StepTree.Entry], _ match: ExpressionSyntax?, isAsked: Bool
    ) -> ValueType {
        // What such a `match` leaves, only it knows.
        let asksMore = match.flatMap(FlowConditions.outline)?.names.contains {
            $0.first == "event" && $0 != ["event", "outcome"]
        }
        let isAsked = isAsked || asksMore ?? false
        let match = match.map { MatchedEvent($0.text) }
        let given = steps.map { fields(of: $0, match, isAsked: isAsked) }
        let known = given.compactMap(\.self)
        guard known.count == given.count else { return .dyn }
        return .record(RecordType(name: "event", fields: merged(known)))
    }

    private func words(of steps: [StepTree.Entry]) -> [String: [String]] {
        var words: [String: [String]] = [:]
        if let step = steps.first, steps.count == 1,
            let form = workflow.duties[step.index]?.form.flatMap({ workflow.fields(of: $0) })
        {
            words = choices(of: form)
        }
        words["outcome"] = workflow.outcomes(ofAny: steps)
        return words
    }

    private func choices(of fields: [FieldSyntax]) -> [String: [String]] {
        fields.reduce(into: [:]) { words, field in
            words[field.name.value] = field.field.limits.choices?.compactMap(\.stringValue)
        }
    }

    /// What the conditions of the steps of a list read.
    private func conditions(in list: Int) -> Set<[String]> {
        let inside = workflow.tree.entries.filter { workflow.tree.isIn($0, list: list) }
        return inside.flatMap { workflow.tree.guards(of: $0) + $0.choices }
            .reduce(into: []) { $0.formUnion($1.names) }
    }

    private func merged(_ all: [[RecordType.Field]]) -> [RecordType.Field] {
        let names = Set(all.flatMap { $0.map(\.name) }).sorted()
        return names.map { name in
            let found = all.compactMap { fields in fields.first { $0.name == name } }
            let types = Set(found.map(\.type))
            return .init(
                name, types.count == 1 ? found[0].type : .dyn,
                mayBeAbsent: found.count < all.count || found.contains(where: \.mayBeAbsent))
        }
    }

    /// Nil where it is not known what the step hands on.
    private func fields(
        of entry: StepTree.Entry, _ match: MatchedEvent?, isAsked: Bool
    ) -> [RecordType.Field]? {
        let outputs = outputs[entry.index]
        guard outputs.isKnown, !isOpen(entry) else { return nil }
        let endings = workflow.endings(of: entry.index)
        func mayBe(_ outcome: String) -> Bool {
            !isAsked && (match?.mayHold(ofOutcome: outcome) ?? true)
        }
        let lapses = endings.contains { !$0.isGiven && goesOn($0) && mayBe($0.outcome) }
        let given = outputs.given.map { field in
            let isLacking = outputs.lacking[field.name]?.contains(where: mayBe)
            return RecordType.Field(
                field.name, field.type,
                mayBeAbsent: outputs.mayLapse && lapses || isLacking ?? field.mayBeAbsent)
        }
        return endings.isEmpty ? given : given + [.init("outcome", .string)]
    }

    /// Whether those who heard of it go on with it: an outcome that leads elsewhere may take them
    /// back.
    private func goesOn(_ ending: Ending) -> Bool {
        switch ending.target {
        case .continue, .leave: true
        case .step, nil: false
        }
    }

    /// Whether a step hands on more than is known here.
    private func isOpen(_ entry: StepTree.Entry) -> Bool {
        switch entry.syntax.verb {
        case .receive: true
        case .call(let call): workflow.surroundings.workflows[call.workflow.value] == nil
        default: false
        }
    }
}

/// What is known of `event` at a place.
struct EventType: Sendable {
    let type: ValueType
    /// Where an expression asks itself how the step ended.
    let whenAsked: ValueType
    /// By its fields: all words that they can be.
    let words: [String: [String]]

    func type(in text: String) -> ValueType {
        text.contains("event.outcome") ? whenAsked : type
    }
}

extension WorkflowContext {
    /// All outcomes that some steps can have; nil where that is not known of each.
    func outcomes(ofAny steps: [StepTree.Entry]) -> [String]? {
        var seen: Set<String> = []
        var words: [String] = []
        for step in steps {
            let endings = endings(of: step.index).map(\.outcome)
            guard !endings.isEmpty, tasks[step.index]?.areOutcomesCertain ?? true else {
                return nil
            }
            words += endings.filter { seen.insert($0).inserted }
        }
        return words
    }
}

extension StepTree.Entry {
    /// What decides between the cases of a `switch`.
    fileprivate var choices: [Outline] {
        guard case .switch(let cases) = syntax.verb else { return [] }
        return cases.compactMap { $0.condition.flatMap(FlowConditions.outline) }
    }
}
