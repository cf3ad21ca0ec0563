import OnusCalendar
import OnusModel
import OnusYAML

// Escalation ladders and their rungs.
extension NodeReader {
    mutating func ladders(_ node: Node) -> [LadderSyntax] {
        named(node, "`escalations`").map { entry in
            check(handle: entry.name, "the name of a ladder")
            return ladder(entry.name, entry.value)
        }
    }

    mutating func ladder(
        _ name: Located<String>, _ node: Node, isInline: Bool = false
    ) -> LadderSyntax {
        let help = "such as `- {at: due, mark: red, remind: responsible}`"
        let nodes = list(node, "a list of rungs", help: help)
        let rungs = (nodes ?? []).compactMap { rung($0) }
        return LadderSyntax(
            name: name, rungs: rungs, isWhole: rungs.count == nodes?.count, isInline: isInline)
    }

    private mutating func rung(_ node: Node) -> RungSyntax? {
        guard var map = mapping(node, "a rung") else { return nil }
        let at = require("at", of: &map, help: Self.rungTimes).flatMap { rungTime($0) }
        var rung = RungSyntax(
            at: at ?? Located(.due, at: head(node)), location: head(node))
        readPeople(&map, &rung)
        readActs(&map, &rung)
        rung.repetition = map.take("repeat").flatMap { repetition($0) }
        finish(map)
        return at == nil ? nil : rung
    }

    private mutating func readPeople(_ map: inout MappingReader, _ rung: inout RungSyntax) {
        rung.remind = map.take("remind").flatMap { people($0) }
        rung.notify = map.take("notify").flatMap { people($0) }
        rung.add = map.take("add").flatMap { people($0) }
        rung.assign = map.take("assign").flatMap { people($0) }
    }

    private mutating func readActs(_ map: inout MappingReader, _ rung: inout RungSyntax) {
        rung.mark = map.take("mark").flatMap { word($0, among: Mark.allCases) }
        rung.raise = map.take("raise").flatMap {
            integer(
                $0, "the number of steps up the reporting line, 1 to 10",
                in: AuthorLimit.raise.range)
        }
        rung.start = map.take("start").flatMap { text($0, "the name of a workflow") }
        rung.decide = map.take("decide").flatMap { text($0, "an outcome") }
        rung.task = map.take("task").flatMap { text($0, "the name of a task") }
        guard let with = map.takeEntry("with") else { return }
        if rung.start == nil, rung.task == nil {
            report(
                .unknownKey,
                "`with` stands in a rung that neither starts a workflow nor runs a task",
                at: location(with.key), help: "add `start: WORKFLOW` or `task: NAME`, or remove it")
        }
        rung.parameters = values(with.value, "`with`")
    }

    private mutating func repetition(_ node: Node) -> Rung.Repetition? {
        guard var map = mapping(node, "`repeat`") else { return nil }
        let every = require("every", of: &map).flatMap { period($0) }
        let times = require("times", of: &map, help: "a repetition must end").flatMap {
            integer($0, "a whole number from 1 to 1000", in: AuthorLimit.repetitions.range)
        }
        finish(map)
        guard let every, let times else { return nil }
        return Rung.Repetition(every: every.value, times: times.value)
    }

    private static let rungTimes = "when it happens: `at: 80%`, `at: due` or `at: due + 2 workdays`"

    /// `50%`, `due` or `due + DURATION`.
    private mutating func rungTime(_ node: Node) -> Located<RungTime>? {
        guard let text = text(node, "a time such as `80%`, `due` or `due + 2 workdays`") else {
            return nil
        }
        if text.value.hasSuffix("%") { return percent(text) }
        guard text.value.hasPrefix("due") else {
            report(
                .badTime, "`\(text.value)` is no time of a rung", at: text.location,
                help: "write `80%` (of the time to the deadline), `due` or `due + 2 workdays`")
            return nil
        }
        let rest = String(text.value.dropFirst(3)).trimmingBlanks()
        return rest.isEmpty ? text.map { _ in .due } : afterDue(rest, text)
    }

    private mutating func afterDue(
        _ rest: String, _ text: Located<String>
    ) -> Located<RungTime>? {
        guard rest.hasPrefix("+") else {
            report(
                .badTime, "expected `due + DURATION`, got `\(text.value)`", at: text.location,
                help: rest.hasPrefix("-")
                    ? "a time before the deadline is a percentage, such as `80%`" : nil)
            return nil
        }
        do throws(CalendarError) {
            let period = try Period(authored: String(rest.dropFirst()).trimmingBlanks())
            return text.map { _ in period.isZero ? .due : .after(period) }
        } catch {
            report(badTime: error, at: text.location)
            return nil
        }
    }

    private mutating func percent(_ text: Located<String>) -> Located<RungTime>? {
        do throws(CalendarError) {
            let percent = try Percentage(parsing: text.value)
            guard (1..<10_000).contains(percent.hundredths) else {
                report(
                    .badTime,
                    "a rung stands before the deadline or after it, not at `\(text.value)`",
                    at: text.location, help: "the deadline itself is `due`")
                return nil
            }
            return text.map { _ in .percent(percent) }
        } catch {
            report(badTime: error, at: text.location)
            return nil
        }
    }
}
