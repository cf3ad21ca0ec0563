extension Node {
    /// Where in the source the character stands that begins at a UTF-8 offset of `scalar`.
    ///
    /// Quotes, escapes, folded lines and the indentation of blocks are gone over, so that a mistake
    /// inside a text can be shown where it was written. The end of the text gives the place behind
    /// its last character; a node that is no scalar gives its beginning.
    package func position(ofScalarOffset offset: Int) -> SourcePosition {
        let record = record
        guard record.kind == .scalar, record.count > 0 else { return position }
        var walk = ScalarWalk(
            source: document.source, decoded: document.bytes(of: record), style: record.style,
            start: position, end: document.source.offset(ofCharacter: Int(record.end.character)))
        return walk.position(of: offset)
    }
}

/// Goes through a scalar's source and its text side by side.
struct ScalarWalk {
    let source: SourceText
    let decoded: ArraySlice<UInt8>
    let style: ScalarStyle
    let end: Int
    var position: SourcePosition
    /// Bytes of the text that the source before `position` stands for.
    var produced = 0
    /// Up to here no line break stands in the blanks, as was looked up before.
    var unbroken = 0
    /// The columns that a block's lines are indented by.
    var indentation = 0

    init(
        source: SourceText, decoded: ArraySlice<UInt8>, style: ScalarStyle, start: SourcePosition,
        end: Int
    ) {
        self.source = source
        self.decoded = decoded
        self.style = style
        self.end = end
        position = start
        skipProperties()
        if style == .literal || style == .folded {
            enterBlock()
        } else if style != .plain, position.offset < end {
            source.step(&position)
        }
    }

    mutating func position(of offset: Int) -> SourcePosition {
        let target = min(offset, decoded.count)
        var last = position
        while produced < target, position.offset < end {
            last = position
            advance()
            // WHY: one escape or break can stand for several bytes, and the target lie inside them.
            if produced > target { return last }
        }
        settle()
        return position
    }

    mutating func advance() {
        switch style {
        case .literal, .folded: advanceInBlock()
        case .plain, .single, .double: advanceInLine()
        }
    }

    /// Goes over what stands for nothing before the next character.
    mutating func settle() {
        guard produced < decoded.count else { return }
        while position.offset < end {
            var ahead = self
            ahead.advance()
            guard ahead.produced == produced else { return }
            self = ahead
        }
    }

    func byte(_ offset: Int) -> UInt8? {
        offset < end ? source.bytes[offset] : nil
    }

    static func isBreak(_ byte: UInt8?) -> Bool {
        byte == .newline || byte == .carriageReturn
    }

    /// What libyaml takes for a part of an anchor's name.
    static func isNamed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    static func isBlank(_ byte: UInt8?) -> Bool {
        byte == .space || byte == .tab
    }
}

// Plain and quoted texts.
extension ScalarWalk {
    mutating func advanceInLine() {
        if let breaks = folding() { return fold(breaks) }
        switch (style, byte(position.offset)) {
        case (.double, UInt8(ascii: "\\")): advanceOverEscape()
        case (.single, UInt8(ascii: "'")):
            source.step(&position)
            source.step(&position)
            produced += 1
        default: take()
        }
    }

    /// One character that stands for itself.
    mutating func take() {
        let start = position.offset
        source.step(&position)
        produced += position.offset - start
    }

    /// The line breaks in the blanks that begin here; nil when there is none.
    mutating func folding() -> Int? {
        guard position.offset >= unbroken else { return nil }
        var ahead = position
        var breaks = 0
        while ahead.offset < end {
            let next = byte(ahead.offset)
            if ScalarWalk.isBreak(next) {
                breaks += 1
            } else if !ScalarWalk.isBlank(next) {
                break
            }
            source.step(&ahead)
        }
        guard breaks == 0 else { return breaks }
        unbroken = ahead.offset
        return nil
    }

    /// One line break stands for a space, several for one less than they are.
    mutating func fold(_ breaks: Int) {
        while position.offset < end,
            ScalarWalk.isBlank(byte(position.offset)) || ScalarWalk.isBreak(byte(position.offset))
        {
            source.step(&position)
        }
        produced += breaks == 1 ? 1 : breaks - 1
    }

    mutating func advanceOverEscape() {
        source.step(&position)
        let sign = byte(position.offset)
        if ScalarWalk.isBreak(sign) {
            let breaks = folding() ?? 1
            fold(breaks)
            produced -= breaks == 1 ? 1 : 0
            return
        }
        source.step(&position)
        switch sign {
        case UInt8(ascii: "x"): advanceOverDigits(2)
        case UInt8(ascii: "u"): advanceOverDigits(4)
        case UInt8(ascii: "U"): advanceOverDigits(8)
        case UInt8(ascii: "N"), UInt8(ascii: "_"): produced += 2
        case UInt8(ascii: "L"), UInt8(ascii: "P"): produced += 3
        default: produced += 1
        }
    }

    /// The digits of an escape; the text itself says how many bytes they became.
    mutating func advanceOverDigits(_ count: Int) {
        for _ in 0..<count { source.step(&position) }
        let lead = produced < decoded.count ? decoded[decoded.startIndex + produced] : 0
        produced += lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
}
