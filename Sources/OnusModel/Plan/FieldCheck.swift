import OnusPlugin

extension [Field] {
    /// What is wrong with these values, in one sentence; nil when nothing is.
    package func problem(with values: ValueMap, of whole: String) -> String? {
        let known = Set(map(\.name))
        for (key, _) in values {
            guard let name = key.stringValue, known.contains(name) else {
                let names = self.map { "`\($0.name)`" }.joined(separator: ", ")
                let list = isEmpty ? "there are none" : "there are \(names)"
                return "`\(key.plainText)` is not a field of \(whole): \(list)"
            }
        }
        for field in self {
            if let problem = field.problem(with: values[field.name]) { return problem }
        }
        return nil
    }
}

extension [Field] {
    /// The values with the defaults of those that were left out.
    package func filled(_ values: ValueMap) -> ValueMap {
        reduce(into: values) { filled, field in
            if filled[field.name] == nil { filled[field.name] = field.defaultValue }
        }
    }
}

extension Field {
    /// What is wrong with this value; nil when nothing is.
    package func problem(with value: Value?) -> String? {
        guard let value, !value.isNull else {
            return isOptional || defaultValue != nil
                ? nil : "`\(name)` is missing: it is \(type.name)"
        }
        guard type.holds(value) else {
            return "`\(name)` is \(value.kindName), expected \(type.name)"
        }
        return limits.problem(with: value, name: name)
    }
}

extension Field.Limits {
    package func problem(with value: Value, name: String) -> String? {
        if let choices, !choices.contains(value) {
            let list = choices.map { "`\($0.plainText)`" }.joined(separator: ", ")
            return "`\(name)` is `\(value.plainText)`, expected one of \(list)"
        }
        if let minimum, value.isLess(than: minimum) {
            return "`\(name)` is `\(value.plainText)`, expected at least `\(minimum.plainText)`"
        }
        if let maximum, maximum.isLess(than: value) {
            return "`\(name)` is `\(value.plainText)`, expected at most `\(maximum.plainText)`"
        }
        let (length, words): (Int, String)
        switch value {
        case .string(let text):
            length = text.unicodeScalars.count
            words = length == 1 ? "character" : "characters"
        case .list(let items):
            (length, words) = (items.count, items.count == 1 ? "entry" : "entries")
        default: return nil
        }
        let has = "`\(name)` has \(length) \(words)"
        if let minimumLength, length < minimumLength {
            return "\(has), expected at least \(minimumLength)"
        }
        if let maximumLength, length > maximumLength {
            return "\(has), expected at most \(maximumLength)"
        }
        return nil
    }
}

extension FieldType {
    /// The type as an author reads it, with its article.
    package var name: String {
        switch self {
        case .string: "a text"
        case .bool: "true or false"
        case .int: "a whole number"
        case .double: "a number"
        case .decimal: "a decimal"
        case .date: "a date such as 2026-12-31"
        case .timestamp: "a time such as 2026-12-31T09:00:00+08:00"
        case .duration: "a duration such as 36 h"
        case .person: "a person's id"
        case .people: "a list of people's ids"
        case .file: "a file"
        case .list(let element): "a list, each \(element.name)"
        case .map(let element): "a mapping, each value \(element.name)"
        }
    }

    package func holds(_ value: Value) -> Bool {
        switch (self, value) {
        case (.string, .string), (.bool, .bool), (.int, .int), (.double, .double),
            (.decimal, .decimal), (.timestamp, .timestamp), (.duration, .duration),
            (.person, .string), (.file, .map):
            true
        case (.date, .string(let text)): CivilDate(text) != nil
        case (.people, .list(let items)): items.allSatisfy { $0.stringValue != nil }
        case (.list(let element), .list(let items)): items.allSatisfy(element.holds)
        case (.map(let element), .map(let entries)):
            entries.allSatisfy { $0.key.stringValue != nil && element.holds($0.value) }
        default: false
        }
    }
}

extension Value {
    /// What it is, with its article, for messages.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .int, .uint: "a whole number"
        case .double: "a number"
        case .decimal: "a decimal"
        case .string: "a text"
        case .bytes: "bytes"
        case .timestamp: "a time"
        case .duration: "a duration"
        case .list: "a list"
        case .map: "a mapping"
        case .type: "a type"
        case .optional: "an optional"
        }
    }

    /// The value as its author might have written it.
    package var plainText: String {
        switch self {
        case .string(let text): text
        case .decimal(let number): number.description
        case .timestamp(let time): time.description
        default: String(decoding: canonicalJSON, as: UTF8.self)
        }
    }

    package func isLess(than other: Value) -> Bool {
        switch (self, other) {
        case (.int(let one), .int(let two)): one < two
        case (.double(let one), .double(let two)): one < two
        case (.decimal(let one), .decimal(let two)): one < two
        case (.timestamp(let one), .timestamp(let two)): one < two
        case (.duration(let one), .duration(let two)): one < two
        case (.string(let one), .string(let two)): one < two
        default: false
        }
    }
}
