import OnusCalendar
import OnusModel
import OnusYAML

// The verbs that wait, watch and end.
extension NodeReader {
    mutating func wait(_ node: Node) -> VerbSyntax {
        guard node.isMapping, var map = mapping(node, "`wait`") else {
            return period(node, "a duration, or `{until: …}`").map { .wait(.period($0)) }
                ?? .unknown
        }
        let present = ["until", "when", "settled"].filter { map.has($0) }
        let until = map.take("until").flatMap { expression($0) }
        let condition = map.take("when").flatMap { expression($0) }
        let settled = map.take("settled").map { stepNames($0) }
        finish(map)
        switch (until, condition, settled) {
        case (let until?, nil, nil): return .wait(.until(until))
        case (nil, let condition?, nil): return .wait(.condition(condition))
        case (nil, nil, let steps?) where !steps.isEmpty: return .wait(.settled(steps))
        default:
            // What is wrong with the only one has been said.
            guard present.count != 1 else { return .unknown }
            report(
                .missingKey, "`wait` has one of `until`, `when` and `settled`", at: head(node),
                help: "such as `wait: {until: inputs.opens_at}`, or a duration alone")
            return .unknown
        }
    }

    mutating func scope(
        _ node: Node, _ map: inout MappingReader, step: String
    ) -> VerbSyntax {
        let handlers = map.take("alongside").flatMap { list($0, "a list of handlers") } ?? []
        let phase = phase(&map, owner: step)
        return .scope(
            ScopeSyntax(
                steps: steps(node), handlers: handlers.compactMap { handler($0) }, phase: phase))
    }

    /// What makes a scope a phase.
    private mutating func phase(_ map: inout MappingReader, owner: String) -> DutySyntax? {
        let keys = Self.phaseKeys.filter { map.has($0) }
        let phase = duty(&map, Self.phaseKeys, owner: owner)
        guard let first = keys.first, !keys.contains("due") else {
            return keys.isEmpty ? nil : phase
        }
        report(
            .missingKey, "a scope with `\(first)` needs `due`, which makes it a phase",
            at: map.entry(first).map { location($0.key) } ?? head(map.node),
            help: "add `due: 30 days`; defaults for the duties inside stand under `duties:`")
        return nil
    }

    private mutating func handler(_ node: Node) -> HandlerSyntax? {
        guard var map = mapping(node, "a handler") else { return nil }
        let id = require("id", of: &map).flatMap { identifier($0, "the id of a handler") }
        let trigger = trigger(&map, at: node)
        let next = map.take("then").flatMap { target($0) }
        let defaults = map.take("duties").map { dutyDefaults($0, owner: id?.value ?? "") }
        let inner = map.take("steps").map { steps($0) }
        finish(map)
        guard let id, let trigger else { return nil }
        return HandlerSyntax(
            id: id, trigger: trigger.value, triggerLocation: trigger.location, steps: inner ?? [],
            next: next, defaults: defaults ?? DutySyntax())
    }

    private mutating func trigger(
        _ map: inout MappingReader, at node: Node
    ) -> Located<TriggerSyntax>? {
        let present = ["every", "after", "on", "when"].filter { map.has($0) }
        let every = map.take("every")
        let after = map.take("after")
        let event = eventTrigger(&map)
        guard present.count == 1 else {
            report(
                .missingKey, "a handler has one of `every`, `after`, `on` and `when`",
                at: head(node), help: "such as `every: 1 month` or `after: 10 workdays`")
            return nil
        }
        if let every { return triggerPeriod(every).map { $0.map { .every($0) } } }
        if let after { return triggerPeriod(after).map { $0.map { .after($0) } } }
        return event
    }

    private mutating func triggerPeriod(_ node: Node) -> Located<Period>? {
        guard let period = period(node) else { return nil }
        guard !period.value.isZero else {
            report(.badTime, "a handler's time must be more than nothing", at: period.location)
            return nil
        }
        return period
    }

    mutating func end(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        enum Extent: String { case all }
        let undo = map.take("undo").flatMap { word($0, among: [Extent.all]) }
        let outputs = map.take("outputs").map { values($0, "`outputs`") } ?? []
        guard let outcome = identifier(node, "the outcome of a run") else { return .unknown }
        return .end(
            EndSyntax(outcome: outcome, outputs: outputs, undoesAll: undo != nil))
    }

    mutating func fail(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let message = map.take("message").flatMap { scalar($0, "a text") }
        guard let error = identifier(node, "the name of an error") else { return .unknown }
        return .fail(FailSyntax(error: error, message: message))
    }
}
