import OnusPlugin
import OnusValues

/// What a plugin adds, for `onus plugins`.
package struct PluginDescription: Sendable, Hashable {
    package let name: String
    /// In the order in which the plugin names them.
    package let tasks: [TaskDescription]
    package let channels: [String]
    package let settings: [Setting]
}

/// A task kind as checker, editor and help see it.
package struct TaskDescription: Sendable, Hashable {
    package enum Sort: String, Sendable, Hashable { case action, duty }

    package let name: String
    package let plugin: String
    package let summary: String
    package let sort: Sort
    /// In the order in which they are declared.
    package let parameters: [ParameterDescription]
    /// The fields of `steps.ID`, besides those that every step has.
    package let outputs: [RecordType.Field]
    package let errors: [TaskError]
    /// A duty of this kind must say who verifies it.
    package let needsVerifier: Bool

    package func parameter(_ name: String) -> ParameterDescription? {
        parameters.first { $0.name == name }
    }
}

package struct ParameterDescription: Sendable, Hashable {
    /// As authors write it: `maximum_age`.
    package let name: String
    package let help: String
    package let shape: ParameterShape
    package let isRequired: Bool
    /// What holds when the workflow does not give it; nil when it must be given or may be absent.
    package let defaultValue: Value?
}

extension ParameterShape {
    /// The type that an expression must have to stand here; nil where none may, as for a step or a field.
    package var valueType: ValueType? {
        switch self {
        case .value(let type): type
        case .step, .field: nil
        case .choice: .string
        case .list(let element): element.valueType.map(ValueType.list)
        case .map(let content): content.valueType.map { .map(.string, $0) }
        case .record, .anyOf: .dyn
        }
    }
}
