import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusYAML

/// Reads what people type for declared fields, by their types.
struct FieldInput {
    private let fields: [Field]
    /// What they are the fields of, for messages.
    private let whole: String

    init(_ fields: [Field], of whole: String) {
        self.fields = fields
        self.whole = whole
    }

    /// Reads `key=value` texts. Of a field that takes a file, `@path` names it.
    func read(_ texts: [String], _ environment: Environment) throws -> ValueMap {
        var values: ValueMap = [:]
        for text in texts {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw Failure.usage("`\(text)` is not of the form `key=value`")
            }
            let name = String(text[..<equals])
            guard values[name] == nil else {
                throw Failure.usage("`\(name)` is given twice")
            }
            let field = try field(named: name)
            values[name] = try value(
                of: field, String(text[text.index(after: equals)...]), environment)
        }
        return values
    }

    private func field(named name: String) throws -> Field {
        if let field = fields.first(where: { $0.name == name }) { return field }
        let names = fields.map(\.name)
        throw Failure.badInput(
            "`\(name)` is not a field of \(whole)",
            help: Spelling.help(for: name, among: names, called: "there are")
                ?? "there are none")
    }

    private func value(
        of field: Field, _ text: String, _ environment: Environment
    ) throws -> Value {
        if case .file = field.type, text.hasPrefix("@") {
            return try ValueEncoder().encode(
                EvidenceFile.read(String(text.dropFirst()), in: environment))
        }
        guard let value = field.read(text) else {
            throw Failure.badInput(
                "`\(field.name)` is `\(text)`, expected \(field.type.name)",
                help: field.type == .file ? "name the file as `\(field.name)=@path`" : nil)
        }
        return value
    }
}

extension FieldInput {
    /// Reads a mapping from a JSON or YAML file. Files that it names as `@path` lie beside it.
    func read(file path: String, _ environment: Environment) throws -> ValueMap {
        let source = try environment.read(path)
        guard path.hasSuffix(".json") else { return try readYAML(source) }
        let content: Value
        do {
            content = try JSON.parse(source.bytes, fractions: .decimal)
        } catch {
            throw Failure.badInput("`\(path)` is no JSON: \(error)")
        }
        guard let map = content.mapValue else {
            throw Failure.badInput("`\(path)` holds no object with a value for each name")
        }
        var values: ValueMap = [:]
        for (key, given) in map {
            let field = try field(named: key.plainText)
            values[field.name] = try value(of: field, given, beside: path, environment)
        }
        return values
    }

    private func value(
        of field: Field, _ given: Value, beside path: String, _ environment: Environment
    ) throws -> Value {
        if case .file = field.type, let name = given.stringValue, name.hasPrefix("@") {
            let file = Path.join(Path.folder(of: path), String(name.dropFirst()))
            return try ValueEncoder().encode(EvidenceFile.read(file, in: environment))
        }
        guard let value = field.read(given) else {
            throw Failure.badInput(
                "`\(field.name)` in `\(path)` is `\(given.plainText)`, expected "
                    + field.type.name)
        }
        return value
    }

    private func readYAML(_ source: Source) throws -> ValueMap {
        let (entries, diagnostics) = Parser.values(source)
        guard diagnostics.isEmpty else { throw Failure(diagnostics, in: [source]) }
        for entry in entries { _ = try field(named: entry.name.value) }
        do throws(ScriptProblem) {
            return try entries.values(for: fields)
        } catch {
            throw Failure(.badInput, code: "bad_file", Failure(error).message)
        }
    }
}
