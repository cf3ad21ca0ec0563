/// The bytes of a text, and the way from libyaml's character counts to byte offsets.
package struct SourceText: Sendable {
    package let bytes: [UInt8]
    /// The length of the byte order mark, which no line or column counts.
    package let markLength: Int
    /// Whether every byte is one character, so that counts and offsets are the same.
    let isASCII: Bool
    /// The byte offset of every `stride`-th character; empty for ASCII.
    private let milestones: [Int32]
    private static let stride = 128

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        isASCII = markLength == 0 && SourceText.isASCII(bytes)
        milestones = isASCII ? [] : SourceText.milestones(in: bytes, after: markLength)
    }

    /// The byte offset of a character, or the end where there are fewer.
    func offset(ofCharacter character: Int) -> Int {
        if isASCII { return min(character, bytes.count) }
        let milestone = character / SourceText.stride
        guard milestone < milestones.count else { return bytes.count }
        var offset = Int(milestones[milestone])
        for _ in 0..<(character % SourceText.stride) { offset = end(ofCharacterAt: offset) }
        return offset
    }

    func position(_ mark: SourceMark) -> SourcePosition {
        let offset = offset(ofCharacter: Int(mark.character))
        // WHY: libyaml ends the last line even where no line break does.
        if offset == bytes.count, mark.column == 0, mark.line > 0, let last = bytes.last,
            last != .newline, last != .carriageReturn
        {
            return SourcePosition(
                line: Int(mark.line), column: columnsInLastLine + 1, offset: offset)
        }
        return SourcePosition(
            line: Int(mark.line) + 1, column: Int(mark.column) + 1, offset: offset)
    }

    private var columnsInLastLine: Int {
        let line = bytes[markLength...].reversed().prefix {
            $0 != .newline && $0 != .carriageReturn
        }
        return line.count { $0 & 0xC0 != 0x80 }
    }

    /// The place of a byte; the text before it is read once, so this is for messages.
    package func position(atOffset offset: Int) -> SourcePosition {
        let target = min(max(offset, 0), bytes.count)
        var position = SourcePosition(line: 1, column: 1, offset: min(markLength, target))
        while position.offset < target { step(&position) }
        return position
    }

    /// Goes over one character, or over one line break.
    func step(_ position: inout SourcePosition) {
        let next = end(ofCharacterAt: position.offset)
        guard position.offset < bytes.count else { return }
        let byte = bytes[position.offset]
        let isPair = byte == .carriageReturn && next < bytes.count && bytes[next] == .newline
        position.offset = isPair ? next + 1 : next
        if byte == .newline || byte == .carriageReturn {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
    }

    /// The text between two byte offsets, without its line's end and not longer than `limit` bytes.
    package func excerpt(from start: Int, to end: Int, limit: Int = 60) -> String {
        let start = min(max(start, 0), bytes.count)
        let end = min(max(end, start), bytes.count)
        var slice = bytes[start..<end].prefix { $0 != .newline && $0 != .carriageReturn }
        guard slice.count > limit else { return String(decoding: slice, as: UTF8.self) }
        slice = slice.prefix(limit)
        while let last = slice.last, last & 0xC0 == 0x80 { slice.removeLast() }
        if let last = slice.last, last >= 0xC0 { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self) + "…"
    }

    /// The offset behind the character that starts at `offset`.
    ///
    /// A byte that starts no character counts as one, so damaged texts have places too.
    func end(ofCharacterAt offset: Int) -> Int {
        guard offset < bytes.count else { return bytes.count }
        let lead = bytes[offset]
        let width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var end = offset + 1
        while end < offset + width, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    private static func milestones(in bytes: [UInt8], after start: Int) -> [Int32] {
        var milestones: [Int32] = []
        milestones.reserveCapacity(bytes.count / stride + 1)
        var count = 0
        for offset in start..<max(start, bytes.count) where bytes[offset] & 0xC0 != 0x80 {
            if count % stride == 0 { milestones.append(Int32(truncatingIfNeeded: offset)) }
            count += 1
        }
        return milestones
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            var gathered: UInt64 = 0
            var offset = 0
            while offset + 8 <= raw.count {
                gathered |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                offset += 8
            }
            while offset < raw.count {
                gathered |= UInt64(raw[offset])
                offset += 1
            }
            return gathered & 0x8080_8080_8080_8080 == 0
        }
    }
}

/// A place as libyaml counts it: from 0, in characters.
struct SourceMark: Hashable, Sendable {
    var line: Int32
    var column: Int32
    var character: Int32

    static let start = SourceMark(line: 0, column: 0, character: 0)
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
}
