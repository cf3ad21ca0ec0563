import OnusCalendar
import OnusModel
import OnusValues
import OnusYAML

extension NodeReader {
    mutating func test(_ root: Node) -> TestFile? {
        guard var map = mapping(root, "a test") else { return nil }
        let workflow = require("test", of: &map).flatMap { text($0, "the name of a workflow") }
        let organization = map.take("organization").flatMap { text($0, "an organisation") }
        let written = require("cases", of: &map)
        let cases = written.flatMap { list($0, "a list of cases") } ?? []
        let read = cases.compactMap { testCase($0) }
        if let place = written, place.isSequence, cases.isEmpty {
            report(
                .missingKey, "a test needs a case", at: head(place),
                help: "such as `- {name: SENTENCE, start: {by: PERSON}, expect: {outcome: END}}`")
        }
        finish(map)
        return workflow.map {
            TestFile(file: file, workflow: $0, organization: organization, cases: read)
        }
    }

    private mutating func testCase(_ node: Node) -> TestCase? {
        guard var map = mapping(node, "a case") else { return nil }
        let name = require("name", of: &map).flatMap { text($0, "a sentence") }
        let start = require("start", of: &map, help: "such as `start: {by: PERSON}`")
            .flatMap { testStart($0) }
        let script = map.take("script").map { self.script($0) } ?? []
        let expected = require("expect", of: &map, help: "a test must expect something")
        let expectations = expected.map { listOrOne($0) } ?? []
        let read = expectations.compactMap { expectation($0) }
        finish(map)
        guard let name, let start else { return nil }
        return TestCase(name: name, start: start, script: script, expectations: read)
    }

    private mutating func testStart(_ node: Node) -> TestStart? {
        guard var map = mapping(node, "`start`") else { return nil }
        let by = require("by", of: &map).flatMap { text($0, "the id of a person") }
        let at = map.take("at").flatMap { moment($0)?.value }
        let inputs = map.take("inputs").map { values($0, "`inputs`") } ?? []
        finish(map)
        return by.map { TestStart(by: $0, at: at, inputs: inputs) }
    }

    /// A script: of a case, or the list in a file of its own.
    mutating func script(_ node: Node) -> [ScriptEntry] {
        (list(node, "a list of what people do") ?? []).compactMap { scriptEntry($0) }
    }

    private mutating func scriptEntry(_ node: Node) -> ScriptEntry? {
        guard var map = mapping(node, "an entry of the script") else { return nil }
        var entry = ScriptEntry(location: head(node))
        if map.has("after"), let at = map.entry("at") {
            report(
                .unknownKey, "`at` says when, and so does `after`", at: location(at.key),
                help: "leave one of them out")
        }
        let after = map.take("after").flatMap { period($0)?.value }
        let at = map.take("at").flatMap { moment($0)?.value }
        entry.time = after.map { .after($0) } ?? at.map { .at($0) }
        entry.person = map.take("person").flatMap { text($0, "the id of a person") }
        entry.duty = map.take("duty").flatMap { text($0, "the id of a step") }
        readContent(&map, &entry)
        let problems = diagnostics.count
        entry.act = act(&map, entry, at: node)
        finish(map)
        if entry.act != nil { checkActor(entry, at: node) }
        refuseUnused(map, of: entry)
        if entry.act == nil, entry.time == nil, diagnostics.count == problems {
            report(
                .missingKey, "an entry of the script says what is done, and this one does not",
                at: head(node), help: "such as `do: OUTCOME`; `after: 1 day` alone lets time pass")
        }
        return entry
    }

    /// What an entry says beside what is done, and what comes to nothing.
    private mutating func refuseUnused(_ map: MappingReader, of entry: ScriptEntry) {
        // What was to be done could not be read, and something else is told of it.
        if entry.act == nil, ScriptEntry.Act.keys.contains(where: map.has) { return }
        let used = entry.act?.details ?? []
        for key in ScriptEntry.details where !used.contains(key) {
            guard let unused = map.entry(key) else { continue }
            let message =
                entry.act.map { "`\(key)` does not go with `\($0.key)`" }
                ?? "`\(key)` stands in an entry that only lets time pass"
            report(.unknownKey, message, at: location(unused.key), help: entry.help(with: key))
        }
    }

    private mutating func readContent(_ map: inout MappingReader, _ entry: inout ScriptEntry) {
        entry.comment = map.take("comment").flatMap { text($0, "a text")?.value }
        entry.evidence =
            map.take("evidence").map { node in
                listOrOne(node).compactMap { text($0, "the name of a file") }
            } ?? []
        entry.form = map.take("form").map { values($0, "`form`") } ?? []
        entry.data = map.take("data").map { values($0, "`data`") } ?? []
        entry.percent = map.take("percent").flatMap {
            integer($0, "a whole number from 0 to 100", in: 0...100)?.value
        }
        entry.isRefused = map.take("refused").flatMap { bool($0)?.value } ?? false
    }

    /// What is done; a comment or evidence alone are acts of their own.
    private mutating func act(
        _ map: inout MappingReader, _ entry: ScriptEntry, at node: Node
    ) -> ScriptEntry.Act? {
        var acts: [ScriptEntry.Act] = []
        if let outcome = map.take("do").flatMap({ text($0, "an outcome") }) {
            acts.append(.decide(outcome))
        }
        if let word = map.take("verify").flatMap({ text($0, "`verified` or `returned`") }) {
            acts.append(.verify(word))
        }
        if let text = map.take("progress").flatMap({ text($0, "a text") }) {
            acts.append(.progress(text.value))
        }
        if let period = map.take("extend").flatMap({ period($0) }) { acts.append(.extend(period)) }
        if let reason = map.take("cancel").flatMap({ text($0, "a reason") }) {
            acts.append(.cancel(reason.value))
        }
        if let event = map.take("send").flatMap({ text($0, "the name of an event") }) {
            acts.append(.send(event))
        }
        let flags: [(String, ScriptEntry.Act)] = [
            ("claim", .claim), ("release", .release), ("recuse", .recuse),
        ]
        for (key, act) in flags where map.take(key).flatMap({ bool($0)?.value }) == true {
            acts.append(act)
        }
        if acts.count > 1 {
            report(
                .severalVerbs, "an entry of the script does one thing, and this one does several",
                at: head(node), help: "make an entry of each")
        }
        if acts.isEmpty, entry.comment != nil { return .comment }
        if acts.isEmpty, !entry.evidence.isEmpty { return .attach }
        return acts.first
    }

    private mutating func checkActor(_ entry: ScriptEntry, at node: Node) {
        if case .send? = entry.act { return }
        if entry.person == nil {
            report(.missingKey, "an act needs a `person`", at: head(node))
        }
        if case .cancel? = entry.act { return }
        if entry.duty == nil {
            report(
                .missingKey, "an act needs a `duty`", at: head(node), help: "the id of its step")
        }
    }

    private mutating func expectation(_ node: Node) -> Expectation? {
        guard var map = mapping(node, "`expect`") else { return nil }
        let marks = map.take("marks").map { node in
            listOrOne(node).compactMap { word($0, among: Mark.allCases) }
        }
        let expectation = Expectation(
            outcome: map.take("outcome").flatMap { text($0, "an outcome") },
            duty: map.take("duty").flatMap { text($0, "the id of a step") },
            state: map.take("state").flatMap { state($0, ofDuty: map.has("duty")) },
            path: map.take("path").map { texts($0, "the id of a step") },
            within: map.take("within").flatMap { period($0) },
            dueAt: map.take("due_at").flatMap { moment($0) },
            marks: marks,
            started: map.take("started").map { texts($0, "the name of a workflow") },
            outputs: map.take("outputs").map { values($0, "`outputs`") } ?? [],
            location: head(node))
        finish(map)
        return expectation
    }

    /// Of the run, or of the duty that is named.
    private mutating func state(_ node: Node, ofDuty isOfDuty: Bool) -> Located<String>? {
        guard let state = text(node, "a state") else { return nil }
        let known = isOfDuty ? Self.dutyStates : Self.runStates
        guard !known.contains(state.value) else { return state }
        let isOfOther = (isOfDuty ? Self.runStates : Self.dutyStates).contains(state.value)
        let otherHelp =
            isOfDuty
            ? "`\(state.value)` is the state of a run; leave `duty` out"
            : "`\(state.value)` is the state of a duty; name one with `duty`"
        let nearest = Spelling.nearest(to: state.value, among: known)
        report(
            .wrongType, "expected \(Spelling.list(known, "or")), got `\(state.value)`",
            at: state.location,
            help: isOfOther ? otherHelp : nearest.map { "did you mean `\($0)`?" },
            suggestion: isOfOther ? nil : nearest)
        return nil
    }

    private static let runStates = ["running", "ended", "failed", "cancelled"]
    private static let dutyStates = ["open", "closed", "done", "skipped", "withdrawn", "failed"]

    private mutating func texts(_ node: Node, _ what: String) -> [Located<String>] {
        listOrOne(node).compactMap { text($0, what) }
    }

    /// `2026-09-28T09:00` on the calendar's clock, a day's beginning, or an instant with its zone.
    private mutating func moment(_ node: Node) -> Located<Moment>? {
        guard let text = text(node, "a time such as `2026-09-28T09:00`") else { return nil }
        let moment: Moment? =
            if let instant = Timestamp(text.value) {
                .instant(instant)
            } else if let local = CivilDateTime(text.value) {
                .local(local)
            } else {
                CivilDate(text.value).map { .local(CivilDateTime($0)) }
            }
        guard let moment else {
            report(
                .badTime, "`\(text.value)` is no time", at: text.location,
                help: "write `2026-09-28T09:00`")
            return nil
        }
        return Located(moment, at: text.location)
    }
}

extension Parser {
    /// The entries of a script that stands in a file of its own: a list, or a mapping with `script`.
    package static func script(
        _ source: Source
    ) -> (entries: [ScriptEntry], diagnostics: [Diagnostic]) {
        let reading = YAMLReader.read(source.bytes)
        var reader = NodeReader(file: source.path)
        reader.report(yaml: reading.problems)
        guard let root = reading.root else { return ([], reader.diagnostics) }
        let entries = reader.script(root["script"] ?? root)
        return (entries, reader.diagnostics)
    }
}
