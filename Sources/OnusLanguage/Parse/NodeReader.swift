import OnusModel
import OnusYAML

/// Reads the nodes of one file by the shapes that are expected, and collects what is wrong.
///
/// A function that gives nil has reported why.
struct NodeReader {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    /// More is wrong than is listed; whoever looks for more may stop.
    private(set) var isFull = false
    private var limit = Report.mostOfOneFile

    /// What was read as an expression, when that is asked for.
    private(set) var expressions: [Node]?

    init(file: String, keepingExpressions: Bool = false) {
        self.file = file
        expressions = keepingExpressions ? [] : nil
    }

    mutating func keep(expression node: Node) { expressions?.append(node) }

    /// The texts read so far in which one part may guard what another reads of a step.
    private(set) var guarding: [ScalarSyntax] = []

    /// A text as it stands in the file.
    mutating func written(_ text: String, _ node: Node) -> ScalarSyntax {
        let scalar = ScalarSyntax(
            text: text, location: location(node), isPlain: node.style == .plain, node: node)
        if scalar.mayGuard { guarding.append(scalar) }
        return scalar
    }

    /// What is wrong with the text itself is limited where it is read.
    mutating func makeRoom(for more: Int) { limit += more }

    mutating func report(
        _ code: Code, _ message: String, at location: SourceLocation, help: String? = nil,
        suggestion: String? = nil, related: [Diagnostic.Related] = []
    ) {
        guard diagnostics.count < limit else { return giveUp(at: location) }
        diagnostics.append(
            Diagnostic(
                code.rawValue, .error, message, at: location, help: help, suggestion: suggestion,
                related: related))
    }

    private mutating func giveUp(at location: SourceLocation) {
        guard !isFull else { return }
        isFull = true
        diagnostics.append(
            Diagnostic(
                Code.more.rawValue, .error,
                "there are more mistakes than the \(Report.mostOfOneFile) that are listed",
                at: location, help: "correct these and check again"))
    }

    func location(_ node: Node) -> SourceLocation { SourceLocation(file: file, node.span) }

    /// The first line's worth of a node: of a mapping its first key, of a list its first element.
    func head(_ node: Node) -> SourceLocation {
        if let first = node.entries?.first { return location(first.key) }
        if node.isSequence, !node.isFlow, let first = node.elements?.first { return head(first) }
        return location(node)
    }
}

extension SourceLocation {
    init(file: String, _ span: SourceSpan) {
        self.init(
            file: file, line: span.start.line, column: span.start.column, endLine: span.end.line,
            endColumn: span.end.column)
    }
}

// Shapes.
extension NodeReader {
    /// Reports that something else was expected; nil where the reader of YAML complained already.
    mutating func expected(_ what: String, at node: Node, help: String? = nil) {
        guard !node.isRefused else { return }
        report(
            .wrongType, "expected \(what), got \(Self.description(of: node))", at: head(node),
            help: help ?? Self.wideColonHelp(node))
    }

    /// What an input method for Chinese writes looks like a key and is none.
    private static func wideColonHelp(_ node: Node) -> String? {
        guard node.scalar?.contains("：") == true else { return nil }
        return "`：` is a full-width colon; write `:` and a space"
    }

    /// What would be right if it were no text.
    private static func quotesHelp(_ node: Node) -> String? {
        guard let text = node.scalar, node.style != .plain else { return nil }
        let isRight = Int(text) != nil || ["true", "false"].contains(text)
        return isRight ? "write it without quotes: `\(text)`" : nil
    }

    static func description(of node: Node) -> String {
        if node.isSequence { return "a list" }
        if node.isMapping { return "a mapping" }
        guard let text = node.scalar, !(text.isEmpty && node.style == .plain) else {
            return "nothing"
        }
        return "`\(text.prefix(40))\(text.count > 40 ? "…" : "")`"
    }

    mutating func scalar(_ node: Node, _ what: String, help: String? = nil) -> ScalarSyntax? {
        guard let text = node.scalar, !node.isRefused, !(text.isEmpty && node.style == .plain)
        else {
            expected(what, at: node, help: help)
            return nil
        }
        return written(text, node)
    }

    mutating func text(_ node: Node, _ what: String, help: String? = nil) -> Located<String>? {
        scalar(node, what, help: help)?.located
    }

    mutating func integer(
        _ node: Node, _ what: String, in range: ClosedRange<Int>, help: String? = nil
    ) -> Located<Int>? {
        guard case .int(let value)? = node.coreValue, let number = Int(exactly: value) else {
            expected(what, at: node, help: help ?? Self.quotesHelp(node))
            return nil
        }
        if !range.contains(number) { expected(what, at: node, help: help) }
        // The nearest that is allowed, so that nothing more is said where the number is used.
        return Located(min(max(number, range.lowerBound), range.upperBound), at: location(node))
    }

    mutating func bool(_ node: Node) -> Located<Bool>? {
        guard case .bool(let value)? = node.coreValue else {
            expected("`true` or `false`", at: node, help: Self.quotesHelp(node))
            return nil
        }
        return Located(value, at: location(node))
    }

    /// One of the words of an enum.
    mutating func word<Word: RawRepresentable & Sendable>(
        _ node: Node, among known: [Word]
    ) -> Located<Word>? where Word.RawValue == String {
        let words = known.map(\.rawValue)
        let choice = Spelling.list(words, "or")
        guard let text = scalar(node, choice) else { return nil }
        guard let word = Word(rawValue: text.text) else {
            report(
                .wrongType, "expected \(choice), got `\(text.text)`", at: text.location,
                help: Spelling.help(for: text.text, among: words),
                suggestion: Spelling.nearest(to: text.text, among: words))
            return nil
        }
        return Located(word, at: text.location)
    }

    mutating func list(_ node: Node, _ what: String, help: String? = nil) -> [Node]? {
        guard let elements = node.elements else {
            expected(what, at: node, help: help)
            return nil
        }
        return elements
    }

    /// A list, or one element without brackets.
    func listOrOne(_ node: Node) -> [Node] { node.elements ?? [node] }
}
