import OnusCalendar
import OnusModel
import OnusYAML

// The fields of a duty, at a step or under `duties:`.
extension NodeReader {
    static let dutyKeys = [
        "responsible", "accountable", "supervisor", "consulted", "informed", "verified_by", "due",
        "calendar", "escalation", "priority", "delegable", "form", "evidence", "allocate",
        "absent", "deemed", "extend", "stop_clock",
    ]

    /// Those with which a scope has a deadline of its own.
    static let phaseKeys = [
        "due", "accountable", "supervisor", "calendar", "escalation", "stop_clock",
    ]

    /// Takes the keys of a duty out of a step, a scope or a `duties:` block.
    mutating func duty(
        _ map: inout MappingReader, _ keys: [String] = dutyKeys, owner: String
    ) -> DutySyntax {
        var duty = DutySyntax()
        for key in keys {
            guard let entry = map.takeEntry(key) else { continue }
            duty.keys.append(Located(key, at: location(entry.key)))
            read(key, entry.value, into: &duty, owner: owner)
        }
        return duty
    }

    private mutating func read(
        _ key: String, _ node: Node, into duty: inout DutySyntax, owner: String
    ) {
        switch key {
        case "responsible": duty.responsible = people(node)
        case "accountable": duty.accountable = people(node)
        case "supervisor": duty.supervisor = people(node)
        case "consulted": duty.consulted = people(node)
        case "informed": duty.informed = people(node)
        case "verified_by": duty.verifiedBy = people(node)
        case "due": duty.due = due(node)
        case "calendar": duty.calendar = handle(node, "the name of a calendar")
        case "escalation": duty.escalation = escalation(node, owner: owner)
        case "priority":
            duty.priority = integer(
                node, "a whole number from 0 to 9", in: AuthorLimit.priority.range)
        case "delegable": duty.isDelegable = bool(node)
        case "form": duty.form = form(node)
        case "evidence":
            duty.evidence = integer(
                node, "the number of files that must be given, 0 to 100",
                in: AuthorLimit.evidence.range)
        case "allocate": duty.allocation = allocation(node)
        case "absent": duty.whenNobody = word(node, among: [.manager, .accountable, .fail])
        case "deemed": duty.deemed = deemed(node)
        case "extend": duty.extend = extend(node)
        case "stop_clock": duty.stopClock = stopClock(node)
        default: break
        }
    }

    mutating func dutyDefaults(_ node: Node, owner: String) -> DutySyntax {
        guard var map = mapping(node, "`duties`") else { return DutySyntax() }
        let duty = duty(&map, owner: owner)
        finish(map)
        return duty
    }

    /// A duration, or an expression that gives an instant.
    private mutating func due(_ node: Node) -> DueSyntax? {
        let help = "such as `5 workdays`, or an expression that gives a timestamp"
        guard let scalar = scalar(node, "a duration or an instant", help: help) else { return nil }
        let looksLikePeriod = scalar.text.utf8.first.map {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
        let isISO = scalar.text.hasPrefix("P") && scalar.text.dropFirst().first?.isNumber == true
        if looksLikePeriod == true || isISO || scalar.text.hasPrefix("PT") {
            guard let period = period(node) else { return nil }
            guard period.value.isZero else { return .period(period) }
            report(
                .badTime, "`\(scalar.text)` is over as soon as it begins", at: period.location,
                help: "give people time, such as `1 workday`")
            return nil
        }
        if let meant = Self.inDigits(scalar.text) {
            report(
                .badTime, "`\(scalar.text)` is no duration", at: scalar.location,
                help: "write `\(meant)`", suggestion: meant)
            return nil
        }
        return expression(node).map { .at($0) }
    }

    /// `5 days` for `five days`.
    private static func inDigits(_ text: String) -> String? {
        let words = text.lowercased().split(separator: " ")
        let numbers = [
            "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
            "thirty": 30,
        ]
        guard let number = words.first.flatMap({ numbers[String($0)] }), words.count > 1 else {
            return nil
        }
        let meant = "\(number) \(words.dropFirst().joined())"
        return (try? Period(parsing: meant)) == nil ? nil : meant
    }

    private mutating func escalation(_ node: Node, owner: String) -> EscalationSyntax? {
        if node.isSequence {
            return .inline(ladder(Located(owner, at: head(node)), node, isInline: true))
        }
        return text(node, "the name of a ladder, or a list of rungs").map { .named($0) }
    }

    mutating func form(_ node: Node) -> FormSyntax? {
        if node.isMapping { return .inline(fields(node, "a form")) }
        return text(node, "the name of a form, or its fields").map { .named($0) }
    }

    private mutating func allocation(_ node: Node) -> Located<Allocation>? {
        let words: [String: Allocation] = [
            "all": .all, "first": .first, "round_robin": .roundRobin, "fewest_open": .fewestOpen,
        ]
        if node.isMapping { return allocationByStep(node) }
        let choice =
            "`all`, `first`, `round_robin`, `fewest_open`, `{same_as: STEP}` or `{not: STEP}`"
        guard let word = text(node, choice) else { return nil }
        guard let allocation = words[word.value] else {
            let nearest = Spelling.nearest(to: word.value, among: words.keys.sorted())
            report(
                .wrongType, "expected \(choice), got `\(word.value)`", at: word.location,
                help: nearest.map { "did you mean `\($0)`?" }, suggestion: nearest)
            return nil
        }
        return Located(allocation, at: word.location)
    }

    private mutating func allocationByStep(_ node: Node) -> Located<Allocation>? {
        guard var map = mapping(node, "`allocate`") else { return nil }
        let same = map.take("same_as").flatMap { text($0, "the id of a step") }
        let other = map.take("not").flatMap { text($0, "the id of a step") }
        finish(map)
        if let same, other == nil { return Located(.sameAs(StepID(same.value)), at: same.location) }
        if let other, same == nil { return Located(.not(StepID(other.value)), at: other.location) }
        expected("one of `same_as` and `not`", at: node)
        return nil
    }

    private mutating func deemed(_ node: Node) -> DeemedSyntax? {
        guard var map = mapping(node, "`deemed`") else { return nil }
        let outcome = require("outcome", of: &map).flatMap { text($0, "an outcome") }
        let basis = require(
            "basis", of: &map, help: "silence counts only where a clause says so; name the clause"
        ).flatMap { text($0, "a clause such as `rules/7`") }
        finish(map)
        guard let outcome, let basis else { return nil }
        return DeemedSyntax(outcome: outcome, basis: basis)
    }
}
