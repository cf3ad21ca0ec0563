import OnusValues

/// The pieces of which JSON Schemas are made here.
enum SchemaParts {
    /// What is there under a name of `$defs`, which editors show as well.
    // WHY a title: canonical JSON takes a mapping whose only key begins with `$` for a tagged value.
    static func ref(_ name: String) -> Value {
        ["title": .string(name.replacing("_", with: " ")), "$ref": .string("#/$defs/\(name)")]
    }

    /// The names of `$defs` to which a schema refers.
    static func references(in schema: Value) -> [String] {
        var found: [String] = []
        var waiting = [schema]
        while let next = waiting.popLast() {
            waiting += next.listValue ?? []
            for (key, value) in next.mapValue ?? [:] {
                let name = key == "$ref" ? value.stringValue : nil
                if let name { found.append(String(name.dropFirst("#/$defs/".count))) }
                waiting.append(value)
            }
        }
        return found
    }

    /// A mapping with these keys and no others.
    static func object(
        _ properties: ValueMap, required: [String] = [], about: String? = nil
    ) -> Value {
        var object: ValueMap = [:]
        if let about { object["description"] = .string(about) }
        object["type"] = "object"
        object["properties"] = .map(properties)
        if !required.isEmpty { object["required"] = strings(required) }
        object["additionalProperties"] = false
        return .map(object)
    }

    /// A mapping from names to values that are all alike.
    static func names(of value: Value, keys: String? = nil) -> Value {
        var object: ValueMap = ["type": "object", "additionalProperties": value]
        if let keys { object["propertyNames"] = ref(keys) }
        return .map(object)
    }

    static func list(of element: Value, atLeast least: Int64? = nil) -> Value {
        var list: ValueMap = ["type": "array", "items": element]
        if let least { list["minItems"] = .int(least) }
        return .map(list)
    }

    static func listOrOne(of element: Value) -> Value { any(element, list(of: element)) }

    /// A list with something in it, or one element without brackets.
    static func someOrOne(of element: Value) -> Value {
        any(element, list(of: element, atLeast: 1))
    }

    /// A mapping with something in it.
    static func someNames(of value: Value, keys: String? = nil) -> Value {
        var object = names(of: value).mapValue ?? [:]
        object["minProperties"] = 1
        if let keys { object["propertyNames"] = ref(keys) }
        return .map(object)
    }

    static func having(_ key: String) -> Value { ["required": [.string(key)]] }

    static func any(_ choices: Value...) -> Value { any(choices) }
    static func any(_ choices: [Value]) -> Value { ["anyOf": .list(choices)] }

    static func words(_ words: [String]) -> Value { ["enum": strings(words)] }

    static func integer(_ range: ClosedRange<Int64>) -> Value {
        ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
    }

    static func strings(_ strings: [String]) -> Value { .list(strings.map { .string($0) }) }

    static func pattern(_ pattern: String) -> Value {
        ["type": "string", "pattern": .string(pattern)]
    }

    /// A text that is more than blanks.
    static let someText: Value = [
        "type": ["string", "number", "boolean"], "pattern": #"\S"#,
    ]

    /// The same with a sentence that editors show.
    static func about(_ text: String, _ schema: Value) -> Value {
        var map: ValueMap = ["description": .string(text)]
        for (key, value) in schema.mapValue ?? [:] { map[key] = value }
        return .map(map)
    }

    static let bool: Value = ["type": "boolean"]
    static let text = ref("text")
    static let expression = ref("expression")
    static let people = ref("people")
    static let period = ref("period")
    static let target = ref("target")
    static let handle = ref("handle")
    static let newName = ref("new_name")
    static let title = ref("localized")
    static let values = ref("values")
    static let someValues = someNames(of: true)
    static let steps = ref("steps")
    static let fields = ref("fields")

    /// A duration in a pattern.
    static let anyPeriod =
        #"(\d{1,9}\s*(s|secs?|seconds?|min|mins|minutes?|h|hours?|workhours?"#
        + #"|workdays?|days?|weeks?|months?|years?)|P[0-9DTWMYHS]+)"#

    /// What all kinds of files use.
    static var definitions: ValueMap {
        [
            "text": [
                "description": "A text; what looks like a number is taken as it is written.",
                "type": ["string", "number", "boolean"],
            ],
            "localized": any(text, someNames(of: text)),
            "handle": [
                "type": ["string", "number", "boolean"],
                "pattern": #"^[^\s!-,/:-@\[-^`{-~]{1,100}$"#,
            ],
            "new_name": [
                "description": "A name in kebab-case, or dotted.",
                "type": ["string", "number", "boolean"],
                "pattern": #"^[^\s!-,/:-@A-Z\[-`{-~]{1,100}$"#,
            ],
            "name": [
                "description": "A name in snake_case.", "type": "string",
                "pattern": "^[a-z][a-z0-9_]{0,63}$",
                "not": ["enum": strings(Names.reserved.sorted())],
            ],
            "day": pattern(#"^\d{4}-\d{2}-\d{2}$"#),
            "moment": pattern(#"^\d{4}-\d{2}-\d{2}([T ].+)?$"#),
            "period": about(
                "Such as 3 workdays, 36 h, 1 month or P3D.", pattern("^\\s*\(anyPeriod)\\s*$")),
            "values": about(
                "Where no type is declared, a number that would not be written back as it stands, "
                    + "such as 1.10, 010 or 1e3, is a text.", names(of: true)),
        ]
    }
}
