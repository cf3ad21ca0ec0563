import OnusCEL
import OnusModel
import OnusYAML

/// A file in its canonical layout: the same tree and the same comments with other blanks between
/// them, and quotes around every expression that is more than a path or a simple call.
package enum CanonicalText {
    package enum Answer: Sendable {
        /// It is laid out like this; perhaps it was already.
        case text([UInt8])
        /// It cannot be read, for these reasons.
        case unreadable([Diagnostic])
        /// Nothing was done, since more than its layout would change.
        case unsafe
    }

    package static func of(_ source: Source) -> Answer {
        let reading = YAMLReader.read(source.bytes)
        guard reading.problems.isEmpty, let root = reading.root else {
            var reader = NodeReader(file: source.path)
            reader.report(yaml: reading.problems)
            return .unreadable(reader.diagnostics)
        }
        let expressions = Parser.expressions(in: root, of: source.path)
        let quoting = expressions.filter { node in
            node.style == .plain && isToBeQuoted(node.scalar ?? "")
        }
        return
            switch YAMLLayout.canonical(
                source.bytes, quoting: Set(quoting.map(\.position.offset)))
        {
        case .text(let text): .text(text)
        case .unreadable, .unsafe: .unsafe
        }
    }

    /// What is no expression is left for the checker to talk about.
    private static func isToBeQuoted(_ text: String) -> Bool {
        guard !text.utf8.contains(UInt8(ascii: "\n")),
            let expression = try? Expression(parsing: text)
        else { return false }
        return !isSimple(expression.outline)
    }

    private static func isSimple(_ outline: Outline) -> Bool {
        switch outline {
        case .literal, .path: true
        case .call(let name, let parts):
            name.first?.isLetter == true && name != "in"
                && parts.allSatisfy {
                    switch $0 {
                    case .literal, .path: true
                    default: false
                    }
                }
        case .has, .optional, .and, .or, .not, .conditional, .list, .computed, .other: false
        }
    }
}
