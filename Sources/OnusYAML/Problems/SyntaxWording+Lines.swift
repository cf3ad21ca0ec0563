// Keys, values and indentation.
extension SyntaxWording {
    /// `a: b: c`, `x ? a : b`, or a key below a value.
    var secondColon: YAMLProblem {
        let before = lineBefore(place)
        if before.contains(" ? ") {
            return said(
                "the `:` of this expression is read as the end of a key",
                help: "quote the whole expression")
        }
        if before.contains(": ") {
            return said(
                "a second `:` stands in this line", help: "quote the value if the `:` belongs to it"
            )
        }
        if let problem = missingSpace(inLineAbove: place) { return problem }
        let key = before.drop { $0 == " " }
        return said(
            "the key `\(key)` stands where a value goes on",
            at: lineStart(place),
            help: "indent it as the keys that it belongs to; "
                + "a value that goes over several lines and has a `:` is quoted")
    }

    /// Something among the entries of a mapping that is no entry.
    var strayInMapping: YAMLProblem {
        let note = YAMLProblem.Note(
            message: "the mapping begins here", span: source.word(at: opening))
        guard isFirstInLine(place) else {
            return said(
                "the value ends before this", help: "quote the whole value", note: note)
        }
        if startsItem(place) {
            return said(
                "a list item stands among the keys of a mapping",
                help: "indent it below the key that it belongs to", note: note)
        }
        return said(
            "this line is indented unlike the entries before it",
            help: "begin it in column \(opening.column), where the mapping begins", note: note)
    }

    /// Something among the items of a list that is no item.
    var strayInList: YAMLProblem {
        let note = YAMLProblem.Note(message: "the list begins here", span: source.word(at: opening))
        guard isFirstInLine(place) else {
            return said("the item ends before this", help: "quote the whole value", note: note)
        }
        return said(
            "this line is no item of the list above it",
            help: "begin it with `- ` in column \(opening.column), or indent it as the key that it "
                + "belongs to", note: note)
    }

    /// A line without its colon.
    var missingColon: YAMLProblem {
        let line = source.excerpt(from: opening.offset, to: source.bytes.count)
        if let problem = missingSpace(in: line, at: opening) { return problem }
        return said(
            "`\(line)` has no `:`", at: opening,
            help: "write `key: value`; a value that goes on here is indented deeper than its key")
    }

    var afterTheEnd: YAMLProblem {
        guard isFirstInLine(place) else {
            return said("the value ends before this", help: "quote the whole value")
        }
        return said(
            "this line stands outside of what the file began with",
            help: "begin every top-level key in column 1, and close quotes and brackets above")
    }

    var tab: YAMLProblem {
        said("a tab cannot indent YAML", help: "indent with spaces")
    }

    /// `key:value`, seen in the line above the one that libyaml complains about.
    private func missingSpace(inLineAbove position: SourcePosition) -> YAMLProblem? {
        var above = lineStart(position).offset
        while above > 0, source.bytes[above - 1] <= .space { above -= 1 }
        var first = above
        while first > 0, source.bytes[first - 1] != .newline { first -= 1 }
        while first < above, source.bytes[first] <= .space { first += 1 }
        let line = source.excerpt(from: first, to: above)
        return missingSpace(in: line, at: source.position(atOffset: first))
    }

    private func missingSpace(
        in line: String, at position: SourcePosition
    ) -> YAMLProblem? {
        let text = line.hasPrefix("- ") ? String(line.dropFirst(2)) : line
        let key = text.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        let rest = text.dropFirst(key.count)
        guard !key.isEmpty, rest.hasPrefix(":"), rest.count > 1, !rest.hasPrefix(": "),
            !rest.hasPrefix("://")
        else { return nil }
        return said(
            "a space is missing behind the `:` of `\(key)`", at: position,
            help: "write `\(key): \(rest.dropFirst())`")
    }

    /// What stands in the line before a place.
    func lineBefore(_ position: SourcePosition) -> String {
        source.excerpt(from: lineOffset(position), to: position.offset, limit: 200)
    }

    /// The first character of a line that is no blank.
    func lineStart(_ position: SourcePosition) -> SourcePosition {
        var start = SourcePosition(
            line: position.line, column: 1, offset: lineOffset(position))
        while start.offset < position.offset, source.bytes[start.offset] == .space {
            source.step(&start)
        }
        return start
    }

    func isFirstInLine(_ position: SourcePosition) -> Bool {
        lineStart(position).offset >= position.offset
    }

    private func startsItem(_ position: SourcePosition) -> Bool {
        let line = source.excerpt(from: position.offset, to: source.bytes.count)
        return line == "-" || line.hasPrefix("- ")
    }

    private func lineOffset(_ position: SourcePosition) -> Int {
        var offset = min(position.offset, source.bytes.count)
        while offset > source.markLength, source.bytes[offset - 1] != .newline,
            source.bytes[offset - 1] != .carriageReturn
        {
            offset -= 1
        }
        return offset
    }
}
