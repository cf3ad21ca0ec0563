import OnusModel
import OnusPlugin
import OnusYAML

// Values that an author wrote out and that nobody evaluates: inputs and form fields of tests.
extension ValueSyntax {
    /// The value as a field of this type holds it; nil when it is of another type.
    package func value(of type: FieldType) -> Value? {
        switch content {
        case .scalar(let scalar): Field(name: "", type: type).read(scalar.text)
        case .list, .record: Field(name: "", type: type).read(plainValue)
        }
    }

    /// The value by YAML's own types, where nobody declared any.
    package var plainValue: Value {
        switch content {
        case .scalar(let scalar): CoreValue.value(of: scalar.node)
        case .list(let values): .list(values.map(\.plainValue))
        case .record(let entries):
            .map(ValueMap(entries.map { (.string($0.name.value), $0.value.plainValue) }))
        }
    }
}
