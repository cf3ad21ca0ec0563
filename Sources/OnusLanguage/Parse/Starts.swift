import OnusCalendar
import OnusModel
import OnusValues
import OnusYAML

// `start:`, who or what may start a run.
extension NodeReader {
    mutating func readStart(_ node: Node, _ workflow: inout WorkflowSyntax) {
        let help = "such as `start: {by: ROLE}`"
        guard var map = mapping(node, "`start`", help: help) else { return }
        let ways = ["by", "on", "every"].filter { map.has($0) }
        guard ways.count == 1, let way = ways.first, let entry = map.takeEntry(way) else {
            report(
                .missingKey, "`start` has one of `by`, `on` and `every`", at: head(node),
                help: help)
            return
        }
        switch way {
        case "on": workflow.startedOn = eventStart(entry.value, &map)
        case "every": workflow.startedEvery = schedule(entry.value, &map)
        default:
            workflow.isPublic = entry.value.scalar == "public"
            if !workflow.isPublic { workflow.startedBy = people(entry.value) }
            finish(map)
        }
    }

    /// In whose name it starts by itself, and with what.
    private mutating func starter(
        _ map: inout MappingReader
    ) -> (person: PeopleSyntax?, inputs: [Named<ValueSyntax>]) {
        let help = "in whose name it starts, such as `as: head(\"office\")`"
        let person = require("as", of: &map, help: help).flatMap { people($0) }
        return (person, map.take("with").map { values($0, "`with`") } ?? [])
    }

    private mutating func eventStart(
        _ node: Node, _ map: inout MappingReader
    ) -> EventStartSyntax? {
        let names = events(node)
        let match = map.take("match").flatMap { expression($0) }
        let key = map.take("case").flatMap { expression($0, "what tells cases apart") }
        let dropsEarly = map.take("early").map { early($0) } ?? false
        let (person, inputs) = starter(&map)
        finish(map)
        let pattern = PatternSyntax(events: names, match: match, from: nil, form: nil)
        // A case that every event may open needs no other condition.
        if key == nil { checkMatch(pattern, at: head(map.node), starts: true) }
        guard let person, !names.isEmpty else { return nil }
        var start = EventStartSyntax(
            pattern: pattern, person: person, inputs: inputs, location: head(map.node))
        (start.caseKey, start.dropsEarly) = (key, dropsEarly)
        return start
    }

    private mutating func schedule(
        _ node: Node, _ map: inout MappingReader
    ) -> ScheduleSyntax? {
        let every = period(node)
        let day = map.takeEntry("day")
        let time = map.takeEntry("at")
        let overlap = map.take("overlap").flatMap {
            word($0, among: ScheduleStart.Overlap.allCases)?.value
        }
        let (person, inputs) = starter(&map)
        finish(map)
        guard let every, let person,
            let recurrence = recurrence(every, day: day, time: time, in: map)
        else { return nil }
        return ScheduleSyntax(
            recurrence: recurrence, overlap: overlap ?? .skip, person: person, inputs: inputs,
            location: head(map.node))
    }

    private mutating func recurrence(
        _ every: Located<Period>, day: Node.Entry?, time: Node.Entry?, in map: MappingReader
    ) -> Recurrence? {
        let unit = every.value.unit
        guard !every.value.isZero, unit != .workhour else {
            report(
                .badTime, "nothing can start every `\(every.value)`", at: every.location,
                help: "such as `every: 1 month` or `every: 1 workday`")
            return nil
        }
        var recurrence = Recurrence(every: every.value, day: nil, secondOfDay: nil)
        if every.value.seconds != nil {
            for entry in [day, time].compactMap(\.self) {
                report(
                    .unknownKey,
                    "what comes every `\(every.value)` has no `\(entry.key.scalar ?? "")`",
                    at: location(entry.key), help: "remove it")
            }
            return recurrence
        }
        guard let time else {
            report(
                .missingKey, "`start` needs `at`, the time of day", at: head(map.node),
                help: "such as `at: \"09:00\"`")
            return nil
        }
        recurrence.secondOfDay = secondOfDay(time.value)
        if let day { recurrence.day = self.day(day, of: unit) }
        guard recurrence.secondOfDay != nil, day == nil || recurrence.day != nil else { return nil }
        return recurrence
    }

    private mutating func secondOfDay(_ node: Node) -> Int? {
        guard let text = text(node, "a time of day such as `09:00`") else { return nil }
        let parts = text.value.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), let time = TimeOfDay(hour: hour, minute: minute)
        {
            return time.secondOfDay
        }
        report(
            .badTime, "`\(text.value)` is no time of day", at: text.location,
            help: "write `\"09:00\"`")
        return nil
    }

    static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private mutating func day(_ entry: Node.Entry, of unit: Period.Unit) -> Recurrence.Day? {
        var words: [String: Recurrence.Day] = [
            "first day": .first, "last day": .last, "first workday": .firstWorkday,
            "last workday": .lastWorkday,
        ]
        switch unit {
        case .week:
            for (number, name) in Self.weekdays.enumerated() { words[name] = .weekday(number) }
        case .month:
            if case .int(let number)? = entry.value.coreValue, (1...31).contains(number) {
                return .number(Int(number))
            }
        case .year: break
        default:
            report(
                .unknownKey, "only what comes every few weeks, months or years has a `day`",
                at: location(entry.key), help: "remove it")
            return nil
        }
        let known = words.keys.sorted()
        guard let text = text(entry.value, Spelling.list(known, "or")) else { return nil }
        if let day = words[text.value] { return day }
        let nearest = Spelling.nearest(to: text.value, among: known)
        report(
            .wrongType, "there is no day `\(text.value)`", at: text.location,
            help: nearest.map { "did you mean `\($0)`?" }
                ?? "there are \(Spelling.list(known))\(unit == .month ? ", and 1 to 31" : "")",
            suggestion: nearest)
        return nil
    }
}
