import OnusValues

/// Cuts a text into tokens.
struct Lexer {
    private(set) var scalars: [Unicode.Scalar]
    private(set) var position: Position
    private var tokenStart = Position()
    private var openBraces = 0

    init(_ scalars: [Unicode.Scalar], from position: Position = Position()) {
        self.scalars = scalars
        self.position = position
    }

    /// The next token. A `}` that closes nothing is the end of the expression inside a template.
    @inline(never)
    mutating func next() throws(SyntaxFailure) -> Token {
        skipBlanks()
        tokenStart = position
        guard let scalar = peek() else { return token(.end) }
        if Self.isLetter(scalar) {
            if let literal = try stringLiteral() { return literal }
            return identifier()
        }
        switch scalar {
        case "0"..."9": return try number()
        case "\"", "'": return try string(StringLiteral())
        case "`": return try quotedName()
        case "." where peek(1).map(Self.isDigit) == true: return try number()
        default: return try symbol(scalar)
        }
    }

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        let place = position.offset + ahead
        return place < scalars.count ? scalars[place] : nil
    }

    mutating func advance() {
        guard let scalar = peek() else { return }
        position.offset += 1
        if scalar == "\n" {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        advance()
        return true
    }

    func token(_ kind: Token.Kind) -> Token { Token(kind: kind, span: Span(tokenStart, position)) }

    func failure(_ message: String, from start: Position? = nil, help: String? = nil)
        -> SyntaxFailure
    {
        var end = position
        if end == (start ?? position) {
            end.offset += 1
            end.column += 1
        }
        return SyntaxFailure(
            CELError(.syntax, message, at: Span(start ?? position, end), help: help))
    }

    var start: Position { tokenStart }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        default: false
        }
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func skipBlanks() {
        while let scalar = peek() {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{0C}": advance()
            case "/" where peek(1) == "/":
                while let rest = peek(), rest != "\n" {
                    _ = rest
                    advance()
                }
            default: return
            }
        }
    }

    private mutating func identifier() -> Token {
        var name = String.UnicodeScalarView()
        while let scalar = peek(), Self.isLetter(scalar) || Self.isDigit(scalar) {
            name.append(scalar)
            advance()
        }
        switch String(name) {
        case "true": return token(.literal(.bool(true)))
        case "false": return token(.literal(.bool(false)))
        case "null": return token(.literal(.null))
        default: return token(.identifier(String(name)))
        }
    }

    private mutating func quotedName() throws(SyntaxFailure) -> Token {
        advance()
        var name = String.UnicodeScalarView()
        while let scalar = peek(), scalar != "`" {
            let isAllowed = Self.isLetter(scalar) || Self.isDigit(scalar)
            guard isAllowed || "-./ ".unicodeScalars.contains(scalar) else {
                throw failure("a name in back-ticks holds only letters, digits, `_-./` and blanks")
            }
            name.append(scalar)
            advance()
        }
        guard take("`"), !name.isEmpty else {
            throw failure("the name in back-ticks is not closed", from: tokenStart)
        }
        return token(.quoted(String(name)))
    }

    /// A text with a prefix such as `r'…'` or `b"…"`; nil when the letters begin a name.
    private mutating func stringLiteral() throws(SyntaxFailure) -> Token? {
        var literal = StringLiteral()
        var ahead = 0
        while let scalar = peek(ahead), ahead < 3 {
            switch scalar {
            case "r", "R": if literal.isRaw { return nil } else { literal.isRaw = true }
            case "b", "B": if literal.isBytes { return nil } else { literal.isBytes = true }
            case "\"", "'":
                for _ in 0..<ahead { advance() }
                return try string(literal)
            default: return nil
            }
            ahead += 1
        }
        return nil
    }

    private mutating func symbol(_ scalar: Unicode.Scalar) throws(SyntaxFailure) -> Token {
        if let second = peek(1), let symbol = Symbol(rawValue: "\(scalar)\(second)") {
            advance()
            advance()
            return token(.symbol(symbol))
        }
        guard let symbol = Symbol(rawValue: String(scalar)) else { throw unexpected(scalar) }
        if symbol == .closeBrace, openBraces == 0 { return token(.end) }
        if symbol == .openBrace { openBraces += 1 }
        if symbol == .closeBrace { openBraces -= 1 }
        advance()
        return token(.symbol(symbol))
    }

    private func unexpected(_ scalar: Unicode.Scalar) -> SyntaxFailure {
        switch scalar {
        case "=": failure("`=` compares nothing", help: "write `==`")
        case "&": failure("`&` is no operator", help: "write `&&`")
        case "|": failure("`|` is no operator", help: "write `||`")
        case "“", "”", "‘", "’": failure("`\(scalar)` is no quote", help: "write `'` or `\"`")
        default: failure("`\(scalar)` means nothing here")
        }
    }
}

extension Lexer {
    private mutating func number() throws(SyntaxFailure) -> Token {
        if peek() == "0", peek(1) == "x" || peek(1) == "X" { return try hexadecimal() }
        var text = digits()
        var isDouble = false
        if peek() == ".", peek(1).map(Self.isDigit) == true {
            isDouble = true
            advance()
            text += "." + digits()
        }
        if let exponent = exponent() {
            isDouble = true
            text += exponent
        }
        if isDouble {
            if text.utf8.first == UInt8(ascii: ".") { text = "0" + text }
            return try ended(.literal(.double(Double(text) ?? .infinity)))
        }
        guard let magnitude = UInt64(text) else { throw tooLarge(text) }
        return try whole(magnitude)
    }

    private mutating func hexadecimal() throws(SyntaxFailure) -> Token {
        advance()
        advance()
        var text = ""
        while let scalar = peek(), scalar.properties.isASCIIHexDigit {
            text.unicodeScalars.append(scalar)
            advance()
        }
        guard !text.isEmpty else { throw failure("`0x` lacks its digits", from: tokenStart) }
        guard let magnitude = UInt64(text, radix: 16) else { throw tooLarge("0x" + text) }
        return try whole(magnitude)
    }

    private mutating func whole(_ magnitude: UInt64) throws(SyntaxFailure) -> Token {
        if take("u") || take("U") { return try ended(.literal(.uint(magnitude))) }
        return try ended(.number(magnitude: magnitude))
    }

    /// `3days` is a slip of the pen, not a number and a name.
    private func ended(_ kind: Token.Kind) throws(SyntaxFailure) -> Token {
        if let next = peek(), Self.isLetter(next) {
            throw failure(
                "a number ends before `\(next)`", help: "put a blank or an operator between")
        }
        return token(kind)
    }

    private mutating func digits() -> String {
        var text = ""
        while let scalar = peek(), Self.isDigit(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        return text
    }

    private mutating func exponent() -> String? {
        guard peek() == "e" || peek() == "E" else { return nil }
        let isSigned = peek(1) == "+" || peek(1) == "-"
        guard peek(isSigned ? 2 : 1).map(Self.isDigit) == true else { return nil }
        advance()
        var text = "e"
        if isSigned, let sign = peek() {
            text.unicodeScalars.append(sign)
            advance()
        }
        return text + digits()
    }

    private func tooLarge(_ text: String) -> SyntaxFailure {
        failure(
            "`\(text)` has more than 64 bits", from: tokenStart,
            help: "write `decimal('\(text)')`")
    }
}
