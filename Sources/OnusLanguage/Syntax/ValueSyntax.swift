import OnusModel
import OnusYAML

/// A value whose type only the checker knows: a task's parameter, an output, a variable's value.
package struct ValueSyntax: Sendable {
    package indirect enum Content: Sendable {
        case scalar(ScalarSyntax)
        case list([ValueSyntax])
        case record([Named<ValueSyntax>])
    }

    package var content: Content
    package var location: SourceLocation

    package init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }

    package var scalar: ScalarSyntax? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }
}

/// A text as YAML holds it, with the way back from its bytes to the file.
package struct ScalarSyntax: Sendable {
    package let text: String
    package let location: SourceLocation
    /// Without quotes, so that `5` may be a number and `null` nothing.
    package let isPlain: Bool
    let node: Node

    init(text: String, location: SourceLocation, isPlain: Bool, node: Node) {
        self.text = text
        self.location = location
        self.isPlain = isPlain
        self.node = node
    }

    package var located: Located<String> { Located(text, at: location) }

    /// Whether a part of an expression in it may be worked out only if another one allows it, and
    /// reads what steps have given.
    var mayGuard: Bool { text.mayGuard }
}

extension String {
    /// See ``ScalarSyntax/mayGuard``.
    var mayGuard: Bool {
        utf8.contains("steps".utf8) && contains { $0 == "?" || $0 == "&" || $0 == "|" }
    }
}

/// A text for people, in one language or in several.
package struct TextSyntax: Sendable {
    package var located: Located<Text>
    /// The texts as written, in which `${ … }` may stand.
    var scalars: [ScalarSyntax]

    package var value: Text { located.value }
}

/// A CEL expression as written, in a field that is an expression as a whole.
package struct ExpressionSyntax: Sendable {
    package let scalar: ScalarSyntax

    init(_ scalar: ScalarSyntax) { self.scalar = scalar }

    package var text: String { scalar.text }
    package var location: SourceLocation { scalar.location }
}

/// What gives people: one expression, or several whose people are put together.
package struct PeopleSyntax: Sendable {
    package var expressions: [ExpressionSyntax]
    package var location: SourceLocation

    package init(_ expressions: [ExpressionSyntax], at location: SourceLocation) {
        self.expressions = expressions
        self.location = location
    }
}
