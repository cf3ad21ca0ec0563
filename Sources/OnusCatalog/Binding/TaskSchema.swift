import OnusPlugin
import OnusValues

/// A task kind's description, and how the values of a step become a value of its Swift type.
struct TaskSchema: Sendable {
    let description: TaskDescription
    /// Those of its plugin.
    let settings: Settings
    private let slots: [ParameterSlot]
    private let names: Set<String>

    init(description: TaskDescription, slots: [ParameterSlot], settings: Settings) {
        self.description = description
        self.slots = slots
        self.settings = settings
        names = Set(description.parameters.map(\.name))
    }

    /// All parameters known: what is not given has its default.
    func decode<Kind: TaskKind>(
        _ kind: Kind.Type, from values: ValueMap
    ) throws(TaskFault) -> Kind {
        try read(kind, complete(values, allowStandIns: false))
    }

    /// Only the literals known: what is not given has its default or a placeholder.
    func decode<Kind: TaskKind>(
        _ kind: Kind.Type, literals: ValueMap
    ) throws(TaskFault) -> Kind {
        try read(kind, complete(literals, allowStandIns: true))
    }

    /// What the task says about its parameters, without what it says about stand-ins.
    func problems(
        of task: some TaskKind, known: ValueMap, _ unknown: Set<String>
    ) -> [ParameterProblem] {
        heard(task.problems() + task.problems(under: settings), known, unknown)
    }

    /// Those of the problems that do not come from a stand-in.
    func heard(
        _ problems: [ParameterProblem], _ known: ValueMap, _ unknown: Set<String>
    ) -> [ParameterProblem] {
        let missing = description.parameters
            .filter { $0.isRequired && known[$0.name] == nil }.map(\.name)
        let silent = unknown.union(missing)
        return problems.filter { !silent.contains($0.parameter) }
    }

    private func complete(
        _ values: ValueMap, allowStandIns: Bool
    ) throws(TaskFault) -> ValueMap {
        var complete = ValueMap()
        complete.reserveCapacity(slots.count)
        var used = 0
        for slot in slots {
            let name = slot.description.name
            let given = values[name]
            if given != nil { used += 1 }
            // WHY: null is what an expression over something absent gives; it counts as not given.
            if let given, !given.isNull {
                complete[slot.key] = given
            } else if slot.description.isRequired, !allowStandIns {
                throw .parameter([name], of: description.name, "must be given")
            } else {
                complete[slot.key] = slot.standIn
            }
        }
        if used < values.count { try refuseUnknown(in: values) }
        return complete
    }

    private func refuseUnknown(in values: ValueMap) throws(TaskFault) {
        for key in values.keys {
            guard let name = key.stringValue, names.contains(name) else {
                throw .parameter(
                    [key.stringValue ?? "\(key)"], of: description.name, "is not known")
            }
        }
    }

    private func read<Kind: TaskKind>(
        _ kind: Kind.Type, _ values: ValueMap
    ) throws(TaskFault) -> Kind {
        do { return try ValueDecoder().decode(kind, from: .map(values)) } catch {
            throw .parameter(
                authored(error.path), of: description.name,
                "does not fit: expected \(error.expected), got \(error.got)")
        }
    }

    /// A path that begins with what authors call the parameter.
    private func authored(_ path: [String]) -> [String] {
        let slot = slots.first { $0.key == path.first }
        return slot.map { [$0.description.name] + path.dropFirst() } ?? path
    }

    func encode(_ output: some TaskOutput) throws(TaskFault) -> ValueMap {
        do {
            if case .map(let map) = try ValueEncoder().encode(output) { return map }
        } catch {
            throw .broken(description.name, "gave an output that cannot be written down: \(error)")
        }
        throw .broken(description.name, "gave an output without fields")
    }
}
