import OnusModel
import OnusPlugin
import OnusYAML

/// Reads what an author wrote out as a value of a shape, without an expression in it.
enum Literals {
    /// The value, or nil when the text is none of this shape or holds an expression.
    static func value(_ syntax: ValueSyntax, _ shape: ParameterShape) -> Value? {
        switch (shape, syntax.content) {
        case (.anyOf(let shapes), _):
            return shapes.lazy.compactMap { value(syntax, $0) }.first
        case (.value(let type), _):
            return value(syntax, type)
        case (.step, .scalar(let scalar)), (.field, .scalar(let scalar)):
            return scalar.isTemplate ? nil : .string(scalar.text)
        case (.choice(let words), .scalar(let scalar)):
            return words.contains(scalar.text) ? .string(scalar.text) : nil
        case (.list(let element), .list(let values)):
            return list(values) { value($0, element) }
        case (.map(let element), .record(let entries)):
            return record(entries) { _, inner in value(inner, element) }
        case (.record(let fields), .record(let entries)):
            guard
                fields.allSatisfy({ field in
                    !field.isRequired || entries.contains { $0.name.value == field.name }
                })
            else { return nil }
            return record(entries) { name, inner in
                fields.first { $0.name == name }.flatMap { value(inner, $0.shape) }
            }
        default: return nil
        }
    }

    static func value(_ syntax: ValueSyntax, _ type: ValueType) -> Value? {
        switch (type, syntax.content) {
        case (.optional(let wrapped), _): return value(syntax, wrapped)
        case (_, .scalar(let scalar)): return scalar.isTemplate ? nil : value(scalar, type)
        case (.list(let element), .list(let values)):
            return list(values) { value($0, element) }
        case (.dyn, .list(let values)): return list(values) { value($0, ValueType.dyn) }
        case (.map(.string, let element), .record(let entries)):
            return record(entries) { _, inner in value(inner, element) }
        case (.dyn, .record(let entries)):
            return record(entries) { _, inner in value(inner, ValueType.dyn) }
        default: return nil
        }
    }

    private static func value(_ scalar: ScalarSyntax, _ type: ValueType) -> Value? {
        if type == .dyn { return CoreValue.asWritten(in: scalar.node) }
        if type == .string { return .string(scalar.text) }
        guard scalar.isPlain || type == .timestamp || type == .duration || type == .decimal else {
            return nil
        }
        return field(type).flatMap { Field(name: "", type: $0).read(scalar.text) }
    }

    /// The type of a field whose texts are read in the same way.
    private static func field(_ type: ValueType) -> FieldType? {
        switch type {
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .decimal: .decimal
        case .timestamp: .timestamp
        case .duration: .duration
        default: nil
        }
    }

    private static func list(
        _ values: [ValueSyntax], _ read: (ValueSyntax) -> Value?
    ) -> Value? {
        let elements = values.compactMap(read)
        return elements.count == values.count ? .list(elements) : nil
    }

    private static func record(
        _ entries: [Named<ValueSyntax>], _ read: (String, ValueSyntax) -> Value?
    ) -> Value? {
        var map = ValueMap()
        for entry in entries {
            guard let value = read(entry.name.value, entry.value) else { return nil }
            map[entry.name.value] = value
        }
        return .map(map)
    }
}

extension ScalarSyntax {
    /// Whether there is a `${ … }` in it.
    var isTemplate: Bool { text.contains("${") }
}

extension ParameterShape {
    /// What may be written, for messages.
    var words: String {
        switch self {
        case .value(let type): type.words
        case .step: "the id of a step"
        case .field: "the name of a field of the form"
        case .choice(let words): Spelling.list(words, "or")
        case .list(let element): "a list, each entry \(element.words)"
        case .map(let element): "a mapping, each value \(element.words)"
        case .record(let fields): "a mapping with \(Spelling.list(fields.map(\.name)))"
        case .anyOf(let shapes):
            shapes.map(\.short).joined(separator: ", or ")
        }
    }

    private var short: String {
        if case .record(let fields) = self {
            return "`{" + fields.map { "\($0.name): …" }.joined(separator: ", ") + "}`"
        }
        return words
    }
}

extension ValueType {
    /// What may be written, for messages.
    var words: String {
        switch self {
        case .bool: "`true` or `false`"
        case .int, .uint: "a whole number"
        case .double: "a number"
        case .decimal: "a decimal"
        case .string: "a text"
        case .timestamp: "a time"
        case .duration: "a duration such as `36 h`"
        case .person: "a person"
        case .people: "people"
        case .file: "a file, such as `${ inputs.FILE }`"
        case .list(let element): "a list, each entry \(element.words)"
        case .map(_, let value): "a mapping, each value \(value.words)"
        case .optional(let wrapped): wrapped.words
        case .record(let record): "a mapping with \(Spelling.list(record.fields.map(\.name)))"
        default: "a value"
        }
    }
}
