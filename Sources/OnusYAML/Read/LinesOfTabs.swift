extension SourceText {
    /// The line that holds only blanks, a tab among them, where libyaml gave up over that.
    ///
    /// WHY: YAML takes such a line between others for an empty one; libyaml sees an indentation. Inside
    /// of a text in quotes or of a block the blanks may belong to the text, and it does not complain.
    func lineOfTabs(_ failure: ParserFailure) -> Range<Int>? {
        let contexts = ["while scanning for the next token", "while scanning a plain scalar"]
        guard contexts.contains(failure.context) else { return nil }
        let place = position(failure.place).offset
        let isEnd = { (byte: UInt8) in byte == .newline || byte == .carriageReturn }
        let start = bytes[..<place].lastIndex(where: isEnd).map { $0 + 1 } ?? markLength
        let end = bytes[place...].firstIndex(where: isEnd) ?? bytes.count
        let line = bytes[start..<end]
        guard line.contains(.tab), line.allSatisfy(ScalarWalk.isBlank) else { return nil }
        return start..<end
    }
}
