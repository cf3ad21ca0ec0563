/// The canonical layout of a text: the same tokens in the same order with other blanks between them.
///
/// - Two columns for each block, lists below their key indented as well; one blank behind a colon and
///   a comma, none inside of brackets. What an author aligned behind colons stays aligned.
/// - No blanks at ends of lines, at most one empty line at a place, one line feed at the end.
/// - A comment behind a text keeps its column; another one follows what stands below it.
package enum YAMLLayout {
    package enum Answer: Sendable, Equatable {
        case text([UInt8])
        /// The reader complains.
        case unreadable
        /// More than blanks would change.
        case unsafe
    }

    /// - Parameter quoting: the offsets of plain texts that are to be put in quotes.
    package static func canonical(_ bytes: [UInt8], quoting: Set<Int> = []) -> Answer {
        let reading = YAMLReader.read(bytes)
        guard reading.problems.isEmpty, let document = reading.root?.document else {
            return .unreadable
        }
        guard let tokens = LayoutScanner.tokens(of: document) else { return .unsafe }
        var writer = LayoutWriter(document, tokens, quoting: quoting)
        writer.write()
        let text = writer.text
        return isSame(document, tokens, text, quoting: quoting) ? .text(text) : .unsafe
    }

    /// Whether a new text has the same tree and the same comments.
    private static func isSame(
        _ old: YAMLDocument, _ tokens: [LayoutToken], _ text: [UInt8], quoting: Set<Int>
    ) -> Bool {
        let reading = YAMLReader.read(text)
        guard reading.problems.isEmpty, let new = reading.root?.document,
            old.records.count == new.records.count,
            let newTokens = LayoutScanner.tokens(of: new),
            comments(tokens, old).elementsEqual(comments(newTokens, new))
        else { return false }
        return zip(old.records, new.records).allSatisfy { one, other in
            let start = old.source.offset(ofCharacter: Int(one.start.character))
            let isQuoted = one.style == .plain && quoting.contains(start)
            return one.kind == other.kind && one.isFlow == other.isFlow && one.next == other.next
                && one.count == other.count && (isQuoted || one.style == other.style)
                && (one.kind != .scalar || old.bytes(of: one) == new.bytes(of: other))
        }
    }

    private static func comments(
        _ tokens: [LayoutToken], _ document: YAMLDocument
    ) -> [ArraySlice<UInt8>] {
        tokens.filter { $0.kind == .comment }.map { document.source.bytes[$0.start..<$0.end] }
    }
}
