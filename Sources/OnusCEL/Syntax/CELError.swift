/// A mistake in the text of an expression, found before anything runs.
package struct CELError: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// The text is no expression, or larger or deeper than is allowed.
        case syntax
        case unknownName
        case unknownField
        case unknownFunction
        /// Something has a type that does not fit where it stands.
        case type
        /// A field that may be absent is read without a guard.
        case mayBeAbsent
        /// A part that is known now would fail whenever it runs, such as `decimal('x')`.
        case value
    }

    package var kind: Kind
    /// What is wrong, the author's words in back-ticks.
    package var message: String
    /// The way out, where there is one to name.
    package var help: String?
    /// The name that was probably meant, to be put in place of the span.
    package var suggestion: String?
    package var span: Span

    package init(
        _ kind: Kind, _ message: String, at span: Span, help: String? = nil,
        suggestion: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.help = help
        self.suggestion = suggestion
        self.span = span
    }
}

extension CELError: CustomStringConvertible {
    package var description: String {
        "\(span.start.line):\(span.start.column): \(message)" + (help.map { "; \($0)" } ?? "")
    }
}

/// A mistake on its way out of the parser.
///
/// WHY: one word, since every call of a recursive parser keeps room for what it may throw.
struct SyntaxFailure: Error {
    private final class Box: Sendable {
        let error: CELError
        init(_ error: CELError) { self.error = error }
    }
    private let box: Box

    init(_ error: CELError) { box = Box(error) }
    var error: CELError { box.error }

    /// Hands the mistake to those outside.
    static func unboxed<Result>(
        _ parse: () throws(SyntaxFailure) -> Result
    ) throws(CELError) -> Result {
        do throws(SyntaxFailure) { return try parse() } catch { throw error.error }
    }
}
