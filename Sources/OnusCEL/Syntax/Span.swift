/// A place in a text. Lines and columns count from 1, columns and the offset in Unicode scalars.
package struct Position: Sendable, Hashable, Comparable {
    package var offset: Int
    package var line: Int
    package var column: Int

    package init(offset: Int = 0, line: Int = 1, column: Int = 1) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    package static func < (one: Position, other: Position) -> Bool { one.offset < other.offset }
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
