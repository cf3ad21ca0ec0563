// What stands above the steps: inputs, roles, ladders, who starts it and who keeps apart.
extension Draft {
    mutating func header() -> String {
        word("duties")
        var lines = [
            "onus: 1", "workflow: \(name)", "version: 1",
            "inputs:", "  amount: {type: decimal, minimum: 0}",
            "  kind: {type: string, enum: [small, large, none]}",
            "  urgent: {type: bool}", "  names: {type: list, items: string}",
            "vars: {total: {type: int, default: 0}, noted: {type: string, default: \"\"}}",
            "roles:", "  clerks: role(\"clerks\")", "  clerk: person(\"ann\")",
            "  boss: head(\"office\")", "  top: head(\"top\")", "  chief: person(\"ida\")",
            "  auditors: role(\"auditors\")", "start: \(start().flow)",
            "duties: {accountable: boss, supervisor: auditors, due: \(period()), escalation: strict}",
            "escalations:",
        ]
        lines += ladders().map { "  " + $0 }
        if usesClauses { lines.append("clauses: {rules: {items: [\"1\"]}}") }
        lines += company()
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func start() -> Written {
        switch beginning {
        case .person: return .map([entry("by", .raw("role(\"starters\")"))])
        case .anybody: return .map([entry("by", .raw("public"))])
        case .calendar:
            let inputs = [
                entry("amount", .raw("50")), entry("kind", .raw("small")),
                entry("urgent", .raw("false")), entry("names", .names(["ann", "bob"])),
            ]
            return .map([
                entry("every", .raw("1 month")),
                entry("day", .raw(chance.pick("first workday", "last day", "15"))),
                entry("at", .quoted("09:00")),
                entry("overlap", .raw(chance.pick("skip", "queue", "allow"))),
                entry("as", .quoted("head('office')")), entry("with", .map(inputs)),
            ])
        case .event(let event):
            let inputs = ["amount", "kind", "urgent", "names"].map {
                entry($0, .quoted("${ event.\($0) }"))
            }
            var start = [
                entry("on", .raw(event)), entry("match", .quoted("event.kind != 'other'")),
                entry("as", .quoted("person('ida')")), entry("with", .map(inputs)),
            ]
            if chance.percent(50) { start.append(entry("case", .raw("event.kind"))) }
            return .map(start)
        }
    }

    /// Who keeps apart and who stays together.
    private mutating func company() -> [String] {
        var lines: [String] = []
        if shared.count > 2, chance.percent(40) {
            let list = shared.suffix(3)
            let parts = Array(list)
            word("separate")
            lines.append("separate: [[[\(parts[0]), \(parts[1])], \(parts[2])]]")
            shared.removeLast(3)
        }
        if shared.count > 1, chance.percent(30) {
            word("together")
            lines.append("together: [[\(shared[0]), \(shared[1])]]")
        }
        return lines
    }
}
