import OnusCatalog
import OnusPlugin
import OnusValues

/// What plugins declare of the parameters of their tasks.
enum ParameterSchema {
    private typealias Parts = SchemaParts

    static func parameters(of task: TaskDescription) -> Value {
        var properties: ValueMap = [:]
        for parameter in task.parameters {
            var schema = Parts.about(parameter.help, self.schema(of: parameter.shape))
            if let value = parameter.defaultValue, var map = schema.mapValue,
                let plain = value.asPlainJSON
            {
                map["default"] = plain
                schema = .map(map)
            }
            properties[.string(parameter.name)] = schema
        }
        return Parts.object(
            properties, required: task.parameters.filter(\.isRequired).map(\.name),
            about: task.summary)
    }

    /// What `onus.yaml` may say under a plugin's name. Of one that describes nothing anything.
    static func settings(of plugin: PluginDescription) -> Value {
        guard !plugin.settings.isEmpty else { return ["type": "object"] }
        return Parts.object(
            ValueMap(
                plugin.settings.map {
                    (.string($0.name), Parts.about($0.help, plain($0.shape)))
                }))
    }

    /// What stands there without expressions.
    private static func plain(_ shape: ParameterShape) -> Value {
        switch shape {
        case .value(.string): Parts.text
        case .value(.bool): Parts.bool
        case .value(.int): ["type": "integer"]
        case .value(.decimal): Parts.any(["type": "number"], Parts.pattern(#"^-?\d+(\.\d+)?$"#))
        case .choice(let words): Parts.words(words)
        case .list(let element): Parts.listOrOne(of: plain(element))
        case .map(let element): Parts.names(of: plain(element))
        case .anyOf(let shapes): Parts.any(shapes.map { plain($0) })
        case .value, .step, .field, .record: true
        }
    }

    /// A text with an expression in it may stand wherever a value may.
    private static let template = Parts.pattern(#"\$\{"#)

    private static func schema(of shape: ParameterShape) -> Value {
        switch shape {
        case .value(let type): schema(of: type)
        case .step, .field: Parts.text
        case .choice(let words): Parts.any(Parts.words(words), template)
        case .list(let element): Parts.any(Parts.list(of: schema(of: element)), template)
        case .map(let element): Parts.any(Parts.names(of: schema(of: element)), template)
        case .anyOf(let shapes): Parts.any(shapes.map { schema(of: $0) })
        case .record(let fields):
            Parts.any(
                Parts.object(
                    ValueMap(fields.map { (.string($0.name), schema(of: $0.shape)) }),
                    required: fields.filter(\.isRequired).map(\.name)),
                template)
        }
    }

    private static func schema(of type: ValueType) -> Value {
        switch type {
        case .bool: Parts.any(Parts.bool, template)
        case .int, .uint: Parts.any(["type": "integer"], template)
        case .double: Parts.any(["type": "number"], template)
        case .decimal:
            Parts.any(["type": "number"], Parts.pattern(#"^-?\d+(\.\d+)?$"#), template)
        case .string: Parts.text
        case .timestamp, .duration: Parts.text
        case .person, .people: Parts.people
        case .file: template
        case .list(let element): Parts.any(Parts.list(of: schema(of: element)), template)
        case .map(_, let value): Parts.any(Parts.names(of: schema(of: value)), template)
        case .optional(let wrapped): schema(of: wrapped)
        case .null, .bytes, .type, .record, .dyn, .parameter, .named: true
        }
    }
}

extension Value {
    /// The value where JSON can say it as it is.
    fileprivate var asPlainJSON: Value? {
        switch self {
        case .null, .bool, .int, .double, .string: self
        case .decimal(let decimal): .string("\(decimal)")
        case .list(let items):
            items.compactMap(\.asPlainJSON).count == items.count
                ? .list(items.compactMap(\.asPlainJSON)) : nil
        default: nil
        }
    }
}
