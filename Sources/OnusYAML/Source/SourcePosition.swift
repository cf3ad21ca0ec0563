/// One place in a text, as an editor counts it.
///
/// Columns count Unicode scalars, as libyaml does; a tab is one column.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    package var line: Int
    /// The column, from 1.
    package var column: Int
    /// The bytes of UTF-8 before this place, a byte order mark included.
    package var offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// The first place of every text.
    package static let start = SourcePosition(line: 1, column: 1, offset: 0)

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        left.offset < right.offset
    }
}

/// A stretch of a text, its end not included.
package struct SourceSpan: Hashable, Sendable {
    package var start: SourcePosition
    package var end: SourcePosition

    package init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// The empty stretch at one place.
    package init(at position: SourcePosition) {
        self.init(start: position, end: position)
    }
}

extension SourcePosition: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}

extension SourceSpan: CustomStringConvertible {
    package var description: String { "\(start)-\(end)" }
}
