/// A place in a text. Lines and columns count from 1, columns and the offset in Unicode scalars.
package struct Position: Sendable, Hashable, Comparable {
    // WHY: every node of every expression holds four of these, also on the stack.
    private var storedOffset: Int32
    private var storedLine: Int32
    private var storedColumn: Int32

    package init(offset: Int = 0, line: Int = 1, column: Int = 1) {
        storedOffset = Int32(clamping: offset)
        storedLine = Int32(clamping: line)
        storedColumn = Int32(clamping: column)
    }

    package var offset: Int {
        get { Int(storedOffset) }
        set { storedOffset = Int32(clamping: newValue) }
    }
    package var line: Int {
        get { Int(storedLine) }
        set { storedLine = Int32(clamping: newValue) }
    }
    package var column: Int {
        get { Int(storedColumn) }
        set { storedColumn = Int32(clamping: newValue) }
    }

    package static func < (one: Position, other: Position) -> Bool {
        one.storedOffset < other.storedOffset
    }
}

/// A part of a text, from its first scalar to the one behind its last.
package struct Span: Sendable, Hashable {
    package var start: Position
    package var end: Position

    package init(_ start: Position, _ end: Position) {
        self.start = start
        self.end = end
    }

    /// From the beginning of this part to the end of another.
    func through(_ other: Span) -> Span { Span(start, other.end) }
}
