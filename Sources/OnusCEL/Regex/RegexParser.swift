import OnusValues

/// Reads the text of a regular expression; its depth is bounded.
struct RegexParser {
    let pattern: [Unicode.Scalar]
    var place = 0
    var flags = Flags()
    private var depth = 0

    struct Flags {
        var ignoresCase = false
        var dotTakesNewLine = false
        var isMultiLine = false
    }

    init(_ text: String) { pattern = Array(text.unicodeScalars) }

    mutating func parseWhole() throws(CELEvaluationError) -> RegexSyntax {
        let syntax = try parseChoice()
        guard place == pattern.count else { throw failure("`)` closes nothing") }
        return syntax
    }

    func failure(_ message: String) -> CELEvaluationError {
        CELEvaluationError(
            "the regular expression `\(String(String.UnicodeScalarView(pattern.prefix(60))))` is wrong: \(message)"
        )
    }

    var next: Unicode.Scalar? { place < pattern.count ? pattern[place] : nil }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    mutating func take(text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard pattern[place...].starts(with: scalars) else { return false }
        place += scalars.count
        return true
    }

    private mutating func parseChoice() throws(CELEvaluationError) -> RegexSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw failure("groups are nested more than 50 deep") }
        let outer = flags
        defer { flags = outer }
        var choices = [try parseSequence()]
        while take("|") { choices.append(try parseSequence()) }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func parseSequence() throws(CELEvaluationError) -> RegexSyntax {
        var parts: [RegexSyntax] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = try parseAtom() else { continue }
            parts.append(try parseRepetition(of: atom))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func parseRepetition(
        of atom: RegexSyntax
    ) throws(CELEvaluationError) -> RegexSyntax {
        var syntax = atom
        var count = 0
        while let scalar = next {
            var (minimum, maximum): (Int, Int?) = (0, nil)
            switch scalar {
            case "*": place += 1
            case "+":
                place += 1
                minimum = 1
            case "?":
                place += 1
                maximum = 1
            case "{":
                guard let bounds = try parseBounds() else { return syntax }
                (minimum, maximum) = bounds
            default: return syntax
            }
            // Lazy repetition matches the same texts.
            _ = take("?")
            count += 1
            guard count == 1 else { throw failure("`\(scalar)` repeats a repetition") }
            syntax = .repetition(syntax, minimum: minimum, maximum: maximum)
        }
        return syntax
    }

    /// `{2}`, `{2,}` or `{2,5}`; nil where the brace is just a brace.
    private mutating func parseBounds() throws(CELEvaluationError) -> (Int, Int?)? {
        let start = place
        place += 1
        guard let minimum = number() else {
            place = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else {
            place = start
            return nil
        }
        guard minimum <= 1000, (maximum ?? minimum) <= 1000, minimum <= maximum ?? minimum else {
            throw failure("a repetition is counted from 0 to 1000")
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, Lexer.isDigit(scalar), (value ?? 0) < 10_000 {
            value = (value ?? 0) * 10 + Int(scalar.value - 48)
            place += 1
        }
        return value
    }

    /// Nil for what only changes flags.
    private mutating func parseAtom() throws(CELEvaluationError) -> RegexSyntax? {
        guard let scalar = next else { return nil }
        switch scalar {
        case "{" where try parseBoundsAhead(), "*", "+", "?":
            throw failure("`\(scalar)` repeats nothing")
        case "(": return try parseGroup()
        case "[": return .scalars(try parseClass())
        case "\\": return try parseEscape()
        case ".":
            place += 1
            let newLine: [ScalarClass.Item] = flags.dotTakesNewLine ? [] : [.range("\n"..."\n")]
            return .scalars(ScalarClass(items: newLine, isNegated: true))
        case "^":
            place += 1
            return .assertion(flags.isMultiLine ? .lineStart : .textStart)
        case "$":
            place += 1
            return .assertion(flags.isMultiLine ? .lineEnd : .textEnd)
        default:
            place += 1
            return .scalars(.one(scalar, ignoresCase: flags.ignoresCase))
        }
    }

    private mutating func parseBoundsAhead() throws(CELEvaluationError) -> Bool {
        let start = place
        defer { place = start }
        return try parseBounds() != nil
    }

    private mutating func parseGroup() throws(CELEvaluationError) -> RegexSyntax? {
        place += 1
        let outer = flags
        if take("?") {
            if take("P") || next == "<" {
                try parseGroupName()
            } else if try !parseFlags() {
                // `(?i)` holds to the end of the group that it stands in.
                return nil
            }
        }
        let inner = try parseChoice()
        guard take(")") else { throw failure("a group is not closed") }
        flags = outer
        return inner
    }

    private mutating func parseGroupName() throws(CELEvaluationError) {
        guard take("<"), next != "=", next != "!" else {
            throw failure("looking ahead or behind is not possible")
        }
        let start = place
        while let scalar = next, Lexer.isLetter(scalar) || Lexer.isDigit(scalar) { place += 1 }
        guard place > start, take(">") else { throw failure("the name of a group is not closed") }
    }

    /// Reads `i`, `s`, `m`, `U` and `-`; false when they end in `)`, true when in `:`.
    private mutating func parseFlags() throws(CELEvaluationError) -> Bool {
        var isOn = true
        while let scalar = next {
            place += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "s": flags.dotTakesNewLine = isOn
            case "m": flags.isMultiLine = isOn
            case "U": break
            case "-": isOn = false
            case ":": return true
            case ")": return false
            default: throw failure("`(?\(scalar)` is not possible")
            }
        }
        throw failure("a group is not closed")
    }
}
