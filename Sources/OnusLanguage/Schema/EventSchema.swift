import OnusModel
import OnusValues

/// What waits for events: `receive`, handlers, `add:` of a `foreach`, and `start: {on: …}`.
enum EventSchema {
    private typealias Parts = SchemaParts

    /// `match`, `from` and `form` beside the names of events.
    static let pattern: ValueMap = [
        "match": Parts.about("Which of the events mean this run.", Parts.expression),
        "from": Parts.about("Who may give it here.", Parts.people), "form": Parts.ref("form"),
    ]

    private static let ofTheRun = Parts.pattern(#"^steps\."#)

    /// The name of an event that a step sends.
    static let sent: Value = [
        "title": "event", "$ref": "#/$defs/handle", "not": ["pattern": #"^steps\."#],
    ]

    /// An event of the world needs `match`, unless people give it here.
    private static func isKnown(_ key: String) -> [Value] {
        let names = ValueMap([(.string(key), Parts.ref("events_of_the_run"))])
        return [Parts.having("match"), Parts.having("from"), ["properties": .map(names)]]
    }

    private static func object(
        _ keys: ValueMap, required: [String], rules: ValueMap
    ) -> Value {
        .map((Parts.object(keys, required: required).mapValue ?? [:]).merging(rules))
    }

    static let rulesOfReceive: ValueMap = [
        "anyOf": .list(isKnown("receive")), "dependentRequired": ["form": ["from"]],
        "dependentSchemas": [
            "count": ["properties": ["receive": ["type": ["string", "array"]]]]
        ],
    ]

    static var definitions: ValueMap {
        [
            "events": Parts.someOrOne(of: Parts.handle),
            "events_of_the_run": Parts.any(
                Parts.listOrOne(of: ofTheRun),
                Parts.object(["all": Parts.listOrOne(of: ofTheRun)])),
            "handler": handler, "addition": addition, "start": start,
        ]
    }

    private static var handler: Value {
        let triggers = ["every", "after", "on", "when"]
        let rules: ValueMap = [
            "oneOf": .list(triggers.map { Parts.having($0) }),
            "dependentRequired": ["match": ["on"], "from": ["on"], "form": ["on", "from"]],
            "if": Parts.having("on"), "then": Parts.any(isKnown("on")),
        ]
        return object(
            pattern.merging([
                "id": Parts.ref("name"), "every": Parts.period, "after": Parts.period,
                "on": Parts.ref("events"),
                "when": Parts.about("On each turn to true.", Parts.expression),
                "then": Parts.target, "duties": Parts.ref("duty"), "steps": Parts.steps,
            ]), required: ["id"], rules: rules)
    }

    private static var addition: Value {
        let rules: ValueMap = [
            "anyOf": [
                Parts.having("by"), ["required": ["on"], "anyOf": .list(isKnown("on"))],
            ],
            "dependentSchemas": ["form": Parts.any(Parts.having("from"), Parts.having("by"))],
        ]
        return object(
            pattern.merging([
                "on": Parts.ref("events"),
                "by": Parts.about("Who may add items.", Parts.people), "item": Parts.expression,
            ]), required: [], rules: rules)
    }

    private static let byPeople: Value = [
        "description": "Who may start it.", "$ref": "#/$defs/people", "not": ["const": "public"],
    ]

    /// In whose name it starts by itself, and with what.
    private static let starter: ValueMap = [
        "as": Parts.about("In whose name it starts.", Parts.people),
        "with": Parts.about("The inputs.", Parts.values),
    ]

    private static var start: Value {
        [
            "if": ["type": "object", "required": ["on"]], "then": startByEvent,
            "else": [
                "if": ["type": "object", "required": ["every"]], "then": startByCalendar,
                "else": Parts.object(
                    ["by": Parts.about("Who may start it; public is anybody.", Parts.people)],
                    required: ["by"]),
            ],
        ]
    }

    private static var startByEvent: Value {
        object(
            starter.merging([
                "on": Parts.ref("events"), "match": Parts.expression,
                "case": Parts.about(
                    "What tells cases apart: one that is open is not started again.",
                    Parts.expression), "early": Parts.words(["keep", "drop"]),
            ]), required: ["on", "as"],
            rules: ["anyOf": [Parts.having("match"), Parts.having("case")]])
    }

    private static var startByCalendar: Value {
        Parts.object(
            starter.merging([
                "every": Parts.period,
                "day": Parts.any(
                    Parts.integer(1...31),
                    Parts.words(
                        ["first day", "last day", "first workday", "last workday"]
                            + NodeReader.weekdays)),
                "at": Parts.pattern(#"^\d{2}:\d{2}$"#),
                "overlap": Parts.words(ScheduleStart.Overlap.allCases.map(\.rawValue)),
            ]), required: ["every", "as"])
    }
}
