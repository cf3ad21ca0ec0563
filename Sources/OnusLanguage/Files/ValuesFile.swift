import OnusModel
import OnusYAML

extension Parser {
    /// The entries of a mapping whose values are read later, by the types of declared fields.
    package static func values(
        _ source: Source
    ) -> (entries: [Named<ValueSyntax>], diagnostics: [Diagnostic]) {
        let reading = YAMLReader.read(source.bytes)
        var reader = NodeReader(file: source.path)
        reader.report(yaml: reading.problems)
        guard let root = reading.root else { return ([], reader.diagnostics) }
        return (reader.values(root, "a mapping from names to values"), reader.diagnostics)
    }
}
