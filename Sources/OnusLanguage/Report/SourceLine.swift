/// One line of source, ready to be shown: tabs as blanks, and cut to what a screen holds.
package struct SourceLine {
    package let text: String
    /// As many blanks as stand before what is meant.
    package let indent: String
    package let underline: String

    private static let widest = 160

    /// - Parameters:
    ///   - first: the column, from 1, at which what is meant begins.
    ///   - last: the one behind it; nil where it goes on below the line.
    package init(_ source: Substring, from first: Int, to last: Int?) {
        let scalars = Array(source.unicodeScalars)
        let start = min(max(first - 1, 0), scalars.count)
        let stop = last.map { $0 - 1 } ?? scalars.count
        let end = min(max(stop, start), scalars.count)
        // WHY: of a long line only the part around what is meant is shown.
        let from = start > Self.widest / 2 ? start - 40 : 0
        let to = min(scalars.count, from + Self.widest)
        let head = from > 0 ? "…" : ""
        text = head + Self.shown(scalars[from..<to]) + (to < scalars.count ? "…" : "")
        let before = DisplayWidth.of(head + Self.shown(scalars[from..<start]))
        indent = String(repeating: " ", count: before)
        let width = DisplayWidth.of(Self.shown(scalars[start..<max(start, min(end, to))]))
        underline = String(repeating: "^", count: max(1, width))
    }

    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars {
            view.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return String(view)
    }
}
