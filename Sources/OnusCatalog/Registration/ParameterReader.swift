import OnusPlugin
import OnusValues

/// A parameter, and what stands in for it when it is not given.
struct ParameterSlot: Sendable {
    let description: ParameterDescription
    /// The property's name in `snake_case`, under which it is decoded.
    let key: String
    /// The default, or else a placeholder of the right type.
    let standIn: Value
}

extension TaskReader {
    /// Reads the `@Parameter` properties off a default instance.
    func parameters<Kind: TaskKind>(of kind: Kind.Type) throws(CatalogError) -> [ParameterSlot] {
        var slots: [ParameterSlot] = []
        for child in Mirror(reflecting: Kind()).children {
            let label = child.label ?? ""
            guard let parameter = child.value as? any AnyParameter, label.hasPrefix("_") else {
                throw failure(
                    "`\(label)` is stored but is no parameter: write `@Parameter(\"…\") var "
                        + "\(label)`, or make it computed or static")
            }
            slots.append(try slot(parameter, property: String(label.dropFirst())))
        }
        if let twice = duplicate(slots.map(\.description.name)) {
            throw failure("two parameters are called `\(twice)` in workflows")
        }
        if let twice = duplicate(slots.map(\.key)) {
            throw failure("two properties are both `\(twice)` in snake_case")
        }
        try checkDecoding(kind, slots)
        return slots
    }

    private func slot(
        _ parameter: any AnyParameter, property: String
    ) throws(CatalogError) -> ParameterSlot {
        let key = KeyStyle.snakeCase.key(property)
        let name = parameter.name ?? key
        guard Names.isWord(name) else {
            throw failure("`\(name)` cannot be the name of a parameter")
        }
        if let problem = problem(of: parameter.shape) {
            throw failure("parameter `\(name)`: \(problem)")
        }
        let standIn: Value
        do { standIn = try ValueEncoder().encode(Default(parameter)) } catch {
            throw failure("parameter `\(name)`: its default cannot be written down: \(error)")
        }
        let noDefault = parameter.isRequired || standIn.isNull
        return ParameterSlot(
            description: ParameterDescription(
                name: name, help: parameter.help, shape: parameter.shape,
                isRequired: parameter.isRequired, defaultValue: noDefault ? nil : standIn),
            key: key, standIn: standIn)
    }

    /// A default that cannot be read back would come out only when a run needs it.
    private func checkDecoding<Kind: TaskKind>(
        _ kind: Kind.Type, _ slots: [ParameterSlot]
    ) throws(CatalogError) {
        let values = ValueMap(slots.map { (.string($0.key), $0.standIn) })
        do { _ = try ValueDecoder().decode(kind, from: .map(values)) } catch {
            throw failure("its own defaults cannot be read back: \(error)")
        }
    }

    private func problem(of shape: ParameterShape) -> String? {
        switch shape {
        case .value(let type): Self.isForAuthors(type) ? nil : "authors cannot write a `\(type)`"
        case .step, .field: nil
        case .choice(let words): words.isEmpty ? "there is nothing to choose from" : nil
        case .list(let element), .map(let element): problem(of: element)
        case .record(let fields):
            duplicate(fields.map(\.name)).map { "has the key `\($0)` twice" }
                ?? fields.lazy.compactMap { problem(of: $0.shape) }.first
        case .anyOf(let shapes):
            shapes.isEmpty
                ? "nothing can be written there"
                : shapes.lazy.compactMap { problem(of: $0) }.first
        }
    }

    private static func isForAuthors(_ type: ValueType) -> Bool {
        switch type {
        case .bool, .int, .uint, .double, .decimal, .string, .timestamp, .duration, .person,
            .people, .file, .dyn:
            true
        case .list(let element), .optional(let element): isForAuthors(element)
        case .map(.string, let value): isForAuthors(value)
        default: false
        }
    }
}

/// Writes the default of a parameter whose type is not known here.
private struct Default: Encodable {
    let parameter: any AnyParameter
    init(_ parameter: any AnyParameter) { self.parameter = parameter }
    func encode(to encoder: any Encoder) throws { try parameter.encodeDefault(to: encoder) }
}
