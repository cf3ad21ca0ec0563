/// The value around a place in a line, as its author probably meant it.
///
/// Made from the line alone, since there are no nodes where libyaml stops: a guess for the help of
/// a message, never for reading.
struct WrittenValue {
    let text: String

    /// The value that holds, or begins at, a place in a line.
    init(around position: SourcePosition, in source: SourceText) {
        let lineStart = source.lineOffset(position)
        let before = source.excerpt(from: lineStart, to: position.offset, limit: 400)
        let rest = source.excerpt(from: position.offset, to: source.bytes.count, limit: 400)
        let isFlow = WrittenValue.isFlow(before)
        text =
            WrittenValue.tail(of: before, isFlow: isFlow)
            + WrittenValue.head(of: rest, isFlow: isFlow)
    }

    /// In the quotes that need the least escaping.
    var quoted: String { WrittenValue.quoted(text) }

    static func quoted(_ text: String) -> String {
        if text.count > 100 { return quoted(text.prefix(60) + "…") }
        guard text.contains("\"") || text.contains("\\") else { return "\"\(text)\"" }
        let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + doubled.joined(separator: "''") + "'"
    }

    /// Whether a line has a list or a mapping in brackets or braces that is still open.
    private static func isFlow(_ line: String) -> Bool {
        var depth = 0
        for character in line {
            if "[{".contains(character) { depth += 1 }
            if "]}".contains(character) { depth -= 1 }
        }
        return depth > 0
    }

    /// What stands behind the last sign that ends a key or an item.
    private static func tail(of before: String, isFlow: Bool) -> String {
        var start = before.startIndex
        var previous: Character = " "
        var isIndented = true
        for (index, character) in zip(before.indices, before) {
            let isKeyEnd = previous == ":" && character == " "
            let isItem = isIndented && previous == "-" && character == " "
            if isKeyEnd || isItem || isFlow && "{[,".contains(character) {
                start = before.index(after: index)
            }
            isIndented = isIndented && (character == " " || character == "-")
            previous = character
        }
        return String(before[start...].drop { $0 == " " })
    }

    /// What stands before a comment, or before the sign that ends a value in brackets.
    private static func head(of rest: String, isFlow: Bool) -> String {
        var text = ""
        var depth = 0
        for character in rest {
            if character == "#", text.isEmpty || text.last == " " { break }
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            if depth < 0 || isFlow && depth == 0 && character == "," { break }
            text.append(character)
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension SourceText {
    /// Where the line of a place begins.
    func lineOffset(_ position: SourcePosition) -> Int {
        var offset = min(position.offset, bytes.count)
        while offset > markLength, bytes[offset - 1] != .newline,
            bytes[offset - 1] != .carriageReturn
        {
            offset -= 1
        }
        return offset
    }
}
