import OnusCEL
import OnusModel
import OnusPlugin

/// Where an expression stands, which decides what it can see.
enum Site: Sendable, Hashable {
    /// `start:`, before there is a run.
    case start
    /// The workflow as a whole: roles, ladders, `separate`.
    case workflow
    /// The `if` of a step, worked out when it is entered, by index of the tree.
    case condition(of: Int)
    /// Any other field of a step, worked out behind its `if`.
    case step(Int)
    /// The condition of a case of a `switch`, by its place, behind those before it.
    case choice(Int, of: Int)
    /// The outputs of a block, worked out when it ends.
    case end(of: Int)
    /// What is worked out whenever a list of steps ends.
    case over(list: Int)
    /// What is worked out again and again while a list of steps goes on.
    case beside(list: Int)
}

/// The names that expressions of one workflow may use, with their types.
struct Vocabulary: Sendable {
    let tree: StepTree
    let told: StepEvents
    let inputs: RecordType
    let variables: [Field]
    /// What each step gives besides what every step has, by index of the tree.
    let outputs: [StepOutputs]
    let certain: CertainSteps
    /// Where a run can come without any error that was caught; nil where nothing catches one.
    let uncaught: Reach?
    /// By the list of a handler that an event makes begin: what the event brings.
    let events: [Int: EventType]
    /// By the index of a `foreach`: what its steps call their item.
    var items: [Int: (name: String, type: ValueType)] = [:]
    /// In the order of the text; a role sees those before it.
    var roles: [(name: String, type: ValueType)] = []

    /// What the expressions of a text see.
    func environment(
        for text: String, at site: Site, extras: [(name: String, type: ValueType)] = []
    ) -> Environment {
        let certain = certain.at(site)
        let names = (extras + variables(for: text, at: site, certain)).map { ($0.name, $0.type) }
        var environment = Environment(
            variables: Dictionary(names, uniquingKeysWith: { first, _ in first }),
            functions: WorkflowFunctions.complete, present: certain.present,
            timeZones: WorkflowFunctions.timeZones)
        if text.mayGuard {
            let named = StepNames(in: text)
            environment.whenKnown = { present(at: site, of: named, knowing: $0) }
        }
        return environment
    }

    /// What is there as soon as conditions in an expression have turned out so.
    private func present(
        at site: Site, of named: StepNames, knowing answers: [(condition: Outline, holds: Bool)]
    ) -> Set<[String]> {
        let certain = certain.at(site, knowing: answers)
        var present = certain.present
        for list in visibleLists(at: site) {
            for step in tree.lists[list].steps
            where named.contain(tree.entries[step].id) && certain.hasFinished(step) {
                let path = ["steps", tree.entries[step].id]
                present.insert(path)
                guard certain.hasOutputs(step) else { continue }
                for field in outputs[step].given where outputs[step].lacking[field.name] == nil {
                    if !field.mayBeAbsent { present.insert(path + [field.name]) }
                }
            }
        }
        return present
    }

    private func variables(
        for text: String, at site: Site, _ certain: Certain
    ) -> [(name: String, type: ValueType)] {
        if site == .start { return [("initiator", .person), ("now", .timestamp)] }
        let names = StepNames(in: text)
        let usesVariables = text.utf8.contains("vars".utf8)
        let variables = usesVariables ? visibleVariables(at: site, certain) : []
        return events(for: text, at: site) + errors(at: site) + items(at: site) + roles + [
            ("inputs", .record(inputs)),
            ("vars", .record(RecordType(name: "vars", fields: variables))),
            ("steps", .record(heard(visibleSteps(at: site, named: names, certain), in: text))),
            ("initiator", .person),
            ("run", ExpressionTypes.run), ("now", .timestamp),
        ]
    }

    /// `steps` as seen from a place: the steps of its own list and of those around it; one that may
    /// not have run yet is a field that may be absent.
    private func visibleSteps(
        at site: Site, named names: StepNames, _ certain: Certain
    ) -> RecordType {
        if case .some(let ids) = names, ids.isEmpty { return RecordType(name: "steps", fields: []) }
        let lists = visibleLists(at: site)
        var steps = lists.flatMap { tree.lists[$0].steps }
        if case .some(let ids) = names {
            let found = ids.compactMap { tree[$0] }.filter { lists.contains($0.list) }
            // Of a name that is misspelt, all the others are candidates.
            if found.count == ids.count { steps = found.map(\.index) }
        }
        return RecordType(name: "steps", fields: steps.map { field(of: $0, certain) })
    }

    private func field(of step: Int, _ certain: Certain) -> RecordType.Field {
        let outputs = outputs[step]
        let type: ValueType =
            outputs.isKnown
            ? .record(
                outputs.record(isWhole: hasOutputs(step, certain)) { certain.isNot(step, $0) }
            )
            : .dyn
        return RecordType.Field(
            tree.entries[step].id, type, mayBeAbsent: !certain.hasFinished(step))
    }

    private func visibleLists(at site: Site) -> [Int] {
        switch site {
        case .start: []
        case .workflow: [0]
        case .condition(let entry), .step(let entry), .choice(_, let entry):
            tree.enclosing(tree.entries[entry].list)
        case .end(let entry):
            tree.entries[entry].lists + tree.enclosing(tree.entries[entry].list)
        case .over(let list), .beside(let list): tree.enclosing(list)
        }
    }

    /// The blocks that a place lies in or ends.
    private func blocks(around site: Site) -> [Int] {
        switch site {
        case .start, .workflow: []
        case .condition(let entry), .step(let entry), .choice(_, let entry):
            owners(of: tree.entries[entry].list)
        case .end(let entry): [entry] + owners(of: tree.entries[entry].list)
        case .over(let list), .beside(let list): owners(of: list)
        }
    }

    private func owners(of list: Int) -> [Int] {
        tree.enclosing(list).compactMap { tree.lists[$0].owner }
    }

    /// `event` in the steps of a handler that one made begin.
    private func events(for text: String, at site: Site) -> [(name: String, type: ValueType)] {
        event(at: site).map { [("event", $0.type(in: text))] } ?? []
    }

    /// `steps` with what is known of the `event` of each `receive` that hears of steps.
    private func heard(_ steps: RecordType, in text: String) -> RecordType {
        var steps = steps
        for (index, step) in steps.fields.enumerated() {
            guard let entry = tree[step.name], let event = outputs[entry.index].event,
                case .record(var record) = step.type,
                let place = record.fields.firstIndex(where: { $0.name == "event" })
            else { continue }
            record.fields[place].type = event.type(in: text)
            steps.fields[index].type = .record(record)
        }
        return steps
    }

    func event(at site: Site) -> EventType? {
        events.isEmpty ? nil : visibleLists(at: site).lazy.compactMap { events[$0] }.first
    }

    /// `error` where some step catches one; it is certain where every way leads over a `catch`.
    private func errors(at site: Site) -> [(name: String, type: ValueType)] {
        guard let uncaught else { return [] }
        let isCertain =
            switch site {
            case .start, .workflow: false
            case .condition(let entry), .step(let entry), .choice(_, let entry):
                !uncaught.reaches(.enter(entry))
            case .end(let entry): !uncaught.reaches(.finish(entry))
            case .over(let list): !uncaught.reaches(.over(list: list))
            case .beside(let list): !uncaught.reaches(.start(list: list))
            }
        return [("error", ExpressionTypes.error(isCertain: isCertain))]
    }

    private func items(at site: Site) -> [(name: String, type: ValueType)] {
        guard !items.isEmpty else { return [] }
        let lists =
            if case .end = site { blocks(around: site).dropFirst() } else {
                blocks(around: site)[...]
            }
        return lists.compactMap { items[$0] }
    }

    /// Of a step that may not have run at all, only what may be missing all the same: one mistake is
    /// enough to tell.
    private func hasOutputs(_ step: Int, _ certain: Certain) -> Bool {
        !outputs[step].mayLapse && !certain.hasFinished(step) || certain.hasOutputs(step)
    }

    /// `vars` as seen from a place: one without a default may not be set yet.
    private func visibleVariables(at site: Site, _ certain: Certain) -> [RecordType.Field] {
        let own = blocks(around: site).flatMap { block in
            tree.entries[block].syntax.variables.map { field($0.field, of: block, certain) }
        }
        return own + variables.map { field($0, of: nil, certain) }
    }

    private func field(
        _ variable: Field, of owner: Int?, _ certain: Certain
    ) -> RecordType.Field {
        RecordType.Field(
            variable.name, variable.type.valueType,
            mayBeAbsent: !certain.isSet(variable.name, of: owner)
                && variable.defaultValue == nil)
    }
}
