import OnusValues

/// A text with `${ … }` parts. One such part alone keeps the type of its value; otherwise the
/// values become text. `$${` stands for `${` itself.
package struct Template: Sendable {
    package enum Part: Sendable {
        case text(String)
        /// Its places count in the whole template.
        case expression(Expression)
    }

    package let text: String
    package let parts: [Part]

    package init(
        parsing text: String, limits: ExpressionLimits = ExpressionLimits()
    ) throws(CELError) {
        guard text.utf8.count <= limits.bytes else { throw Expression.tooLong(limits) }
        let scalars = Array(text.unicodeScalars)
        var parts: [Part] = []
        var plain = String.UnicodeScalarView()
        var position = Position()
        while position.offset < scalars.count {
            let rest = scalars[position.offset...]
            if rest.starts(with: "$${".unicodeScalars) {
                plain.append(contentsOf: "${".unicodeScalars)
                for _ in 0..<3 { position.advance(over: "$") }
            } else if rest.starts(with: "${".unicodeScalars) {
                if !plain.isEmpty { parts.append(.text(String(plain))) }
                plain = String.UnicodeScalarView()
                parts.append(try Self.expression(scalars, &position, limits))
            } else if let scalar = rest.first {
                plain.append(scalar)
                position.advance(over: scalar)
            }
        }
        if !plain.isEmpty { parts.append(.text(String(plain))) }
        self.text = text
        self.parts = parts
    }

    private static func expression(
        _ scalars: [Unicode.Scalar], _ position: inout Position, _ limits: ExpressionLimits
    ) throws(CELError) -> Part {
        let opening = position
        for scalar in "${".unicodeScalars { position.advance(over: scalar) }
        let start = position
        let (root, end) = try SyntaxFailure.unboxed { () throws(SyntaxFailure) in
            var parser = try Parser(Lexer(scalars, from: start), limits: limits)
            return (try parser.parseInner(), parser.token.span.start)
        }
        guard end.offset < scalars.count else {
            throw CELError(
                .syntax, "`${` is not closed", at: Span(opening, start),
                help: "close it with `}`, or write `$${` for the two characters")
        }
        position = end
        position.advance(over: "}")
        var inner = String.UnicodeScalarView(scalars[start.offset..<end.offset])
        while let first = inner.first, first.properties.isWhitespace { inner.removeFirst() }
        while let last = inner.last, last.properties.isWhitespace { inner.removeLast() }
        return .expression(Expression(text: String(inner), root: root, whole: scalars))
    }

    /// The one expression that the template is, when there is nothing around it.
    package var single: Expression? {
        if parts.count == 1, case .expression(let expression) = parts[0] { expression } else { nil }
    }

    /// The text when there is no expression in it.
    package var plainText: String? {
        if parts.isEmpty { return "" }
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        return nil
    }

    package var expressions: [Expression] {
        parts.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
    }
}

extension Position {
    mutating func advance(over scalar: Unicode.Scalar) {
        offset += 1
        if scalar == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }
}

extension Template: Hashable {
    package static func == (one: Template, other: Template) -> Bool {
        one.text.hasSameScalars(as: other.text)
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Template: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
