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
        map.announce(later: ["when"], "`wait: {when: …}`")
        map.announce(later: ["settled"], "`wait: {settled: …}`")
        let isLater = map.has("when") || map.has("settled")
        let until = isLater ? map.take("until") : require("until", of: &map)
        finish(map)
        guard let until = until.flatMap({ expression($0) }) else { return .unknown }
        return .wait(.until(until))
    }

    mutating func scope(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        map.announce(
            later: ["due", "accountable", "escalation"], "a scope with a deadline of its own")
        let handlers = map.take("alongside").flatMap { list($0, "a list of handlers") } ?? []
        return .scope(
            ScopeSyntax(steps: steps(node), handlers: handlers.compactMap { handler($0) }))
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
    ) -> Located<ScopePlan.Trigger>? {
        let every = map.take("every")
        let after = map.take("after")
        if let key = ["on", "when"].first(where: { map.has($0) }), let entry = map.takeEntry(key) {
            notSupported("a handler with `\(key)`", at: location(entry.key))
            // Its options belong to the trigger that is not supported.
            _ = ["match", "from", "form"].map { map.take($0) }
            return nil
        }
        switch (every, after) {
        case (let every?, nil): return triggerPeriod(every).map { $0.map { .every($0) } }
        case (nil, let after?): return triggerPeriod(after).map { $0.map { .after($0) } }
        default:
            report(
                .missingKey, "a handler has either `every` or `after`", at: head(node),
                help: "such as `every: 1 month` or `after: 10 workdays`")
            return nil
        }
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
        map.announce(later: ["undo"])
        let outputs = map.take("outputs").map { values($0, "`outputs`") } ?? []
        guard let outcome = identifier(node, "the outcome of a run") else { return .unknown }
        return .end(EndSyntax(outcome: outcome, outputs: outputs))
    }

    mutating func fail(_ node: Node, _ map: inout MappingReader) -> VerbSyntax {
        let message = map.take("message").flatMap { scalar($0, "a text") }
        guard let error = identifier(node, "the name of an error") else { return .unknown }
        return .fail(FailSyntax(error: error, message: message))
    }
}
