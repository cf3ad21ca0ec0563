import OnusCEL
import OnusModel
import OnusPlugin
import OnusValues
import Synchronization

// What only the evaluator understands: it is asked, with what the situation and the organisation say.
extension KnownPeople {
    /// Nil where something is read that only a run knows. What fails gives nobody: in a run it would
    /// be an incident.
    func value(_ text: String, _ reads: [[String]: Outline]) -> Value? {
        var types: [String: ValueType] = ["inputs": .dyn]
        var variables: ValueMap = [:]
        var inputs: ValueMap = [:]
        for (path, outline) in reads {
            if path.first == "inputs", path.count == 2 {
                guard case .path(path) = outline, let value = values[path] else { return nil }
                inputs[path[1]] = value
            } else if path.count == 1, let found = people(outline), !found.isEmpty {
                let isOne = outline.isOnePerson && found.count == 1
                types[path[0]] = isOne ? .person : .people
                variables[path[0]] =
                    isOne ? .string(found[0].id) : .list(found.map { .string($0.id) })
            } else {
                return nil
            }
        }
        variables["inputs"] = .map(inputs)
        guard let program = ComputedPrograms.program(text, types) else { return nil }
        let context = EvaluationContext(organization: organization)
        return (try? program.evaluate(variables, context: context)) ?? .list([])
    }

    /// Those whom a value names; nil for one that is no people.
    func persons(_ value: Value) -> [Person]? {
        switch value {
        case .null: []
        case .string(let id): [Person(id)]
        case .list(let items):
            People(items.compactMap { $0.stringValue.map { Person($0) } }).members
        default: nil
        }
    }
}

/// The programs of such expressions, since one of them is asked for everybody who may start a run.
enum ComputedPrograms {
    private struct Key: Hashable {
        let text: String
        let types: [String: ValueType]
    }

    private static let known = Mutex<[Key: Program]>([:])
    private static let most = 500

    /// Nil for an expression that is wrong.
    static func program(_ text: String, _ types: [String: ValueType]) -> Program? {
        let key = Key(text: text, types: types)
        if let program = known.withLock({ $0[key] }) { return program }
        let environment = Environment(
            variables: types, functions: WorkflowFunctions.complete, isStrict: false,
            timeZones: WorkflowFunctions.timeZones)
        guard let expression = try? Expression(parsing: text),
            let program = environment.check(expression).program
        else { return nil }
        known.withLock { programs in
            if programs.count >= most { programs.removeAll() }
            programs[key] = program
        }
        return program
    }

    /// Of an expression of whose variables nobody knows the types.
    static func program(_ text: String, reading outline: Outline) -> Program? {
        let types = outline.names.compactMap(\.first).map { ($0, ValueType.dyn) }
        return program(text, Dictionary(types) { first, _ in first })
    }
}
