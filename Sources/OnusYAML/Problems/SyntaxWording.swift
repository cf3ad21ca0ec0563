import CLibYAML

/// Says in an author's words what libyaml stumbled over.
///
/// libyaml names the token it wanted; an author wants to know which habit of YAML bit, and how to
/// write what was meant. The text around the place decides between the usual causes.
struct SyntaxWording {
    let failure: ParserFailure
    let source: SourceText
    /// Where libyaml stopped.
    let place: SourcePosition
    /// Where that began which it was reading.
    let opening: SourcePosition

    init(_ failure: ParserFailure, in source: SourceText) {
        self.failure = failure
        self.source = source
        place = source.position(failure.place)
        opening = source.position(failure.contextPlace)
    }

    var problem: YAMLProblem {
        if failure.kind == YAML_MEMORY_ERROR {
            return said("there is not enough memory to read this file")
        }
        if failure.kind == YAML_READER_ERROR { return readerProblem }
        return lineProblem ?? flowProblem ?? tokenProblem ?? unknown
    }

    /// Keys, values and indentation.
    private var lineProblem: YAMLProblem? {
        switch failure.problem {
        case "mapping values are not allowed in this context": secondColon
        case "did not find expected key": strayInMapping
        case "did not find expected '-' indicator": strayInList
        case "could not find expected ':'": missingColon
        case "did not find expected <document start>": afterTheEnd
        case "block sequence entries are not allowed in this context":
            said(
                "a list item cannot begin here",
                help: "put `- …` on a line of its own, or write the list as `[…]`; "
                    + "quote the value if the `-` belongs to it")
        case "mapping keys are not allowed in this context":
            said(
                "`?` followed by a blank begins a key, and none can stand here",
                help: "quote the value if the `?` belongs to it")
        case let problem where problem.hasPrefix("found a tab character"): tab
        default: nil
        }
    }

    /// Brackets and braces.
    private var flowProblem: YAMLProblem? {
        switch failure.problem {
        case "did not find expected ',' or ']'": unclosed("list", "[", "]")
        case "did not find expected ',' or '}'": unclosed("mapping", "{", "}")
        case "did not find expected node content": missingValue
        case "found unexpected ':'":
            said(
                "a `:` cannot stand here between brackets or braces",
                help: "put a space behind it if it ends a key, or quote the value")
        default: nil
        }
    }

    /// Characters with a meaning of their own.
    private var tokenProblem: YAMLProblem? {
        switch failure.context {
        case "while scanning a quoted scalar", "while parsing a quoted scalar": return inQuotes
        case "while scanning a block scalar": return blockHeader
        case "while scanning an anchor", "while scanning an alias": return reserved(at: opening)
        case "while scanning a tag", "while parsing a tag": return reserved(at: opening)
        case let context where context.contains("directive"): return directive
        case "while scanning for the next token": return badStart
        default: break
        }
        return failure.problem == "found undefined tag handle" ? reserved(at: place) : directives
    }

    private var directives: YAMLProblem? {
        let isDirective =
            failure.problem.contains("directive") || failure.problem.contains("incompatible YAML")
        return isDirective ? directive : nil
    }

    /// libyaml's own words, for what nobody has met yet.
    private var unknown: YAMLProblem {
        let context = failure.context.isEmpty ? "" : " \(failure.context)"
        return said(
            "the YAML cannot be read on from here: \(failure.problem)\(context)",
            help: "check quotes, brackets and indentation above this place")
    }

    private var readerProblem: YAMLProblem {
        YAMLProblem(
            .encoding, "the file cannot be decoded: \(failure.problem)",
            at: SourceSpan(at: source.position(atOffset: failure.byteOffset)),
            help: "save it as UTF-8")
    }

    func said(
        _ message: String, at position: SourcePosition? = nil, help: String? = nil,
        note: YAMLProblem.Note? = nil
    ) -> YAMLProblem {
        YAMLProblem(
            .syntax, message, at: source.word(at: position ?? place), help: help, note: note)
    }
}
