import OnusValues

/// Escapes and classes in brackets.
extension RegexParser {
    mutating func parseEscape() throws(CELEvaluationError) -> RegexSyntax {
        place += 1
        guard let scalar = next else { throw failure("`\\` stands at the end") }
        switch scalar {
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "Q":
            place += 1
            return quotedText()
        default: break
        }
        if let item = try parseClassEscape() {
            return .scalars(ScalarClass(items: [item], ignoresCase: flags.ignoresCase))
        }
        return .scalars(.one(try parseScalarEscape(), ignoresCase: flags.ignoresCase))
    }

    private mutating func assertion(_ assertion: RegexAssertion) -> RegexSyntax {
        place += 1
        return .assertion(assertion)
    }

    private mutating func quotedText() -> RegexSyntax {
        var parts: [RegexSyntax] = []
        while let scalar = next, !take(text: "\\E") {
            parts.append(.scalars(.one(scalar, ignoresCase: flags.ignoresCase)))
            place += 1
        }
        return .sequence(parts)
    }

    /// `\d`, `\pL` and the like behind the backslash; nil when it is no class.
    private mutating func parseClassEscape() throws(CELEvaluationError) -> ScalarClass.Item? {
        guard let scalar = next else { return nil }
        let item: ScalarClass.Item
        switch scalar {
        case "d": item = .group(ScalarClass.digits, isNegated: false)
        case "D": item = .group(ScalarClass.digits, isNegated: true)
        case "w": item = .group(ScalarClass.word, isNegated: false)
        case "W": item = .group(ScalarClass.word, isNegated: true)
        case "s": item = .group(ScalarClass.blanks, isNegated: false)
        case "S": item = .group(ScalarClass.blanks, isNegated: true)
        case "p", "P": return try parseCategory(isNegated: scalar == "P")
        default: return nil
        }
        place += 1
        return item
    }

    private mutating func parseCategory(
        isNegated: Bool
    ) throws(CELEvaluationError) -> ScalarClass.Item {
        place += 1
        var name = ""
        if take("{") {
            while let scalar = next, scalar != "}" {
                name.unicodeScalars.append(scalar)
                place += 1
            }
            guard take("}") else { throw failure("`\\p{` is not closed") }
        } else if let scalar = next {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        let isInverted = name.unicodeScalars.first == "^"
        if isInverted { name.removeFirst() }
        guard let categories = Self.categories[name] else {
            throw failure("there is no class `\\p{\(name)}`")
        }
        return .categories(categories, isNegated: isNegated != isInverted)
    }

    private mutating func parseScalarEscape() throws(CELEvaluationError) -> Unicode.Scalar {
        guard let scalar = next else { throw failure("`\\` stands at the end") }
        place += 1
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "a": return "\u{07}"
        case "x": return try parseHexadecimal()
        case "0":
            var code: UInt32 = 0
            var count = 0
            while count < 2, let digit = next, ("0"..."7").contains(digit) {
                code = code * 8 + digit.value - 48
                place += 1
                count += 1
            }
            return Unicode.Scalar(code) ?? "\0"
        default:
            let isPlain = Lexer.isLetter(scalar) || Lexer.isDigit(scalar)
            guard !isPlain || scalar == "_" else {
                throw failure("`\\\(scalar)` is not possible")
            }
            return scalar
        }
    }

    private mutating func parseHexadecimal() throws(CELEvaluationError) -> Unicode.Scalar {
        var digits = ""
        if take("{") {
            while let scalar = next, scalar != "}", digits.utf8.count < 8 {
                digits.unicodeScalars.append(scalar)
                place += 1
            }
            guard take("}") else { throw failure("`\\x{` is not closed") }
        } else {
            while let scalar = next, digits.utf8.count < 2 {
                digits.unicodeScalars.append(scalar)
                place += 1
            }
        }
        guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
            throw failure("`\\x` lacks its digits")
        }
        return scalar
    }

    mutating func parseClass() throws(CELEvaluationError) -> ScalarClass {
        place += 1
        var result = ScalarClass(isNegated: take("^"), ignoresCase: flags.ignoresCase)
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            if let item = try parseNamedClass() {
                result.items.append(item)
                continue
            }
            let low = try parseClassScalar()
            guard let low else { continue }
            if next == "-", place + 1 < pattern.count, pattern[place + 1] != "]" {
                place += 1
                guard let high = try parseClassScalar(), low <= high else {
                    throw failure("a range in a class runs backwards")
                }
                result.items.append(.range(low...high))
            } else {
                result.items.append(.range(low...low))
            }
        }
        guard take("]") else { throw failure("`[` is not closed") }
        return result
    }

    /// `\d` or `[:alpha:]` within brackets.
    private mutating func parseNamedClass() throws(CELEvaluationError) -> ScalarClass.Item? {
        if next == "\\" {
            place += 1
            if let item = try parseClassEscape() { return item }
            place -= 1
            return nil
        }
        for (name, items) in Self.named {
            if take(text: "[:\(name):]") { return .group(items, isNegated: false) }
            if take(text: "[:^\(name):]") { return .group(items, isNegated: true) }
        }
        return nil
    }

    private mutating func parseClassScalar() throws(CELEvaluationError) -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        place += 1
        return scalar == "\\" ? try parseScalarEscape() : scalar
    }

    private static let named: [(String, [ScalarClass.Item])] = [
        ("alpha", [.range("A"..."Z"), .range("a"..."z")]), ("digit", ScalarClass.digits),
        ("alnum", [.range("0"..."9"), .range("A"..."Z"), .range("a"..."z")]),
        ("upper", [.range("A"..."Z")]), ("lower", [.range("a"..."z")]),
        ("space", [.range("\t"..."\r"), .range(" "..." ")]), ("word", ScalarClass.word),
        ("blank", [.range("\t"..."\t"), .range(" "..." ")]),
        ("punct", [.range("!"..."/"), .range(":"..."@"), .range("["..."`"), .range("{"..."~")]),
        ("xdigit", [.range("0"..."9"), .range("A"..."F"), .range("a"..."f")]),
        ("cntrl", [.range("\0"..."\u{1F}"), .range("\u{7F}"..."\u{7F}")]),
        ("print", [.range(" "..."~")]), ("graph", [.range("!"..."~")]),
        ("ascii", [.range("\0"..."\u{7F}")]),
    ]

    private static let categories: [String: Set<Unicode.GeneralCategory>] = {
        let single: [String: Unicode.GeneralCategory] = [
            "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter,
            "Lm": .modifierLetter, "Lo": .otherLetter, "Mn": .nonspacingMark,
            "Mc": .spacingMark, "Me": .enclosingMark, "Nd": .decimalNumber,
            "Nl": .letterNumber, "No": .otherNumber, "Pc": .connectorPunctuation,
            "Pd": .dashPunctuation, "Ps": .openPunctuation, "Pe": .closePunctuation,
            "Pi": .initialPunctuation, "Pf": .finalPunctuation, "Po": .otherPunctuation,
            "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol,
            "So": .otherSymbol, "Zs": .spaceSeparator, "Zl": .lineSeparator,
            "Zp": .paragraphSeparator, "Cc": .control, "Cf": .format, "Co": .privateUse,
        ]
        var all: [String: Set<Unicode.GeneralCategory>] = [:]
        for (name, category) in single {
            all[name] = [category]
            all[String(name.prefix(1)), default: []].insert(category)
        }
        return all
    }()
}
