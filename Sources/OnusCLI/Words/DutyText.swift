import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// A duty as people read it.
struct DutyText {
    let row: DutyRow
    private let fields: ValueMap
    let wording: Wording

    init(_ row: DutyRow, _ wording: Wording) {
        self.row = row
        self.wording = wording
        fields = row.value?.mapValue ?? [:]
    }

    var title: String {
        fields["title"].map(text) ?? row.step.rawValue
    }

    /// One string, or the one in the language of whoever reads.
    private func text(of title: Value) -> String {
        if let byLanguage = title.mapValue {
            let texts = byLanguage.map { ($0.key.plainText, $0.value.plainText) }
            return wording.text(
                Text(byLanguage: Dictionary(texts, uniquingKeysWith: { one, _ in one })))
        }
        return title.plainText
    }

    var mark: Mark? { fields["mark"]?.stringValue.flatMap(Mark.init) }
    var outcome: String? { fields["outcome"]?.stringValue }
    var isProvisional: Bool { fields["provisional"]?.boolValue ?? false }
    var offered: [String] { fields["offered"]?.listValue?.compactMap(\.stringValue) ?? [] }
    var votes: [ValueMap] { fields["votes"]?.listValue?.compactMap(\.mapValue) ?? [] }
    var digest: String { fields["digest"]?.stringValue ?? "" }

    func people(_ key: String) -> [Person] {
        if let one = fields[key]?.stringValue { return [Person(one)] }
        return fields[key]?.listValue?.compactMap { $0.stringValue.map { Person($0) } } ?? []
    }

    /// Whether it is done and waits for those who verify it.
    var isProposed: Bool {
        let verifiers = people("verifiers")
        return !verifiers.isEmpty && !votes.isEmpty && !row.desks.isEmpty
            && row.desks.allSatisfy(verifiers.contains)
    }

    /// Whether its steps fulfil it, so that nobody is offered anything.
    var isPhase: Bool { row.desks.isEmpty && offered.isEmpty }

    /// What it waits for.
    func awaited(_ names: ([Person]) -> String) -> String {
        guard row.desks.isEmpty else { return names(row.desks) }
        return isPhase ? "its steps" : "nobody"
    }

    /// Whether people may do it and need not.
    var isRight: Bool { fields["right"]?.boolValue ?? false }

    var due: String {
        if isRight, row.dueAt == .distantFuture { return "no deadline" }
        let text = wording.time(row.dueAt) + (isProvisional ? " (provisional)" : "")
        return fields["stopped_since"] == nil ? text : text + " (the clock stands still)"
    }

    /// All of it, a fact a line.
    ///
    /// - Parameters:
    ///   - started: how its run began.
    ///   - acts: what was done about it, a line each.
    func details(now: Timestamp, started: RunStarted?, acts: [Line]) -> String {
        let style = wording.style
        var text = style.paint(title, .bold) + "\n" + style.paint(row.duty.rawValue, .dim) + "\n\n"
        var table = Table()
        let state = row.state == .open ? "open" : row.state.rawValue
        table.add(.init("state", .dim), .init(outcome.map { "\(state): \($0)" } ?? state))
        for key in ["responsible", "accountable", "supervisor", "verifiers", "assignee"] {
            let recused = key == "responsible" ? people("recused") : []
            let names = people(key).map {
                wording.person($0) + (recused.contains($0) ? " (stepped out)" : "")
            }
            guard !names.isEmpty else { continue }
            table.add(.init(key, .dim), .init(names.joined(separator: ", ")))
        }
        if let basis = fields["basis"]?.listValue {
            table.add(
                .init("basis", .dim), .init(basis.map(\.plainText).joined(separator: ", ")))
        }
        if let started {
            let by = "\(started.workflow) version \(started.version), started by "
            table.add(.init("run", .dim), .init(by + wording.person(started.initiator)))
            if !started.inputs.isEmpty {
                table.add(.init("inputs", .dim), .init(wording.values(started.inputs)))
            }
        }
        table.add(.init("opened", .dim), .init(wording.time(row.openedAt)))
        let distance =
            row.state == .open && row.dueAt != .distantFuture
            ? ", \(wording.distance(to: row.dueAt, from: now))" : ""
        table.add(.init("due", .dim), .init(due + distance))
        if let mark { table.add(.init("light", .dim), .init(mark.rawValue, Style.ink(of: mark))) }
        if let incident = fields["incident"]?.mapValue {
            let words = [incident["error"], incident["message"]].compactMap { $0?.plainText }
            table.add(.init("incident", .dim), .init(words.joined(separator: ": "), .red))
        }
        if row.state == .open {
            table.add(.init("waits for", .dim), .init(awaited(wording.people)))
            if !isPhase {
                table.add(.init("offered", .dim), .init(offered.joined(separator: ", ")))
            }
            for field in form {
                table.add(.init("field", .dim), .init(words(of: field)))
            }
            if !digest.isEmpty { table.add(.init("digest", .dim), .init(digest)) }
        }
        text += table.rendered(style)
        if let description = fields["description"] {
            text += "\n" + paragraph(self.text(of: description))
        }
        return text + content + list(of: acts)
    }

    /// Set in, so that it can look like no part of the duty.
    private func paragraph(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  \(String($0).onOneLine)\n" }.joined()
    }

    private var form: [ValueMap] { fields["form"]?.listValue?.compactMap(\.mapValue) ?? [] }

    /// Such as `text: string, required – What happened`.
    private func words(of field: ValueMap) -> String {
        func word(_ key: String) -> String { field[key]?.stringValue ?? "" }
        var text = "\(word("name")): \(word("type"))"
        if let choices = field["choices"]?.listValue {
            text += " (\(choices.map(\.plainText).joined(separator: ", ")))"
        }
        text += Self.isRequired(field) ? ", required" : ", optional"
        return text + (field["title"].map { " – \(self.text(of: $0))" } ?? "")
    }

    private static func isRequired(_ field: ValueMap) -> Bool {
        field["required"]?.boolValue ?? false
    }

    /// How it is decided or verified: the first of what is offered, with the fields that must be given.
    func command(_ who: String) -> String {
        if isProposed { return "onus verify \(row.duty.rawValue) verified \(who)" }
        let form = form.filter(Self.isRequired).compactMap { $0["name"]?.stringValue }
        let words = ["onus decide", row.duty.rawValue, offered.first ?? "OUTCOME"]
        return (words + form.map { "--form \($0)=…" } + [who]).joined(separator: " ")
    }

    private var content: String {
        guard let content = fields["content"]?.mapValue, !content.isEmpty else { return "" }
        var table = Table()
        // Of a step in items or in a handler there are several.
        let steps = content.flatMap { entry in
            (entry.value.listValue ?? [entry.value]).map { (entry.key.plainText, $0) }
        }
        for (name, value) in steps {
            let step = value.mapValue ?? [:]
            let people = step["by"]?.listValue?.compactMap { $0.stringValue.map { Person($0) } }
            let doers = people.map { $0.isEmpty ? "" : "by \(wording.people($0))" } ?? ""
            table.add(
                .init(name, .cyan), .init(step["outcome"]?.plainText ?? "", .bold),
                .init(doers))
            for output in step["outputs"]?.mapValue ?? [:] {
                table.add(
                    .init(""), .init(output.key.plainText, .dim), .init(shown(output.value)))
            }
        }
        return "\n" + wording.style.paint("shown", .bold) + "\n"
            + table.rendered(wording.style, indent: 2)
    }

    /// Lists and mappings in words rather than in brackets.
    private func shown(_ value: Value) -> String {
        if let list = value.listValue {
            return list.isEmpty ? "none" : list.map { shown($0) }.joined(separator: "; ")
        }
        if let map = value.mapValue, map["digest"] == nil {
            return map.isEmpty ? "none" : wording.values(map)
        }
        return wording.value(value)
    }

    private func list(of acts: [Line]) -> String {
        guard !acts.isEmpty else { return "" }
        return "\n" + wording.style.paint("done so far", .bold) + "\n"
            + acts.map { "  \($0.text)\n" }.joined()
    }
}
