// Quotes, brackets and characters with a meaning of their own.
extension SyntaxWording {
    /// A list or mapping in brackets or braces that goes wrong.
    func unclosed(_ thing: String, _ opener: String, _ closer: String) -> YAMLProblem {
        let note = YAMLProblem.Note(
            message: "the \(thing) begins here", span: source.word(at: opening))
        let inside = source.excerpt(from: opening.offset, to: place.offset + 1, limit: 400)
        if inside.contains("${") {
            return said(
                "`${ … }` between `\(opener)` and `\(closer)` is not quoted",
                help: "quote it: `\"${ … }\"`", note: note)
        }
        guard place.offset < source.bytes.count else {
            return said(
                "this `\(opener)` is never closed", at: opening, help: "add the `\(closer)`")
        }
        if place.line > opening.line {
            return said(
                "the `\(opener)` of line \(opening.line) is not closed before this",
                help: "add the `\(closer)`, or the `,` between two values", note: note)
        }
        return said(
            "a `,` or `\(closer)` is missing before this",
            help: "close the \(thing), and quote values in it that contain `,`, `:`, brackets or "
                + "braces", note: note)
    }

    var missingValue: YAMLProblem {
        if failure.context == "while parsing a flow node", place.offset >= source.bytes.count {
            return said(
                "this bracket or brace is never closed", at: lastOpener,
                help: "add what closes it")
        }
        let word = source.line(of: source.word(at: place))
        return said(
            word.isEmpty ? "a value is missing here" : "a value is missing before `\(word)`",
            help: "write the value, or quote it if it begins with this")
    }

    /// The last bracket or brace that nothing behind it closes.
    private var lastOpener: SourcePosition? {
        var closed = 0
        for offset in source.bytes.indices.reversed() {
            switch source.bytes[offset] {
            case UInt8(ascii: "]"), UInt8(ascii: "}"): closed += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if closed == 0 { return source.position(atOffset: offset) }
                closed -= 1
            default: break
            }
        }
        return nil
    }

    var inQuotes: YAMLProblem {
        let quote = source.excerpt(from: opening.offset, to: opening.offset + 1)
        switch failure.problem {
        case "found unexpected end of stream":
            return said(
                "this `\(quote)` is never closed", at: opening,
                help: quote == "'"
                    ? "add the closing `'`; inside, `''` stands for `'`"
                    : "add the closing `\"`; inside, `\\\"` stands for `\"`")
        case "found unexpected document indicator":
            return said(
                "this `\(quote)` is not closed before the next document", at: opening,
                help: "add the closing `\(quote)`")
        default:
            return escape
        }
    }

    /// A backslash in double quotes.
    private var escape: YAMLProblem {
        let sign = source.excerpt(from: place.offset, to: place.offset + 2)
        return said(
            failure.problem == "found unknown escape character"
                ? "`\(sign)` means nothing in double quotes"
                : "the escape in this text names no character",
            help: "write `\\\\` for a backslash, or use single quotes, where it needs no doubling")
    }

    var blockHeader: YAMLProblem {
        let sign = source.excerpt(from: opening.offset, to: opening.offset + 1)
        if failure.problem.hasPrefix("found a tab character") { return tab }
        return said(
            "a `\(sign)` at the start of a value begins a text on the lines below", at: opening,
            help: "begin the text on the next line, or quote the value if the `\(sign)` belongs "
                + "to it")
    }

    /// A value that begins with a sign that YAML keeps for itself.
    func reserved(at position: SourcePosition) -> YAMLProblem {
        let sign = source.excerpt(from: position.offset, to: position.offset + 1)
        let meaning =
            switch sign {
            case "&": "an anchor"
            case "*": "an alias"
            default: "a tag"
            }
        let value = WrittenValue(around: position, in: source)
        return said(
            "a `\(sign)` here begins \(meaning) in YAML", at: position,
            help: "quote the expression: `\(value.quoted)`")
    }

    var directive: YAMLProblem {
        said(
            "a line that begins with `%` is a directive to YAML, and this one is not understood",
            at: failure.context.contains("directive") ? opening : place,
            help: "remove it, or quote the text")
    }

    /// A character that nothing can begin with.
    var badStart: YAMLProblem {
        let sign = source.excerpt(
            from: place.offset, to: source.end(ofCharacterAt: place.offset))
        if sign == "\t" { return tab }
        let name = sign == "`" ? "a backtick" : "`\(sign)`"
        return said(
            "a value cannot begin with \(name)", help: "quote it: `\(value.quoted)`")
    }
}
