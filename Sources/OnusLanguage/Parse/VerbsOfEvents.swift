import OnusCalendar
import OnusModel
import OnusYAML

// Steps that wait for events, and steps that send them.
extension NodeReader {
    mutating func receive(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let needsAll = node.isMapping
        let names = needsAll ? allEvents(of: node) : events(node)
        let pattern = pattern(names, &map)
        let count = map.take("count").flatMap {
            integer($0, "a whole number from 1 to 1000", in: AuthorLimit.signals.range)
        }
        let within = map.take("within").flatMap { period($0) }
        let dropsEarly = map.take("early").map { early($0) } ?? false
        guard !names.isEmpty else { return .unknown }
        checkMatch(pattern, at: head(map.node))
        if needsAll, let count {
            report(
                .unknownKey, "`count` counts events of any name, and `all` takes one of each",
                at: count.location, help: "leave one of the two out")
        }
        var receive = ReceiveSyntax(pattern: pattern)
        (receive.needsAll, receive.count, receive.within) = (needsAll, count, within)
        receive.dropsEarly = dropsEarly
        return .receive(receive)
    }

    mutating func early(_ node: Node) -> Bool {
        enum Early: String { case keep, drop }
        return word(node, among: [Early.keep, .drop])?.value == .drop
    }

    private mutating func allEvents(of node: Node) -> [Located<String>] {
        guard var map = mapping(node, "`receive`") else { return [] }
        let all = require("all", of: &map, help: "such as `receive: {all: [one, another]}`")
        finish(map)
        return all.map { events($0) } ?? []
    }

    /// One name or several.
    mutating func events(_ node: Node) -> [Located<String>] {
        if node.isSequence, node.count == 0 { expected("the name of an event", at: node) }
        return listOrOne(node).compactMap { handle($0, "the name of an event") }
    }

    /// `match`, `from` and `form` beside the names.
    private mutating func pattern(
        _ events: [Located<String>], _ map: inout MappingReader
    ) -> PatternSyntax {
        PatternSyntax(
            events: events, match: map.take("match").flatMap { expression($0) },
            from: map.take("from").flatMap { people($0) },
            form: map.take("form").flatMap { form($0) })
    }

    /// Which of the events in the world are meant must be said, unless people give it here.
    mutating func checkMatch(
        _ pattern: PatternSyntax, at location: SourceLocation, starts: Bool = false
    ) {
        let isOfTheRun = pattern.events.allSatisfy {
            $0.value.hasPrefix(EventPattern.stepPrefix)
        }
        if let form = pattern.form, pattern.from == nil {
            report(
                .missingKey, "a `form` needs `from`, which says who fills it in",
                at: form.location ?? location, help: "such as `from: ROLE`")
        }
        guard pattern.match == nil, pattern.from == nil, !isOfTheRun else { return }
        let place = pattern.events.first?.location ?? location
        guard !starts else {
            return report(
                .missingKey, "an event needs `match`, which says which of them start a run",
                at: place,
                help: "such as `match: event.kind == \"new\"`, `match: \"true\"` for all, or "
                    + "`case: event.id`, which opens a case for each")
        }
        report(
            .missingKey, "an event needs `match`, which says which of them mean this run",
            at: place,
            help: "such as `match: event.project == inputs.project`, or `match: \"true\"` for all")
    }

    mutating func emit(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let data = map.take("with").map { values($0, "`with`") } ?? []
        guard let event = handle(node, "the name of an event") else { return .unknown }
        guard !event.value.hasPrefix(EventPattern.stepPrefix) else {
            report(
                .badName, "`\(event.value)` tells by itself that a step has finished",
                at: event.location, help: "choose another name")
            return .unknown
        }
        return .emit(EmitSyntax(event: event, data: data))
    }

    /// Ids of steps.
    mutating func stepNames(_ node: Node) -> [Located<String>] {
        if node.isSequence, node.count == 0 { expected("the ids of steps", at: node) }
        return listOrOne(node).compactMap { text($0, "the id of a step") }
    }

    /// What makes a handler begin, if it is an event or a condition.
    mutating func eventTrigger(
        _ map: inout MappingReader
    ) -> Located<TriggerSyntax>? {
        let condition = map.take("when")
        if let on = map.take("on") {
            let names = events(on)
            let pattern = pattern(names, &map)
            checkMatch(pattern, at: location(on))
            return names.isEmpty ? nil : Located(.event(pattern), at: location(on))
        }
        return condition.flatMap { node in
            expression(node).map { Located(.condition($0), at: $0.location) }
        }
    }

    /// `add:` of a `foreach`.
    mutating func addition(_ node: Node) -> AdditionSyntax? {
        guard var map = mapping(node, "`add`", help: "such as `add: {on: EVENT, match: …}`") else {
            return nil
        }
        let on = map.take("on")
        let by = map.take("by")
        var pattern = pattern(on.map { events($0) } ?? [], &map)
        let item = map.take("item").flatMap { expression($0) }
        finish(map)
        if let by {
            pattern.from = people(by)
            if pattern.events.isEmpty { pattern.events = [Located("add", at: location(by))] }
        }
        guard !pattern.events.isEmpty else {
            guard on == nil else { return nil }
            report(
                .missingKey, "`add` has either `on` or `by`", at: head(node),
                help: "`{on: EVENT, match: …}` or `{by: ROLE, form: …}`")
            return nil
        }
        checkMatch(pattern, at: head(node))
        return AdditionSyntax(pattern: pattern, item: item)
    }
}

extension FormSyntax {
    fileprivate var location: SourceLocation? {
        switch self {
        case .named(let name): name.location
        case .inline(let fields): fields.first?.name.location
        }
    }
}
