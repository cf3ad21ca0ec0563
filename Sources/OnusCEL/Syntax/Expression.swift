import OnusValues

/// What the text of an expression may not exceed.
package struct ExpressionLimits: Sendable, Hashable {
    package var bytes: Int
    /// How deep parts may stand in one another.
    package var depth: Int

    // WHY: at 64 no text needs more than 400 KB of stack in a release, where a thread has 512.
    package init(bytes: Int = 16 << 10, depth: Int = 64) {
        self.bytes = bytes
        self.depth = depth
    }
}

/// A text that was read as an expression; two are equal when their texts are.
///
/// It is stored as its text, and read again when it is loaded.
package struct Expression: Sendable {
    package let text: String
    package let root: Node
    /// The text that the places count in: its own, or the template's that it stands in.
    let whole: [Unicode.Scalar]

    package init(
        parsing text: String, limits: ExpressionLimits = ExpressionLimits()
    ) throws(CELError) {
        guard text.utf8.count <= limits.bytes else { throw Self.tooLong(limits) }
        let scalars = Array(text.unicodeScalars)
        root = try SyntaxFailure.unboxed { () throws(SyntaxFailure) in
            var parser = try Parser(Lexer(scalars), limits: limits)
            return try parser.parseWhole()
        }
        self.text = text
        whole = scalars
    }

    init(text: String, root: Node, whole: [Unicode.Scalar]) {
        self.text = text
        self.root = root
        self.whole = whole
    }

    static func tooLong(_ limits: ExpressionLimits) -> CELError {
        CELError(
            .syntax, "the expression is longer than \(limits.bytes) bytes",
            at: Span(Position(), Position(offset: 1, column: 2)),
            help: "compute parts of it in steps of their own")
    }

    /// The author's words at a place.
    func source(_ span: Span) -> String {
        let end = min(span.end.offset, whole.count)
        guard span.start.offset < end else { return "" }
        var text = String.UnicodeScalarView()
        for scalar in whole[span.start.offset..<end].prefix(60) { text.append(scalar) }
        return String(text) + (end - span.start.offset > 60 ? "…" : "")
    }
}

extension Expression: Hashable {
    package static func == (one: Expression, other: Expression) -> Bool {
        one.text.hasSameScalars(as: other.text)
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Expression: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
