/// Finds the tokens of a text of which the tree is known: what stands between scalars are signs,
/// comments and blanks.
struct LayoutScanner {
    private let source: SourceText
    private let records: [NodeRecord]
    private var tokens: [LayoutToken] = []
    /// A place behind the last token, or in it.
    private var place: (offset: Int, line: Int, column: Int)

    /// Nil where something stands in the text that is not known here, such as a `?` before a key.
    static func tokens(of document: YAMLDocument) -> [LayoutToken]? {
        var scanner = LayoutScanner(document)
        return scanner.scan() ? scanner.tokens : nil
    }

    private init(_ document: YAMLDocument) {
        source = document.source
        records = document.records
        place = (source.markLength, 0, 0)
    }

    private mutating func scan() -> Bool {
        var offset = source.markLength
        for record in records where record.kind == .scalar {
            let start = source.offset(ofCharacter: Int(record.start.character))
            let end = end(of: record, from: start)
            guard end > start else { continue }
            guard scanGap(from: offset, to: start) else { return false }
            add(.scalar(record.style), start, end)
            offset = end
        }
        return scanGap(from: offset, to: source.bytes.count)
    }

    private func end(of record: NodeRecord, from start: Int) -> Int {
        let end = source.offset(ofCharacter: Int(record.end.character))
        guard record.style == .literal || record.style == .folded else { return end }
        return endOfBlock(start, end)
    }

    /// WHY: libyaml lets a block reach over the blank lines behind it, which belong to it only where
    /// its header keeps them.
    private func endOfBlock(_ start: Int, _ end: Int) -> Int {
        let bytes = source.bytes
        let header = bytes[start..<end].prefix { $0 != .newline && $0 != .hash }
        var last = end
        if header.contains(UInt8(ascii: "+")) {
            if last > start, bytes[last - 1] == .newline { last -= 1 }
            return last
        }
        while last > start {
            var place = last
            while place > start, bytes[place - 1] == .space || bytes[place - 1] == .carriageReturn {
                place -= 1
            }
            guard place > start, bytes[place - 1] == .newline else { return last }
            last = place - 1
        }
        return last
    }

    private mutating func scanGap(from start: Int, to end: Int) -> Bool {
        let bytes = source.bytes
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            switch byte {
            case .space, .tab, .newline, .carriageReturn: offset += 1
            case .hash:
                var last = offset
                while last < end, bytes[last] != .newline { last += 1 }
                let next = last
                while last > offset,
                    ScalarWalk.isBlank(bytes[last - 1])
                        || bytes[last - 1] == .carriageReturn
                { last -= 1 }
                add(.comment, offset, last)
                offset = next
            default:
                guard let length = signLength(at: offset, end) else { return false }
                offset += length
            }
        }
        return true
    }

    private mutating func signLength(at offset: Int, _ end: Int) -> Int? {
        let bytes = source.bytes
        let isFirst = offset == source.markLength || bytes[offset - 1] == .newline
        if isFirst, offset + 3 <= end {
            let three = bytes[offset..<offset + 3]
            if three.elementsEqual("---".utf8) || three.elementsEqual("...".utf8) {
                add(.marker, offset, offset + 3)
                return 3
            }
        }
        if isFirst, bytes[offset] == UInt8(ascii: "%") {
            let length = bytes[offset..<end].prefix { $0 != .newline }.count
            add(.marker, offset, offset + length)
            return length
        }
        switch bytes[offset] {
        case .dash, .colon, .comma, .brace, .closingBrace, .bracket, .closingBracket:
            add(.sign(bytes[offset]), offset, offset + 1)
            return 1
        default: return nil
        }
    }

    private mutating func add(_ kind: LayoutToken.Kind, _ start: Int, _ end: Int) {
        go(to: start)
        let (_, line, column) = place
        go(to: end)
        tokens.append(
            LayoutToken(
                kind: kind, start: start, end: end, line: line, column: column,
                endLine: place.line))
    }

    private mutating func go(to offset: Int) {
        let bytes = source.bytes
        while place.offset < offset {
            let byte = bytes[place.offset]
            place.offset += 1
            if byte == .newline {
                place.line += 1
                place.column = 0
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
    }
}
