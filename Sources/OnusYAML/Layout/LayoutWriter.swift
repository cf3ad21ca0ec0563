/// Writes the tokens of a text with canonical blanks between them.
struct LayoutWriter {
    /// Something that stood in one column and stands in another now.
    struct Move {
        var old: Int
        var new: Int
    }

    private(set) var text: [UInt8] = []
    let bytes: [UInt8]
    private let tokens: [LayoutToken]
    private let columns: BlockColumns
    private let quoting: Set<Int>
    /// Where the next character will stand.
    private(set) var column = 0
    /// The entry of a block that was written last; nil until a block has begun.
    private(set) var block: Move?
    /// The outermost bracket that is open, and how many are.
    private var flow = Move(old: 0, new: 0)
    private var depth = 0
    /// Where entries that stood in a column went.
    private var moves: [Int: Int] = [:]
    /// Blanks behind the colon that comes next.
    private var gap = 1

    init(_ document: YAMLDocument, _ tokens: [LayoutToken], quoting: Set<Int>) {
        bytes = document.source.bytes
        self.tokens = tokens
        self.quoting = quoting
        columns = BlockColumns(document, tokens)
    }

    mutating func write() {
        var last: LayoutToken?
        for place in tokens.indices {
            let token = tokens[place]
            if let last, token.line == last.endLine {
                blanks(gap(between: last, and: token))
            } else {
                if let last {
                    breakLine()
                    if token.line > last.endLine + 1 { breakLine() }
                }
                blanks(indentation(of: place))
            }
            note(token)
            put(token, isQuoted: quoting.contains(token.start))
            last = token
        }
        breakLine()
    }

    /// Remembers what the tokens behind this one are laid out by.
    private mutating func note(_ token: LayoutToken) {
        if columns.columns[token.start] != nil {
            block = Move(old: token.column, new: column)
            moves[token.column] = column
            gap = columns.gaps[token.start] ?? 1
        }
        if token.opens {
            if depth == 0 { flow = Move(old: token.column, new: column) }
            depth += 1
        }
        if token.closes { depth -= 1 }
    }

    mutating func breakLine() {
        text.append(.newline)
        column = 0
    }

    mutating func blanks(_ count: Int) {
        guard count > 0 else { return }
        text.append(contentsOf: repeatElement(.space, count: count))
        column += count
    }

    mutating func append(_ content: some Sequence<UInt8>) {
        for byte in content {
            text.append(byte)
            if byte & 0xC0 != 0x80 { column += 1 }
        }
    }
}

// Blanks between tokens.
extension LayoutWriter {
    private mutating func gap(between last: LayoutToken, and token: LayoutToken) -> Int {
        if token.kind == .comment {
            // A mark may follow after one blank; two are easier to see.
            return token.start - last.end <= 2 ? 2 : max(2, token.column - column)
        }
        if last.isSign(.colon) {
            defer { gap = 1 }
            return depth == 0 ? gap : 1
        }
        if last.opens || token.closes || token.isSign(.colon) || token.isSign(.comma) { return 0 }
        return 1
    }

    private func indentation(of place: Int) -> Int {
        let token = tokens[place]
        if token.kind == .marker { return 0 }
        if let column = columns.columns[token.start] { return column }
        if depth > 0 { return shifted(token.column, behind: flow) }
        if token.kind == .comment { return indentation(ofComment: place) }
        return block.map { $0.new + 2 } ?? 0
    }

    /// WHY the first column is kept: what is commented out stands there.
    private func indentation(ofComment place: Int) -> Int {
        let comment = tokens[place]
        guard comment.column > 0 else { return 0 }
        let next = tokens[place...].first { $0.kind != .comment }
        if let next, let column = columns.columns[next.start] {
            return next.column == comment.column ? column : moves[comment.column] ?? column
        }
        return moves[comment.column] ?? block?.new ?? 0
    }

    /// Where a line goes that belongs to something further up: what stood right of its beginning
    /// moves with that, other things with the block around.
    func shifted(_ column: Int, behind start: Move) -> Int {
        let move = column > start.old ? start : block ?? Move(old: 0, new: 0)
        return max(block?.new ?? 0, column + move.new - move.old)
    }
}
