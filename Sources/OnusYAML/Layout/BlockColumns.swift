/// In which column everything that begins an entry of a block shall stand, and how far the values
/// of entries are set off that their author has put below one another.
struct BlockColumns {
    /// Of keys and dashes, by their offset in the text.
    private(set) var columns: [Int: Int] = [:]
    /// By the offset of a key: the blanks behind its colon.
    private(set) var gaps: [Int: Int] = [:]
    private let document: YAMLDocument
    private let tokens: [LayoutToken]
    /// Places among the tokens, by offset.
    private let places: [Int: Int]
    private static let step = 2

    init(_ document: YAMLDocument, _ tokens: [LayoutToken]) {
        self.document = document
        self.tokens = tokens
        var places: [Int: Int] = [:]
        for (place, token) in tokens.enumerated() { places[token.start] = place }
        self.places = places
        assign()
    }

    private func offset(_ mark: SourceMark) -> Int {
        document.source.offset(ofCharacter: Int(mark.character))
    }

    private mutating func assign() {
        guard !document.records.isEmpty else { return }
        var waiting: [(node: Int, column: Int)] = [(0, 0)]
        while let (index, column) = waiting.popLast() {
            let record = document.records[index]
            guard !record.isFlow else { continue }
            let inside = children(of: index)
            switch record.kind {
            case .mapping:
                let pairs = stride(from: 0, to: inside.count - 1, by: 2).map {
                    (key: inside[$0], value: inside[$0 + 1])
                }
                for pair in pairs {
                    columns[offset(document.records[pair.key].start)] = column
                    waiting.append((pair.value, column + Self.step))
                }
                align(pairs)
            case .sequence:
                for element in inside {
                    if let dash = dash(before: element) { columns[dash.start] = column }
                    waiting.append((element, column + Self.step))
                }
            case .scalar, .alias: break
            }
        }
    }

    /// Of a mapping the keys and values in turn.
    private func children(of index: Int) -> [Int] {
        let record = document.records[index]
        guard record.kind == .mapping || record.kind == .sequence else { return [] }
        var children: [Int] = []
        var next = index + 1
        while next < Int(record.next) {
            children.append(next)
            next = Int(document.records[next].next)
        }
        return children
    }

    /// The dash of an element: the last one that stands before it.
    private func dash(before node: Int) -> LayoutToken? {
        let start = offset(document.records[node].start)
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return tokens[..<low].last { $0.isSign(.dash) }
    }
}

// Values that stand below one another.
extension BlockColumns {
    private struct Entry {
        var key: LayoutToken
        var value: LayoutToken
        var lastLine: Int

        var width: Int { value.column - key.column }
    }

    private mutating func align(_ pairs: [(key: Int, value: Int)]) {
        var run: [Entry] = []
        for pair in pairs {
            guard let entry = entry(pair.key, pair.value) else {
                close(&run)
                continue
            }
            if let last = run.last, last.lastLine + 1 != entry.key.line { close(&run) }
            run.append(entry)
        }
        close(&run)
    }

    /// An entry with a value on the line of its key.
    private func entry(_ key: Int, _ value: Int) -> Entry? {
        let (keyStart, record) = (document.records[key].start, document.records[value])
        guard let keyPlace = places[offset(keyStart)], let place = places[offset(record.start)]
        else { return nil }
        let (first, second) = (tokens[keyPlace], tokens[place])
        guard first.endLine == second.line, second.start > first.start else { return nil }
        let isCollection = record.kind == .mapping || record.kind == .sequence
        let lastLine = isCollection ? Int(record.end.line) : second.endLine
        return Entry(key: first, value: second, lastLine: lastLine)
    }

    private mutating func close(_ run: inout [Entry]) {
        defer { run = [] }
        guard run.count > 1, let first = run.first else { return }
        let keys = run.map { entry in
            document.source.bytes[entry.key.start..<entry.key.end].count { $0 & 0xC0 != 0x80 }
        }
        guard let widest = keys.max(), run.allSatisfy({ $0.width == first.width }),
            zip(run, keys).contains(where: { $0.width > $1 + 2 })
        else { return }
        for (entry, width) in zip(run, keys) { gaps[entry.key.start] = widest - width + 1 }
    }
}
