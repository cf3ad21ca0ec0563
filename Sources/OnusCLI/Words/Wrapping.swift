import OnusLanguage

/// Text in lines of a width that is good to read.
enum Wrapping {
    /// Breaks at blanks; line feeds that are there stay.
    static func wrap(_ text: String, at width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0), at: width) }
            .joined(separator: "\n")
    }

    private static func line(_ text: String, at width: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? "\(word)" : " \(word)"
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
