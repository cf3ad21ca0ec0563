import OnusValues

/// The way out of a type that does not fit.
enum Advice {
    /// How a value of one type becomes one of another; nil when there is nothing to say.
    static func conversion(from type: ValueType, to wanted: ValueType, _ node: Node) -> String? {
        let literal = node.literal?.stringValue
        let text = literal.map { "'\($0)'" } ?? "…"
        switch (type, wanted) {
        case (.optional, .optional): return nil
        case (.optional, _):
            return "say what holds when it is absent: `.orValue(…)`"
        case (.string, .person), (.string, .people), (.string, .list(.person)):
            return "use `person(\(text))`"
        case (.string, .decimal), (.double, .decimal), (.decimal, .double):
            if type == .string { return "write `decimal(\(text))`" }
            let number = node.literal.map { Lookup.describe($0) } ?? "1.10"
            return "a double is not exact: write `decimal('\(type == .double ? number : "1.10")')`"
        case (.string, .timestamp): return "write `timestamp(\(text))`"
        case (.string, .duration): return "write `duration(\(text))`"
        case (.string, .int): return "write `int(\(text))`"
        case (.int, .double):
            return node.literal == nil ? "write `double(…)`" : "write the number with a point"
        case (.int, .uint): return "write the number with a `u`, or `uint(…)`"
        case (.uint, .int): return "write `int(…)`"
        case (.double, .int): return "write `int(…)`, which drops the fraction"
        case (.person, .string): return "`string(…)` gives the id of a person"
        case (.int, .string), (.decimal, .string), (.double, .string), (.bool, .string),
            (.timestamp, .string), (.duration, .string), (.uint, .string):
            return "write `string(…)`"
        case (.people, .person): return "people are several: `people[0]`, or `person in people`"
        case (.list, .bool), (.map, .bool), (.people, .bool): return "write `size(…) > 0`"
        case (.string, .bool): return "write `… != ''`"
        default: return nil
        }
    }

    /// For what stands where only something that may be absent can.
    static let noOptional =
        "it is no optional: read it with `?` before its name, as in `a.?b`, or leave out what is "
        + "meant for one that is absent"

    static func field(_ name: String, of type: ValueType) -> String? {
        switch type {
        case .people: "it is several people: go through them with `map` or `exists`"
        case .list: "go through the list with `map`, `filter` or `exists`"
        case .string where name == "length" || name == "size", .list where name == "length":
            "write `size(…)`"
        default: nil
        }
    }

    static func range(_ type: ValueType) -> String? {
        switch type {
        case .record: "the fields of a record are named one by one"
        case .optional: "say what holds when it is absent: `.orValue([])`"
        case .person: "it is one person"
        default: nil
        }
    }
}
