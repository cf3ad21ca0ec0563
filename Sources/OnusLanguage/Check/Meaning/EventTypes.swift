import OnusCEL
import OnusModel
import OnusPlugin

/// What is known of `event`, which those declare who send it: people by a form, workflows by what
/// stands at their `emit`. Of an event that only others send nothing is known before it comes.
enum EventTypes {
    static func emitted(by workflows: some Sequence<WorkflowSyntax>) -> [String: [Set<String>]] {
        var emitted: [String: [Set<String>]] = [:]
        for entry in workflows.lazy.flatMap({ StepTree($0).entries }) {
            guard case .emit(let emit) = entry.syntax.verb else { continue }
            emitted[emit.event.value, default: []].append(Set(emit.data.map(\.name.value)))
        }
        return emitted
    }

    /// A time at which the calendar starts a run.
    static let scheduled = ValueType.record(
        RecordType(name: "event", fields: [.init("scheduled_at", .timestamp)]))
}

extension WorkflowContext {
    /// What an event of this pattern brings.
    func type(of pattern: PatternSyntax) -> ValueType {
        if pattern.from != nil {
            guard let form = pattern.form else { return record([]) }
            // Of a form that is unknown something else is told.
            guard let fields = fields(of: form) else { return .dyn }
            return record(fields.map { RecordType.Field($0.field) })
        }
        var brought: [Set<String>] = []
        for event in pattern.events {
            guard let emits = surroundings.emitted[event.value] else { return .dyn }
            brought += emits
        }
        let all = brought.reduce(into: Set<String>()) { $0.formUnion($1) }
        return record(
            all.sorted().map { name in
                .init(name, .dyn, mayBeAbsent: !brought.allSatisfy { $0.contains(name) })
            })
    }

    private func record(_ fields: [RecordType.Field]) -> ValueType {
        .record(RecordType(name: "event", fields: fields))
    }
}

extension RecordType.Field {
    /// One of inputs or of a form.
    init(_ field: Field) {
        self.init(
            field.name, field.type.valueType,
            mayBeAbsent: field.isOptional && field.defaultValue == nil)
    }
}
