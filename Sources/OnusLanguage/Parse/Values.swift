import OnusModel
import OnusYAML

// Values whose type the checker knows, and expressions.
extension NodeReader {
    mutating func value(_ node: Node) -> ValueSyntax {
        if let entries = node.entries {
            let record = entries.map { entry in
                Named(
                    Located(entry.key.scalar ?? "", at: location(entry.key)), value(entry.value))
            }
            return ValueSyntax(.record(record), at: head(node))
        }
        if let elements = node.elements {
            return ValueSyntax(.list(elements.map { value($0) }), at: location(node))
        }
        let scalar = written(node.scalar ?? "", node)
        return ValueSyntax(.scalar(scalar), at: scalar.location)
    }

    mutating func values(_ node: Node, _ what: String) -> [Named<ValueSyntax>] {
        named(node, what).map { Named($0.name, value($0.value)) }
    }

    /// A field that is an expression as a whole.
    mutating func expression(_ node: Node, _ what: String = "an expression") -> ExpressionSyntax? {
        let help = node.isMapping || node.isSequence ? "quote the expression" : nil
        guard let scalar = scalar(node, what, help: help) else { return nil }
        let text = scalar.text
        guard !text.hasPrefix("${") else {
            let inner = text.dropFirst(2).drop { $0 == " " }
            let bare = (inner.hasSuffix("}") ? inner.dropLast() : inner)
            let suggestion = String(bare).trimmingBlanks()
            report(
                .wrongType, "this field is an expression as it stands, without `${ }`",
                at: scalar.location, help: "write `\(suggestion)`", suggestion: suggestion)
            return nil
        }
        keep(expression: node)
        return ExpressionSyntax(scalar)
    }

    /// An expression that gives people, or a list of such.
    mutating func people(_ node: Node) -> PeopleSyntax? {
        let what = "people: a role's name or another expression"
        if node.isSequence, node.count == 0 {
            expected(what, at: node)
            return nil
        }
        let expressions = listOrOne(node).map { expression($0, what) }
        let found = expressions.compactMap(\.self)
        guard found.count == expressions.count else { return nil }
        return PeopleSyntax(found, at: location(node))
    }
}

extension String {
    func trimmingBlanks() -> String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension ScalarSyntax {
    /// Where a stretch of the text, counted in bytes of UTF-8, stands in the file.
    func location(fromByte start: Int, toByte end: Int) -> SourceLocation {
        SourceLocation(
            file: location.file,
            SourceSpan(
                start: node.position(ofScalarOffset: start),
                end: node.position(ofScalarOffset: end)))
    }
}
