import OnusCalendar
import OnusPlugin

// How the values of inputs, variables and form fields are read and held to what was declared.
extension FieldType {
    /// What the field is in an expression. A date is its text, `2026-12-31`: `date()` makes an
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

    /// Reads what an author or a person at a terminal wrote; nil when it is not of this type.
    package func value(of text: String) -> Value? {
        switch self {
        case .string, .person: .string(text)
        case .date: CivilDate(text).map { .string($0.description) }
        case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
        case .int: Int64(text).map { .int($0) }
        case .double: Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        case .decimal: Decimal(text).map { .decimal($0) }
        case .timestamp: Timestamp(text).map { .timestamp($0) }
        case .duration: FieldType.duration(of: text).map { .duration($0) }
        case .people:
            .list(text.split(separator: ",").map { .string(String($0.filter { $0 != " " })) })
        case .file, .list, .map: nil
        }
    }

    /// The value as this type holds it, such as the decimal of a whole number that came as JSON;
    /// nil when it is of another type.
    package func value(of value: Value) -> Value? {
        switch (self, value) {
        case (.string, .string), (.person, .string), (.bool, .bool), (.int, .int),
            (.double, .double), (.decimal, .decimal), (.timestamp, .timestamp),
            (.duration, .duration):
            value
        case (.double, .int(let number)): .double(Double(number))
        case (.decimal, .int(let number)): .decimal(Decimal(number))
        case (.decimal, .double(let number)): Decimal(shortest: number).map { .decimal($0) }
        case (_, .string(let text)) where !isCollection: self.value(of: text)
        case (.people, .list(let people)):
            people.allSatisfy { $0.stringValue != nil } ? value : nil
        case (.file, .map(let file)):
            ["name", "digest"].allSatisfy({ file[$0]?.stringValue != nil })
                && file["size"]?.intValue != nil ? value : nil
        case (.list(let element), .list(let values)): element.values(of: values)
        case (.map(let element), .map(let map)): element.values(of: map)
        default: nil
        }
    }

    private var isCollection: Bool {
        switch self {
        case .list, .map, .people, .file: true
        default: false
        }
    }

    private func values(of values: [Value]) -> Value? {
        let read = values.compactMap { self.value(of: $0) }
        return read.count == values.count ? .list(read) : nil
    }

    private func values(of map: ValueMap) -> Value? {
        var read = ValueMap()
        for (key, value) in map {
            guard key.stringValue != nil, let value = self.value(of: value) else { return nil }
            read[key] = value
        }
        return .map(read)
    }

    private static func duration(of text: String) -> Duration? {
        guard let period = try? Period(parsing: text), let seconds = period.seconds else {
            return nil
        }
        return .seconds(seconds)
    }
}

extension FieldType: CustomStringConvertible {
    /// As an author writes it.
    package var description: String {
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
        case .list(let element): "list of \(element)"
        case .map(let value): "map of \(value)"
        }
    }

    /// The types that have a name of one word.
    package static let simple: [FieldType] = [
        .string, .bool, .int, .double, .decimal, .date, .timestamp, .duration, .person, .people,
        .file,
    ]
}

extension Field {
    /// What is wrong with a value of the field's own type, in words that follow its name, such as
    /// "must be at least 0.01"; nil when the limits hold.
    package func problem(with value: Value) -> String? {
        if let choices = limits.choices, !choices.contains(value) {
            return "must be one of \(choices.map { "`\(Field.text($0))`" }.joined(separator: ", "))"
        }
        if let minimum = limits.minimum, Field.isLess(value, minimum) {
            return "must be at least \(Field.text(minimum))"
        }
        if let maximum = limits.maximum, Field.isLess(maximum, value) {
            return "must be at most \(Field.text(maximum))"
        }
        return lengthProblem(of: value)
    }

    private func lengthProblem(of value: Value) -> String? {
        let length: Int
        let unit: String
        switch value {
        case .string(let text): (length, unit) = (text.unicodeScalars.count, "characters")
        case .list(let values): (length, unit) = (values.count, "entries")
        default: return nil
        }
        if let minimum = limits.minimumLength, length < minimum {
            return "must have at least \(minimum) \(unit)"
        }
        if let maximum = limits.maximumLength, length > maximum {
            return "must have at most \(maximum) \(unit)"
        }
        return nil
    }

    private static func isLess(_ one: Value, _ other: Value) -> Bool {
        switch (one, other) {
        case (.int(let one), .int(let other)): one < other
        case (.double(let one), .double(let other)): one < other
        case (.decimal(let one), .decimal(let other)): one < other
        case (.timestamp(let one), .timestamp(let other)): one < other
        case (.duration(let one), .duration(let other)): one < other
        case (.string(let one), .string(let other)): one < other
        default: false
        }
    }

    /// A value of a limit as a message shows it.
    static func text(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .decimal(let number): number.description
        case .bool(let value): "\(value)"
        case .timestamp(let instant): instant.description
        default: "\(value)"
        }
    }
}
