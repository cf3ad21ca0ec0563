import OnusPlugin

extension Field {
    /// Reads what a person typed, such as `--input amount=300000`, by the field's type.
    package func read(_ text: String) -> Value? { type.read(text) }

    /// Reads what JSON or YAML gave, where numbers and texts stand for richer types.
    package func read(_ value: Value) -> Value? { type.read(value) }
}

extension FieldType {
    func read(_ text: String) -> Value? {
        switch self {
        case .string, .person: return .string(text)
        case .bool: return text == "true" ? true : text == "false" ? false : nil
        case .int: return Int64(text).map { .int($0) }
        case .double: return Double(text).map { .double($0) }
        case .decimal: return Decimal(text).map { .decimal($0) }
        case .date: return CivilDate(text).map { .string($0.description) }
        case .timestamp: return Timestamp(text).map { .timestamp($0) }
        case .duration: return Duration(text: text).map { .duration($0) }
        case .people:
            return .list(text.split(separator: ",").map { .string(String($0)) })
        case .file, .list, .map:
            guard let value = try? JSON.parse(text) else { return nil }
            return read(value)
        }
    }

    func read(_ value: Value) -> Value? {
        if holds(value) { return value }
        switch (self, value) {
        case (.double, .int(let number)): return .double(Double(number))
        case (.double, .decimal(let number)): return .double(number.doubleValue)
        case (.decimal, .int(let number)): return .decimal(Decimal(number))
        case (.decimal, .double(let number)): return Decimal("\(number)").map { .decimal($0) }
        case (.string, _), (.person, _), (.bool, _), (.int, _): return nil
        case (.people, .string(let person)): return .list([.string(person)])
        case (.list(let element), .list(let items)):
            let read = items.compactMap(element.read)
            return read.count == items.count ? .list(read) : nil
        case (.map(let element), .map(let entries)):
            var read: ValueMap = [:]
            for (key, item) in entries { read[key] = element.read(item) }
            return read.count == entries.count ? .map(read) : nil
        case (_, .string(let text)): return read(text)
        default: return nil
        }
    }
}
