import OnusCEL
import OnusModel
import OnusPlugin

/// What is known of `event`, which those declare who send it: people by a form, workflows by what
/// stands at their `emit`. Of an event that only others send nothing is known before it comes.
enum EventTypes {
    static func emitted(by workflows: some Sequence<WorkflowSyntax>) -> [String: [EmittedData]] {
        var emitted: [String: [EmittedData]] = [:]
        for workflow in workflows {
            for entry in StepTree(workflow).entries {
                guard case .emit(let emit) = entry.syntax.verb else { continue }
                emitted[emit.event.value, default: []].append(EmittedData(emit, of: workflow))
            }
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
        guard let fields = fields(of: pattern, in: surroundings.emitted) else { return .dyn }
        return record(
            fields.map { field in
                .init(
                    field.name, field.type?.valueType ?? .dyn, mayBeAbsent: field.isOptional)
            })
    }

    /// What the workflow itself sends with the events of a pattern: what others send under their
    /// names has to be like it. Nil where it does not send each of them.
    ///
    /// WHY: a plan hangs on its own text alone, whatever else is checked beside it.
    func ownFields(of pattern: PatternSyntax) -> [BroughtField]? {
        guard pattern.from == nil else { return nil }
        let fields = fields(of: pattern, in: EventTypes.emitted(by: [workflow])) ?? []
        return fields.isEmpty ? nil : fields
    }

    private func fields(
        of pattern: PatternSyntax, in emitted: [String: [EmittedData]]
    ) -> [BroughtField]? {
        var brought: [EmittedData] = []
        for event in pattern.events {
            guard let emits = emitted[event.value] else { return nil }
            brought += emits
        }
        let names = brought.reduce(into: Set<String>()) { $0.formUnion($1.types.keys) }
        return names.sorted().map { name in
            let types = brought.compactMap { $0.types[name] }
            return BroughtField(
                name: name, type: Set(types).count == 1 ? types[0] : nil,
                isOptional: types.count < brought.count)
        }
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

/// What one `emit` brings: its names, and the types that are plain from the text.
struct EmittedData: Sendable {
    let types: [String: FieldType?]

    init(_ emit: EmitSyntax, of workflow: WorkflowSyntax) {
        types = emit.data.reduce(into: [:]) { types, entry in
            types.updateValue(Self.type(of: entry.value, in: workflow), forKey: entry.name.value)
        }
    }

    private static func type(of value: ValueSyntax, in workflow: WorkflowSyntax) -> FieldType? {
        switch Literals.value(value, ValueType.dyn) {
        case .bool: return .bool
        case .int: return .int
        case .double: return .double
        case .decimal: return .decimal
        case .string: return .string
        default: break
        }
        guard let text = value.scalar?.text,
            case .path(let path) = (try? Template(parsing: text))?.single?.outline,
            path.count == 2, path[0] == "inputs"
        else { return nil }
        return workflow.inputs.first { $0.name.value == path[1] }?.field.type
    }
}
