import OnusCatalog
import OnusValues

/// One verb: its own key, and the keys that go with it.
struct VerbSchema {
    private typealias Parts = SchemaParts
    let name: String
    private let keys: ValueMap
    private let required: [String]
    /// What holds between the keys.
    private let rules: ValueMap

    private init(
        _ name: String, _ keys: ValueMap, required: [String] = [], rules: ValueMap = [:]
    ) {
        self.name = name
        self.keys = keys
        self.required = required
        self.rules = rules
    }

    /// The schema of a step that does it.
    func step(beside common: ValueMap) -> Value {
        let step = Parts.object(common.merging(keys), required: ["id", name] + required)
        return .map((step.mapValue ?? [:]).merging(rules))
    }

    /// In the order in which `NodeReader.verbs` has them.
    static func all(_ catalog: Catalog) -> [VerbSchema] {
        let tasks = DutySchema.fields.merging([
            "task": Parts.words(catalog.taskNames), "with": Parts.values,
            "retry": Parts.ref("retry"),
        ])
        return [VerbSchema("task", tasks)] + blocks + events + [
            VerbSchema("withdraw", ["withdraw": Parts.someOrOne(of: Parts.text)]),
            VerbSchema(
                "call",
                [
                    "call": Parts.handle,
                    "with": Parts.about("The inputs of what is called.", Parts.values),
                    "detached": Parts.about("Does not wait for its end.", Parts.bool),
                ]),
            VerbSchema("set", ["set": Parts.someValues]),
            VerbSchema(
                "end",
                [
                    "end": Parts.ref("name"), "outputs": Parts.values,
                    "undo": Parts.about("Compensates what was done.", Parts.words(["all"])),
                ]),
            VerbSchema("fail", ["fail": Parts.ref("name"), "message": Parts.text]),
        ]
    }

    private static let block: ValueMap = [
        "duties": Parts.ref("duty"), "outputs": Parts.values, "vars": Parts.fields,
    ]

    private static var needingDue: ValueMap {
        let others = NodeReader.phaseKeys.filter { $0 != "due" }
        return ValueMap(others.map { (.string($0), ["due"]) })
    }

    private static var blocks: [VerbSchema] {
        let joining: ValueMap = [
            "join": Parts.about(
                "all, any, a number, or a condition in which finished is how many branches or items "
                    + "have finished and total how many there are, such as finished * 2 > total.",
                Parts.text),
            "rest": Parts.words(["withdraw", "go_on"]),
        ]
        return [
            VerbSchema(
                "parallel",
                block.merging(joining).merging([
                    "parallel": Parts.someNames(of: Parts.ref("branch"), keys: "name"),
                    "one_at_a_time": Parts.bool,
                ])),
            VerbSchema(
                "switch",
                block.merging(["switch": Parts.list(of: Parts.ref("case"), atLeast: 1)])),
            VerbSchema(
                "foreach",
                block.merging(joining).merging([
                    "foreach": Parts.expression, "as": Parts.ref("name"), "steps": Parts.steps,
                    "at_once": Parts.integer(1...1000), "add": Parts.ref("addition"),
                ]), required: ["as", "steps"]),
            VerbSchema(
                "repeat", block.merging(["repeat": Parts.steps, "until": Parts.expression]),
                required: ["until"]),
            VerbSchema(
                "scope",
                block.merging(DutySchema.ofPhases).merging([
                    "scope": Parts.steps, "alongside": Parts.list(of: Parts.ref("handler")),
                ]), rules: ["dependentRequired": .map(needingDue)]),
            VerbSchema(
                "lock",
                block.merging([
                    "lock": Parts.about("One run at a time is inside.", Parts.text),
                    "steps": Parts.steps,
                ]), required: ["steps"]),
        ]
    }

    private static var events: [VerbSchema] {
        [
            VerbSchema("wait", ["wait": Parts.ref("wait")]),
            VerbSchema(
                "receive",
                EventSchema.pattern.merging([
                    "receive": Parts.any(
                        Parts.ref("events"),
                        Parts.object(["all": Parts.ref("events")], required: ["all"])),
                    "within": Parts.period, "count": Parts.integer(1...1000),
                    "early": Parts.words(["keep", "drop"]),
                ]), rules: EventSchema.rulesOfReceive),
            VerbSchema("emit", ["emit": EventSchema.sent, "with": Parts.values]),
        ]
    }
}
