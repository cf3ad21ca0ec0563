import OnusLanguage
import OnusModel
import OnusPlugin

extension [Named<ValueSyntax>] {
    /// Reads the values by the fields that declare them. A name that no field declares keeps its
    /// text, and the engine refuses it by name.
    package func values(for fields: [Field]) throws(ScriptProblem) -> ValueMap {
        var values: ValueMap = [:]
        for entry in self {
            let name = entry.name.value
            let type = fields.first { $0.name == name }?.type ?? .string
            guard let value = type.read(entry.value) else {
                throw ScriptProblem(
                    "`\(name)` is not \(type.name)", at: entry.value.location)
            }
            values[name] = value
        }
        return values
    }
}

extension FieldType {
    fileprivate func read(_ syntax: ValueSyntax) -> Value? {
        switch (self, syntax.content) {
        case (_, .scalar(let scalar)):
            return Field(name: "", type: self).read(scalar.text)
        case (.list(let element), .list(let items)):
            let read = items.compactMap { element.read($0) }
            return read.count == items.count ? .list(read) : nil
        case (.people, .list(let items)):
            return FieldType.list(.person).read(ValueSyntax(.list(items), at: syntax.location))
        case (.map(let element), .record(let entries)):
            var map: ValueMap = [:]
            for entry in entries { map[entry.name.value] = element.read(entry.value) }
            return map.count == entries.count ? .map(map) : nil
        default: return nil
        }
    }
}

/// What is wrong with a script or with what it expects, and where it says so.
package struct ScriptProblem: Error, Sendable {
    package var message: String
    package var location: SourceLocation?
    /// Of a path that was another one.
    package var paths: PathComparison?

    package init(
        _ message: String, at location: SourceLocation? = nil, paths: PathComparison? = nil
    ) {
        self.message = message
        self.location = location
        self.paths = paths
    }
}
