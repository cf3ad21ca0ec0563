import OnusPlugin

extension Field {
    /// Whether a decision without it is refused.
    package var isRequired: Bool { !isOptional && defaultValue == nil }
}

extension FieldType {
    /// As an author writes it after `type:`.
    package var word: String {
        switch self {
        case .string: "string"
        case .bool: "bool"
        case .int: "int"
        case .double: "double"
        case .decimal: "decimal"
        case .date: "date"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .person: "person"
        case .people: "people"
        case .file: "file"
        case .list: "list"
        case .map: "map"
        }
    }

    /// The types that need no more than their word.
    package static let simple: [FieldType] = [
        .string, .bool, .int, .double, .decimal, .date, .timestamp, .duration, .person, .people,
        .file,
    ]

    /// What the field is in an expression. A date is its text, `2026-12-31`; `date()` makes an
    /// instant of it.
    package var valueType: ValueType {
        switch self {
        case .string, .date: .string
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .decimal: .decimal
        case .timestamp: .timestamp
        case .duration: .duration
        case .person: .person
        case .people: .people
        case .file: .file
        case .list(let element): .list(element.valueType)
        case .map(let value): .map(.string, value.valueType)
        }
    }
}
