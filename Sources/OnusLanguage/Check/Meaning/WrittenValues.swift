import OnusModel
import OnusPlugin
import OnusYAML

// Values that an author wrote out and that nobody evaluates: inputs and form fields of tests.
extension ValueSyntax {
    /// The value as a field of this type holds it; nil when it is of another type.
    package func value(of type: FieldType) -> Value? {
        switch content {
        case .scalar(let scalar): Field(name: "", type: type).read(scalar.text)
        case .list(let values): list(values, of: type)
        case .record(let entries): record(entries, of: type)
        }
    }

    private func list(_ values: [ValueSyntax], of type: FieldType) -> Value? {
        guard case .list(let element) = type else {
            return Field(name: "", type: type).read(plainValue)
        }
        let elements = values.compactMap { $0.value(of: element) }
        return elements.count == values.count ? .list(elements) : nil
    }

    private func record(_ entries: [Named<ValueSyntax>], of type: FieldType) -> Value? {
        guard case .map(let element) = type else {
            return Field(name: "", type: type).read(plainValue)
        }
        var map: ValueMap = [:]
        for entry in entries {
            guard let value = entry.value.value(of: element) else { return nil }
            map[entry.name.value] = value
        }
        return .map(map)
    }

    /// The value by YAML's own types, where nobody declared any; a number that would not be written
    /// back as it stands, such as `1.10` or `010`, is a text.
    package var plainValue: Value {
        switch content {
        case .scalar(let scalar): CoreValue.asWritten(in: scalar.node)
        case .list(let values): .list(values.map(\.plainValue))
        case .record(let entries):
            .map(ValueMap(entries.map { (.string($0.name.value), $0.value.plainValue) }))
        }
    }
}
