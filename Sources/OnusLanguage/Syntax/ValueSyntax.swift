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
}

/// A CEL expression as written.
package struct ExpressionSyntax: Sendable {
    package let text: String
    package let location: SourceLocation
    /// The scalar in which it stands.
    package let scalar: ScalarSyntax
    /// Where it begins in the scalar's text, in bytes of UTF-8.
    let offset: Int

    init(text: String, location: SourceLocation, scalar: ScalarSyntax, offset: Int) {
        self.text = text
        self.location = location
        self.scalar = scalar
        self.offset = offset
    }
}

/// A text with `${ … }` in it.
package struct TemplateSyntax: Sendable {
    package enum Part: Sendable {
        case text(String)
        case expression(ExpressionSyntax)
    }

    package let parts: [Part]
    package let scalar: ScalarSyntax

    init(parts: [Part], scalar: ScalarSyntax) {
        self.parts = parts
        self.scalar = scalar
    }

    /// The expression of a text that is one `${ … }` alone and so keeps its value's type.
    package var single: ExpressionSyntax? {
        guard parts.count == 1, case .expression(let expression) = parts[0] else { return nil }
        return expression
    }
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
