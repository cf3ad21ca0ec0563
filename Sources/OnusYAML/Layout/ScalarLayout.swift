// Tokens, with new indentation in those of several lines.
extension LayoutWriter {
    mutating func put(_ token: LayoutToken, isQuoted: Bool) {
        let content = bytes[token.start..<token.end]
        guard case .scalar(let style) = token.kind else { return append(content) }
        switch style {
        case .plain where isQuoted: append(Self.quoted(content))
        case .literal, .folded: putBlock(content)
        case .plain, .single, .double: putLines(content, style, from: token.column)
        }
    }

    /// In double quotes, or in single ones where something would have to be escaped in those.
    private static func quoted(_ content: ArraySlice<UInt8>) -> [UInt8] {
        let (single, double) = (UInt8(ascii: "'"), UInt8(ascii: "\""))
        guard content.contains(double) || content.contains(UInt8(ascii: "\\")) else {
            return [double] + content + [double]
        }
        return [single] + content.flatMap { $0 == single ? [single, single] : [$0] } + [single]
    }

    private mutating func putLines(
        _ content: ArraySlice<UInt8>, _ style: ScalarStyle, from old: Int
    ) {
        let start = Move(old: old, new: column)
        let lines = content.lines
        for (number, line) in lines.enumerated() {
            // WHY: in double quotes a blank at the end of a line may have been escaped.
            let isLast = number == lines.count - 1
            let text = style == .double || isLast ? line : line.trimmingEnd()
            guard number > 0 else {
                append(text)
                continue
            }
            breakLine()
            let spaces = text.prefix { ScalarWalk.isBlank($0) }.count
            guard spaces < text.count else { continue }
            blanks(max(shifted(spaces, behind: start), block.map { $0.new + 1 } ?? 0))
            append(text.dropFirst(spaces))
        }
    }

    /// Its text is indented by two columns, unless its header counts them.
    private mutating func putBlock(_ content: ArraySlice<UInt8>) {
        let lines = content.lines
        let header = lines[0].prefix { $0 != .hash }
        let isFixed = header.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
        let indentation =
            lines.dropFirst().lazy.map { ($0.count, $0.indentation) }
            .first { $0 != $1 }?.1 ?? Int.max
        let shift =
            block.map {
                isFixed || indentation == .max ? $0.new - $0.old : $0.new + 2 - indentation
            }
            ?? 0
        append(lines[0].trimmingEnd())
        for line in lines.dropFirst() {
            breakLine()
            let spaces = line.indentation
            // A line of blanks alone means something only where it is longer than the indentation.
            if spaces == line.count, spaces <= indentation { continue }
            blanks(spaces + shift)
            append(line.dropFirst(spaces))
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without their ends; one at least.
    fileprivate var lines: [ArraySlice<UInt8>] {
        split(separator: .newline, omittingEmptySubsequences: false).map { line in
            line.last == .carriageReturn ? line.dropLast() : line
        }
    }

    fileprivate var indentation: Int { prefix { $0 == .space }.count }

    fileprivate func trimmingEnd() -> ArraySlice<UInt8> {
        var rest = self
        while let last = rest.last, ScalarWalk.isBlank(last) { rest.removeLast() }
        return rest
    }
}
