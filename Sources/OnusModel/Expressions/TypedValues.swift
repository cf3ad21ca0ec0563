import OnusPlugin
import OnusValues

extension ValueType {
    /// Whether a value is of this type, as far as the value itself shows. The nesting of a type is
    /// that of the author's text.
    package func holds(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.parameter, _), (.named, _): true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.decimal, .decimal), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration), (.person, .string), (.file, .map), (.type, .type):
            true
        case (.people, .list(let people)): people.allSatisfy { $0.stringValue != nil }
        case (.list(let element), .list(let items)): items.allSatisfy(element.holds)
        case (.map(let key, let content), .map(let map)):
            map.allSatisfy { key.holds($0) && content.holds($1) }
        case (.optional(let content), .optional(let value)): value.map(content.holds) ?? true
        case (.record(let record), .map(let map)):
            record.fields.allSatisfy { field in
                map[field.name].map(field.type.holds) ?? field.mayBeAbsent
            }
        default: false
        }
    }
}
