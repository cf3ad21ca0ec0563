import OnusValues

/// The smallest part of a text that means something.
struct Token: Sendable {
    enum Kind: Sendable, Hashable {
        case identifier(String)
        /// A name in back-ticks, which may only be a field.
        case quoted(String)
        case literal(Value)
        /// A whole number without a sign; its size is judged when the sign is known.
        case number(magnitude: UInt64)
        case symbol(Symbol)
        case end
    }

    var kind: Kind
    var span: Span
}

enum Symbol: String, Sendable, Hashable {
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case dot = "."
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
}
