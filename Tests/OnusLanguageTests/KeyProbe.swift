import OnusLanguage
import OnusModel
import OnusValues
import Testing

/// Files with a key that nobody knows, for which the parser names those that it does know.
struct KeyProbe: Sendable, CustomTestStringConvertible {
    let kind: Schema
    /// Where the same keys stand in the schema.
    let place: String
    /// Several where a key hangs on the value of another.
    private let texts: [String]

    var testDescription: String { "\(kind) \(place)" }

    private init(_ kind: Schema, _ place: String, _ texts: String...) {
        (self.kind, self.place, self.texts) = (kind, place, texts)
    }

    /// Nil when the parser has not complained of the key.
    func keysOfTheParser() -> [String]? {
        var keys: Set<String> = []
        for text in texts {
            let path = kind == .project ? "onus.yaml" : "probe.yaml"
            let file = Parser.parse(Source(path: path, text: text))
            let complaint = file.diagnostics.first { $0.message.hasSuffix("has no key `zzzzzzzz`") }
            // The mapping's own name may be quoted in front.
            guard let help = complaint?.help,
                let list = help.split(separator: " are ", maxSplits: 1).last
            else { return nil }
            keys.formUnion(list.matches(of: /`([a-zA-Z_]+)`/).map { String($0.1) })
        }
        return keys.sorted()
    }

    static func value(at place: String, in schema: Value) -> Value? {
        place.split(separator: "/").reduce(schema) { value, name in
            if let index = Int(name) { return value?.listValue?[index] }
            return value?.mapValue?[String(name)]
        }
    }

    /// The keys of an object, or of all its forms.
    static func properties(of schema: Value) -> [String] {
        guard let map = schema.mapValue else { return [] }
        var keys = Set(map["properties"]?.mapValue?.keys.compactMap(\.stringValue) ?? [])
        for form in map["anyOf"]?.listValue ?? [] { keys.formUnion(properties(of: form)) }
        return keys.sorted()
    }

    /// One for each reader of a mapping in the parser, and one for each verb.
    static let all = workflow + verbs + inSteps + ofDuties + tests + otherFiles

    private static func head(_ text: String) -> String {
        "onus: 1\nworkflow: a\nversion: 1\n\(text)\n"
    }

    private static func step(_ text: String) -> String { head("steps: [{id: a, \(text)}]") }

    private static let workflow: [KeyProbe] = [
        KeyProbe(.workflow, "", head("zzzzzzzz: 1")),
        KeyProbe(.workflow, "$defs/start/else/else", head("start: {by: a, zzzzzzzz: 1}")),
        KeyProbe(.workflow, "$defs/start/else/then", head("start: {every: 1 day, zzzzzzzz: 1}")),
        KeyProbe(.workflow, "$defs/start/then", head("start: {on: a, zzzzzzzz: 1}")),
        KeyProbe(.workflow, "$defs/clauses", head("clauses: {a: {items: [], zzzzzzzz: 1}}")),
        KeyProbe(
            .workflow, "$defs/field", head("inputs: {a: {type: list, zzzzzzzz: 1}}"),
            head("inputs: {a: {type: map, zzzzzzzz: 1}}")),
        KeyProbe(
            .workflow, "$defs/type",
            head("inputs: {a: {type: list, items: {type: list, zzzzzzzz: 1}}}"),
            head("inputs: {a: {type: list, items: {type: map, zzzzzzzz: 1}}}")),
        KeyProbe(.workflow, "$defs/rung", head("escalations: {a: [{at: due, zzzzzzzz: 1}]}")),
        KeyProbe(
            .workflow, "$defs/rung/properties/repeat",
            head("escalations: {a: [{at: due, repeat: {zzzzzzzz: 1}}]}")),
    ]

    private static let verbs: [KeyProbe] = [
        "task: a", "parallel: {b: []}", "switch: []", "foreach: a", "repeat: []", "scope: []",
        "wait: 1 day", "receive: a", "emit: a", "withdraw: a", "call: a", "lock: a", "set: {x: 1}",
        "end: done", "fail: wrong",
    ].map { verb in
        let name = verb.prefix { $0 != ":" }
        return KeyProbe(.workflow, "$defs/step_\(name)", step("\(verb), zzzzzzzz: 1"))
    }

    private static let inSteps: [KeyProbe] = [
        KeyProbe(.workflow, "$defs/retry", step("task: a, retry: {zzzzzzzz: 1}")),
        KeyProbe(.workflow, "$defs/branch", step("parallel: {b: {zzzzzzzz: 1}}")),
        KeyProbe(.workflow, "$defs/case", step("switch: [{zzzzzzzz: 1}]")),
        KeyProbe(.workflow, "$defs/wait", step("wait: {zzzzzzzz: 1}")),
        KeyProbe(
            .workflow, "$defs/handler", step("scope: [], alongside: [{on: a, zzzzzzzz: 1}]")),
        KeyProbe(
            .workflow, "$defs/addition", step("foreach: a, add: {by: a, zzzzzzzz: 1}")),
        KeyProbe(
            .workflow, "$defs/step_receive/properties/receive", step("receive: {zzzzzzzz: 1}")),
    ]

    private static let ofDuties: [KeyProbe] = [
        KeyProbe(.workflow, "$defs/duty", head("duties: {zzzzzzzz: 1}")),
        KeyProbe(
            .workflow, "$defs/duty/properties/allocate", head("duties: {allocate: {zzzzzzzz: 1}}")),
        KeyProbe(
            .workflow, "$defs/duty/properties/deemed", head("duties: {deemed: {zzzzzzzz: 1}}")),
        KeyProbe(
            .workflow, "$defs/duty/properties/stop_clock",
            head("duties: {stop_clock: {zzzzzzzz: 1}}")),
        KeyProbe(
            .workflow, "$defs/duty/properties/extend", head("duties: {extend: {zzzzzzzz: 1}}")),
    ]

    private static let tests: [KeyProbe] = [
        KeyProbe(.test, "", "test: a\nzzzzzzzz: 1\n"),
        KeyProbe(.test, "properties/cases/items", "test: a\ncases: [{zzzzzzzz: 1}]\n"),
        KeyProbe(
            .test, "properties/cases/items/properties/start",
            "test: a\ncases: [{start: {zzzzzzzz: 1}}]\n"),
        KeyProbe(.test, "$defs/act", "test: a\ncases: [{script: [{zzzzzzzz: 1}]}]\n"),
        KeyProbe(
            .test, "properties/cases/items/properties/expect",
            "test: a\ncases: [{expect: {zzzzzzzz: 1}}]\n"),
    ]

    private static let otherFiles: [KeyProbe] = [
        KeyProbe(.organization, "", "organization: a\nzzzzzzzz: 1\n"),
        KeyProbe(
            .organization, "properties/units/items", "organization: a\nunits: [{zzzzzzzz: 1}]\n"),
        KeyProbe(
            .organization, "properties/people/items", "organization: a\npeople: [{zzzzzzzz: 1}]\n"),
        KeyProbe(
            .organization, "properties/delegations/items",
            "organization: a\ndelegations: [{zzzzzzzz: 1}]\n"),
        KeyProbe(
            .organization, "properties/absences/items",
            "organization: a\nabsences: [{zzzzzzzz: 1}]\n"),
        KeyProbe(
            .calendar, "",
            "calendar: a\ntime_zone: UTC\nhours: {monday: \"09:00-10:00\"}\nzzzzzzzz: 1\n"),
        KeyProbe(
            .calendar, "properties/days",
            "calendar: a\ntime_zone: UTC\nhours: {monday: \"09:00-10:00\"}\n"
                + "days: {zzzzzzzz: 1}\n"),
        KeyProbe(.project, "", "zzzzzzzz: 1\n"),
    ]
}
