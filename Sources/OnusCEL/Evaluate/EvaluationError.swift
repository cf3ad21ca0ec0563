/// Why an expression has no value, found while it was evaluated.
package struct CELEvaluationError: Error, Sendable {
    package enum Kind: String, Sendable, Hashable {
        /// The data do not allow it: no such key, division by zero, no such overload.
        case data
        /// The budget of steps or memory is used up; nothing in the expression can absorb it.
        case budget
    }

    // WHY: an error of one word keeps the path on which nothing is thrown short.
    private final class Content: Sendable {
        let kind: Kind
        let message: String
        let span: Span?

        init(_ kind: Kind, _ message: String, _ span: Span?) {
            self.kind = kind
            self.message = message
            self.span = span
        }
    }

    private let content: Content

    package init(_ message: String, kind: Kind = .data, at span: Span? = nil) {
        content = Content(kind, message, span)
    }

    package var kind: Kind { content.kind }
    package var message: String { content.message }
    /// The part of the expression that failed.
    package var span: Span? { content.span }

    /// The same error with a place, unless it has one.
    func at(_ span: Span) -> CELEvaluationError {
        content.span == nil ? CELEvaluationError(message, kind: kind, at: span) : self
    }
}

extension CELEvaluationError: Hashable {
    package static func == (one: CELEvaluationError, other: CELEvaluationError) -> Bool {
        one.kind == other.kind && one.message == other.message && one.span == other.span
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(message)
    }
}

extension CELEvaluationError: CustomStringConvertible {
    package var description: String {
        span.map { "\($0.start.line):\($0.start.column): \(message)" } ?? message
    }
}
