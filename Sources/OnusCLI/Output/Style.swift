import OnusModel

/// Colours and weights of text on a terminal; plain text everywhere else.
package struct Style: Sendable, Hashable {
    package var isColored: Bool

    package init(isColored: Bool) { self.isColored = isColored }

    package enum Ink: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31;1"
        case green = "32"
        case yellow = "33;1"
        case blue = "34;1"
        case cyan = "36"
    }

    package func paint(_ text: String, _ ink: Ink?) -> String { paint(Line(text), ink).text }

    package func paint(_ line: Line, _ ink: Ink?) -> Line {
        Line(line, ink: isColored ? ink : nil)
    }

    /// The light of a duty: blue is due soon, yellow behind plan, red overdue.
    package func light(_ mark: Mark?) -> Line {
        guard isColored else { return Line(mark?.rawValue ?? "-") }
        guard let mark else { return paint(Line("●"), .dim) }
        return paint(Line("● \(mark.rawValue)"), Self.ink(of: mark))
    }

    static func ink(of mark: Mark) -> Ink {
        switch mark {
        case .blue: .blue
        case .yellow: .yellow
        case .red: .red
        }
    }
}
