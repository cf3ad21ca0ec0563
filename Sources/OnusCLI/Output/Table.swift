import OnusLanguage

/// Rows in aligned columns; Chinese characters count as the two columns that they take.
package struct Table: Sendable {
    package struct Cell: Sendable, ExpressibleByStringLiteral {
        var text: String
        var ink: Style.Ink?

        package init(_ text: String, _ ink: Style.Ink? = nil) {
            self.text = text.onOneLine
            self.ink = ink
        }

        package init(stringLiteral value: String) { self.init(value) }
    }

    private var titles: [String]
    private var rows: [[Cell]] = []

    /// - Parameter titles: of the columns; empty for a table without a heading.
    package init(_ titles: String...) { self.titles = titles }
    package init(_ titles: [String]) { self.titles = titles }

    package mutating func add(_ cells: Cell...) { rows.append(cells) }
    package mutating func add(_ cells: [Cell]) { rows.append(cells) }

    static func width(of text: String) -> Int { DisplayWidth.of(text) }

    package var isEmpty: Bool { rows.isEmpty }

    /// The table with a line feed after each row.
    /// - Parameter limit: no line is wider; the last column loses its end.
    package func rendered(_ style: Style, limit: Int? = nil, indent: Int = 0) -> String {
        let heading = titles.isEmpty ? [] : [titles.map { Cell($0, .bold) }]
        let all = heading + rows
        let widths = widths(of: all)
        let margin = String(repeating: " ", count: indent)
        return all.map { row in
            margin + line(row, widths, style, limit.map { $0 - indent }) + "\n"
        }.joined()
    }

    private func widths(of rows: [[Cell]]) -> [Int] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], DisplayWidth.of(cell.text))
            }
        }
        return widths
    }

    private func line(_ row: [Cell], _ widths: [Int], _ style: Style, _ limit: Int?) -> String {
        var text = ""
        var used = 0
        for (column, cell) in row.enumerated() {
            let isLast = column == row.count - 1
            let room = isLast ? limit.map { max(1, $0 - used) } : nil
            let shown = room.map { DisplayWidth.cut(cell.text, to: $0) } ?? cell.text
            text += style.paint(shown, cell.ink)
            guard !isLast else { break }
            let padding = widths[column] - DisplayWidth.of(shown) + 2
            text += String(repeating: " ", count: padding)
            used += widths[column] + 2
        }
        return text.hasSuffix(" ") ? String(text.reversed().drop { $0 == " " }.reversed()) : text
    }
}

extension DisplayWidth {
    /// The text, or as much of it as fits with `…` at its end.
    static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        var kept = String.UnicodeScalarView()
        var used = 1
        for scalar in text.unicodeScalars {
            used += of(scalar)
            guard used <= width else { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }

    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }
}
