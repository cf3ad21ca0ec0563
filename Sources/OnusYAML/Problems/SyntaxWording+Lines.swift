// Keys, values and indentation.
extension SyntaxWording {
    /// `a: b: c`, `x ? a : b`, or a key below a value.
    var secondColon: YAMLProblem {
        let before = lineBefore(place)
        if before.contains(" ? ") {
            return said(
                "the `:` of this expression is read as the end of a key",
                help: "quote the whole expression: `\(value.quoted)`")
        }
        if before.contains(": ") {
            return said(
                "a second `:` stands in this line",
                help: "quote the value if the `:` belongs to it: `\(value.quoted)`")
        }
        if let problem = missingSpace(inLineAbove: place) { return problem }
        let key = before.drop { $0 == " " }.prefix(60)
        return said(
            "the key `\(key)` stands where a value goes on", at: lineStart(place),
            help: "indent it as the keys that it belongs to; "
                + "a value that goes over several lines and has a `:` is quoted")
    }

    /// Something among the entries of a mapping that is no entry.
    var strayInMapping: YAMLProblem {
        let note = note("the mapping begins here")
        guard isFirstInLine(place) else { return valueEnded(note) }
        if startsItem(place) {
            return said(
                "a list item stands among the keys of a mapping",
                help: "indent it below the key that it belongs to", note: note)
        }
        if source.excerpt(from: place.offset, to: place.offset + 1) == ":" {
            return said("a key is missing before this `:`", help: "write a name before it")
        }
        return said(
            "this line is indented unlike the entries before it",
            help: "begin it in column \(opening.column), where the mapping begins", note: note)
    }

    /// Something among the items of a list that is no item.
    var strayInList: YAMLProblem {
        let note = note("the list begins here")
        guard isFirstInLine(place) else { return valueEnded(note) }
        return said(
            "this line is no item of the list above it",
            help: "begin it with `- ` in column \(opening.column), or indent it as the key that "
                + "it belongs to", note: note)
    }

    /// Text behind a value that was complete: `"a" + b`, `'it's'`, `[a].size()`.
    private func valueEnded(_ note: YAMLProblem.Note?) -> YAMLProblem {
        guard lineBefore(place).last == "'" else {
            return said(
                "the value ends before this", help: "quote the whole value: `\(value.quoted)`",
                note: note)
        }
        return said(
            "the `'` before this ends the text",
            help: "inside single quotes write `''` for `'`; if this belongs to an expression, "
                + "quote the whole expression", note: note)
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
        guard isFirstInLine(place) else { return valueEnded(nil) }
        let above = lineAbove(place)
        if source.excerpt(from: above.start, to: above.end) == "..." {
            return said("the text goes on behind the `...` that ends it", help: "remove the `...`")
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
        let above = lineAbove(position)
        return missingSpace(
            in: source.excerpt(from: above.start, to: above.end),
            at: source.position(atOffset: above.start))
    }

    private func missingSpace(in line: String, at position: SourcePosition) -> YAMLProblem? {
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
}

// The lines around a place.
extension SyntaxWording {
    /// What the author probably meant as the value.
    var value: WrittenValue { WrittenValue(around: place, in: source) }

    private func note(_ message: String) -> YAMLProblem.Note {
        YAMLProblem.Note(message: message, span: source.word(at: opening))
    }

    /// What stands in the line before a place.
    private func lineBefore(_ position: SourcePosition) -> String {
        source.excerpt(from: source.lineOffset(position), to: position.offset, limit: 400)
    }

    /// The first character of a line that is no blank.
    private func lineStart(_ position: SourcePosition) -> SourcePosition {
        var start = SourcePosition(
            line: position.line, column: 1, offset: source.lineOffset(position))
        while start.offset < position.offset, source.bytes[start.offset] == .space {
            source.step(&start)
        }
        return start
    }

    private func isFirstInLine(_ position: SourcePosition) -> Bool {
        lineStart(position).offset >= position.offset
    }

    private func startsItem(_ position: SourcePosition) -> Bool {
        let line = source.excerpt(from: position.offset, to: source.bytes.count)
        return line == "-" || line.hasPrefix("- ")
    }

    /// The last line with content above a place, without the blanks around it.
    private func lineAbove(_ position: SourcePosition) -> (start: Int, end: Int) {
        var end = source.lineOffset(position)
        while end > 0, source.bytes[end - 1] <= .space { end -= 1 }
        var start = end
        while start > 0, source.bytes[start - 1] != .newline { start -= 1 }
        while start < end, source.bytes[start] <= .space { start += 1 }
        return (start, end)
    }
}
