// The sentences for what the reader itself refuses; `SyntaxWording` has those for libyaml's errors.
extension YAMLProblem {
    static let empty = YAMLProblem(
        .empty, "the file has no content", at: SourceSpan(at: .start),
        help: "write at least one key, or check the path")

    static func tooLarge(_ size: Int, limit: Int) -> YAMLProblem {
        YAMLProblem(
            .tooLarge, "the text has \(byteCount(size)); at most \(byteCount(limit)) are read",
            at: SourceSpan(at: .start), help: "split the file")
    }

    static func tooDeep(_ limit: Int, at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .tooDeep, "lists and mappings stand more than \(limit) deep inside each other here",
            at: span, help: "check the brackets and the indentation above this place")
    }

    static func tooManyNodes(_ limit: Int, at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .tooManyNodes, "the text has more than \(limit) keys, values, lists and mappings",
            at: span, help: "split the file")
    }

    static func expandsTooFar(_ limit: Int, at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .expandsTooFar, "the aliases up to here stand for more than \(limit) values", at: span,
            help: "write the values out, or use fewer aliases")
    }

    static func severalDocuments(at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .severalDocuments, "a second document begins here; a file holds one", at: span,
            help: "remove the `---`, or move what follows into a file of its own")
    }

    static func duplicateKey(
        _ key: String, at span: SourceSpan, first: SourceSpan
    ) -> YAMLProblem {
        YAMLProblem(
            .duplicateKey,
            "the key `\(key)` is given twice; it stands on line \(first.start.line) too",
            at: span, help: "remove or rename one of them",
            note: Note(message: "first given here", span: first))
    }

    static func mergeKey(at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .mergeKey, "`<<` merges another mapping, which is not used here", at: span,
            help: "write the entries out")
    }

    static func emptyKey(at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .unusableKey, "an empty key stands here", at: span,
            help: "write a name before the `:`, or quote the value if the `:` belongs to it")
    }

    static func collectionKey(_ text: String, at span: SourceSpan) -> YAMLProblem {
        let braces = text.hasPrefix("{")
        return YAMLProblem(
            .unusableKey, "a key must be a name, not a \(braces ? "mapping" : "list or a mapping")",
            at: span,
            help: braces
                ? "quote the value if the braces belong to it: `\"{\(text)…\"`"
                : "write a name before the `:`, or quote the value")
    }

    static func tag(_ text: String, at span: SourceSpan) -> YAMLProblem {
        let tag = text.prefix { $0 != " " }
        let help =
            text.hasPrefix("!!")
            ? "remove `\(tag)`; put the value in quotes where it is a text"
            : "quote the expression: `\(WrittenValue.quoted(text))`"
        return YAMLProblem(
            .tag, "`\(tag)` is a YAML tag, and tags are not used here", at: span, help: help)
    }

    static func anchor(_ text: String, at span: SourceSpan) -> YAMLProblem {
        let anchor = text.prefix { $0 != " " }
        return YAMLProblem(
            .anchor, "`\(anchor)` is a YAML anchor, and anchors are not used here", at: span,
            help: "remove it and write the value out where it is needed; "
                + "if it belongs to an expression, quote the expression")
    }

    /// - Parameter count: how many there are in the text, this one being the first.
    static func alias(_ text: String, count: Int, at span: SourceSpan) -> YAMLProblem {
        let others =
            count == 1 ? "" : "; \(count - 1) more \(count == 2 ? "stands" : "stand") below"
        return YAMLProblem(
            .alias, "`\(text)` is a YAML alias, and aliases are not used here\(others)", at: span,
            help: "write the value out; if it belongs to an expression, quote the expression")
    }

    static func unknownAnchor(_ name: String, at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .alias, "`*\(name)` names no anchor above it", at: span,
            help: "set `&\(name)` on an earlier value, or write the value out")
    }

    static func ancestor(_ name: String, at span: SourceSpan) -> YAMLProblem {
        YAMLProblem(
            .alias, "`*\(name)` stands inside the value that it names", at: span,
            help: "write out the part that is meant")
    }
}
