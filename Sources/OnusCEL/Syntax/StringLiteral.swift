import OnusValues

/// How the text between two quotes is meant.
struct StringLiteral {
    var isRaw = false
    var isBytes = false
}

extension Lexer {
    mutating func string(_ literal: StringLiteral) throws(SyntaxFailure) -> Token {
        guard let quote = peek() else { throw failure("expected a text") }
        let isTriple = peek(1) == quote && peek(2) == quote
        for _ in 0..<(isTriple ? 3 : 1) { advance() }
        var text = String.UnicodeScalarView()
        var bytes: [UInt8] = []
        while let scalar = peek() {
            if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                for _ in 0..<(isTriple ? 3 : 1) { advance() }
                return token(.literal(literal.isBytes ? .bytes(bytes) : .string(String(text))))
            }
            if scalar == "\\", !literal.isRaw {
                let escaped = try escape(inBytes: literal.isBytes)
                if literal.isBytes { bytes += escaped.bytes } else { text.append(escaped.scalar) }
                continue
            }
            if !isTriple, scalar == "\n" || scalar == "\r" { break }
            advance()
            if literal.isBytes { bytes += scalar.utf8 } else { text.append(scalar) }
        }
        throw failure(
            "the text is not closed", from: start,
            help: "close it with `\(isTriple ? "\(quote)\(quote)" : "")\(quote)`")
    }

    private struct Escaped {
        var scalar: Unicode.Scalar
        var bytes: [UInt8]
    }

    private mutating func escape(inBytes: Bool) throws(SyntaxFailure) -> Escaped {
        let start = position
        advance()
        guard let scalar = peek() else { throw failure("the text is not closed", from: start) }
        advance()
        let code: UInt32
        switch scalar {
        case "a": code = 7
        case "b": code = 8
        case "t": code = 9
        case "n": code = 10
        case "v": code = 11
        case "f": code = 12
        case "r": code = 13
        case "\\", "?", "\"", "'", "`": code = scalar.value
        case "x", "X": code = try digits(2, radix: 16, from: start)
        case "u" where !inBytes: code = try digits(4, radix: 16, from: start)
        case "U" where !inBytes: code = try digits(8, radix: 16, from: start)
        case "0"..."3":
            let rest = try digits(2, radix: 8, from: start)
            code = (scalar.value - 48) * 64 + rest
        default:
            throw failure(
                "`\\\(scalar)` is no escape", from: start,
                help: "write `\\\\\(scalar)`, or `r'…'` for a text without escapes")
        }
        guard let value = Unicode.Scalar(code) else {
            throw failure("there is no such character", from: start)
        }
        return Escaped(scalar: value, bytes: [UInt8(truncatingIfNeeded: code)])
    }

    private mutating func digits(
        _ count: Int, radix: UInt32, from start: Position
    ) throws(SyntaxFailure) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = peek(), let digit = Self.value(of: scalar), digit < radix else {
                throw failure("this escape takes \(count) digits more", from: start)
            }
            code = code &* radix &+ digit
            advance()
        }
        return code
    }

    private static func value(of scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": scalar.value - 48
        case "a"..."f": scalar.value - 87
        case "A"..."F": scalar.value - 55
        default: nil
        }
    }
}
