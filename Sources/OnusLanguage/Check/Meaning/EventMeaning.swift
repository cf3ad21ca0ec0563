import OnusCEL
import OnusModel
import OnusPlugin

// What waits for events and conditions.
extension Meaning {
    mutating func receive(_ syntax: ReceiveSyntax, _ entry: StepTree.Entry) -> CheckedVerb? {
        guard let pattern = pattern(syntax.pattern, entry) else { return nil }
        return .receive(
            ReceivePlan(
                pattern: pattern, needsAll: syntax.needsAll ? true : nil,
                count: syntax.count?.value, within: syntax.within?.value,
                dropsEarly: syntax.dropsEarly ? true : nil))
    }

    private mutating func pattern(
        _ syntax: PatternSyntax, _ entry: StepTree.Entry
    ) -> EventPattern? {
        let before = diagnostics.count
        var pattern = EventPattern(events: syntax.events.map(\.value))
        pattern.match = syntax.match.flatMap { match(by: $0, of: syntax, entry) }
        pattern.from = syntax.from.flatMap { people($0, at: .step(entry.index))?.expression }
        demandSomebody(
            syntax.from, as: "who may send it to `\(entry.id)`", at: .step(entry.index))
        pattern.form = syntax.form.flatMap { context.fields(of: $0)?.map(\.field) }
        pattern.brings = context.ownFields(of: syntax)
        return diagnostics.count == before ? pattern : nil
    }

    private mutating func match(
        by syntax: ExpressionSyntax, of pattern: PatternSyntax, _ entry: StepTree.Entry
    ) -> Expression? {
        let event = vocabulary.told.event(matchedBy: pattern)
        let match = expression(
            syntax, .bool, at: .step(entry.index), extras: [("event", event.type)])
        if let match { checkWords(of: match, in: syntax.scalar, by: PathFacts(event)) }
        return match
    }

    mutating func eventStart(_ syntax: EventStartSyntax) -> EventStart? {
        let event = [(name: "event", type: context.type(of: syntax.pattern))]
        let match = syntax.pattern.match.map {
            expression($0, .bool, at: .start, extras: event)
        }
        let person = people(syntax.person, at: .start, extras: event)
        let place = ValuePlace(name: "", site: .start, extras: event, code: .unknownInput)
        let inputs = self.inputs(
            syntax.inputs, of: Located(workflow.name.value, at: syntax.location), at: place)
        let key = syntax.caseKey.map { typed($0, nil, at: .start, extras: event) }
        guard let person, let inputs, match.map({ $0 != nil }) ?? true,
            key.map({ $0 != nil }) ?? true
        else { return nil }
        var pattern = EventPattern(events: syntax.pattern.events.map(\.value), match: match ?? nil)
        pattern.brings = context.ownFields(of: syntax.pattern)
        return EventStart(
            pattern: pattern, person: person.expression, inputs: inputs,
            caseKey: key.flatMap { $0?.expression },
            dropsEarly: syntax.dropsEarly ? true : nil)
    }

    mutating func scheduleStart(_ syntax: ScheduleSyntax) -> ScheduleStart? {
        let event = [(name: "event", type: EventTypes.scheduled)]
        let person = people(syntax.person, at: .start, extras: event)
        let place = ValuePlace(name: "", site: .start, extras: event, code: .unknownInput)
        let inputs = self.inputs(
            syntax.inputs, of: Located(workflow.name.value, at: syntax.location), at: place)
        guard let person, let inputs else { return nil }
        return ScheduleStart(
            recurrence: syntax.recurrence, overlap: syntax.overlap, person: person.expression,
            inputs: inputs)
    }

    mutating func triggers(
        _ scope: ScopeSyntax, _ entry: StepTree.Entry
    ) -> [ScopePlan.Trigger]? {
        let found = scope.handlers.map { handler -> ScopePlan.Trigger? in
            switch handler.trigger {
            case .every(let period): return .every(period)
            case .after(let period): return .after(period)
            case .event(let syntax): return pattern(syntax, entry).map { .event($0) }
            case .condition(let syntax):
                let list = entry.lists.first ?? 0
                return event(syntax, at: .beside(list: list), insteadOf: "`after:` a duration")
                    .map { .condition($0) }
            }
        }
        let triggers = found.compactMap(\.self)
        return triggers.count == found.count ? triggers : nil
    }

    /// A condition that is looked at whenever something happens in the run.
    ///
    /// - Parameter timed: what waits for a time in its place.
    mutating func event(
        _ syntax: ExpressionSyntax, at site: Site, insteadOf timed: String
    ) -> Expression? {
        guard let expression = expression(syntax, .bool, at: site) else { return nil }
        let read = vocabulary.environment(for: syntax.text, at: site).check(expression).references
        guard let now = read.first(where: { $0.path.first == "now" }) else { return expression }
        report(
            .timeInCondition, "nothing happens in the run when `now` passes a time",
            at: syntax.scalar.location(of: now.span),
            help: "write \(timed), or leave `now` out")
        return nil
    }

    /// Nothing, or how items join.
    struct Addition {
        var plan: ItemAddition?
    }

    mutating func addition(
        _ syntax: AdditionSyntax?, of element: ValueType, _ entry: StepTree.Entry
    ) -> Addition? {
        guard let syntax else { return Addition() }
        if syntax.item == nil, !element.mayBeMap, let event = syntax.pattern.events.first {
            report(
                .expressionType,
                "what comes with `\(event.value)` is a mapping, and the items are of type \(element)",
                at: event.location, help: "say which part of it joins: `item: event.NAME`")
            return nil
        }
        let pattern = pattern(syntax.pattern, entry)
        let item = syntax.item.map {
            expression(
                $0, element, at: .step(entry.index),
                extras: [("event", vocabulary.told.event(matchedBy: syntax.pattern).type)])
        }
        guard let pattern, item.map({ $0 != nil }) ?? true else { return nil }
        return Addition(plan: ItemAddition(pattern: pattern, item: item ?? nil))
    }
}

extension ValueType {
    fileprivate var mayBeMap: Bool {
        switch self {
        case .dyn, .map, .record: true
        default: false
        }
    }
}

// Steps that wait until others have settled.
extension Meaning {
    func blockers(_ wait: StepTree.Entry, _ steps: [Located<String>]) -> [StepID] {
        context.blockers(of: wait, steps).map { StepID(context.tree.entries[$0].id) }
    }
}
