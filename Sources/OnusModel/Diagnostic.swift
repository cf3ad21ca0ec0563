/// One thing wrong, or worth a look, in a text that an author wrote.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable, Codable { case error, warning, note }

    /// Such as `W014`; `onus explain W014` tells more.
    package var code: String
    package var severity: Severity
    /// Lower case, no full stop, the author's words in back-ticks.
    package var message: String
    package var location: SourceLocation
    /// The way out.
    package var help: String?
    /// A text that may stand in place of what `location` covers.
    package var suggestion: String?
    /// Other places that belong to it, each with a few words.
    package var related: [Related]

    package struct Related: Sendable, Hashable {
        package var location: SourceLocation
        package var message: String
        package init(_ message: String, at location: SourceLocation) {
            self.location = location
            self.message = Diagnostic.cut(message)
        }
    }

    /// As much of what an author wrote as a message repeats, in characters.
    package static let longestWords = 200

    /// Shortens each word in back-ticks that nobody would read to its end.
    private static func cut(_ message: String) -> String {
        guard message.utf8.count > longestWords else { return message }
        return message.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { index, part in
                index % 2 == 1 && part.count > longestWords ? "\(part.prefix(longestWords))…" : part
            }.joined(separator: "`")
    }

    package init(
        _ code: String, _ severity: Severity = .error, _ message: String,
        at location: SourceLocation, help: String? = nil, suggestion: String? = nil,
        related: [Related] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = Self.cut(message)
        self.location = location
        self.help = help.map(Self.cut)
        self.suggestion = suggestion
        self.related = related
    }
}

/// A stretch of a file. Lines and columns count from 1, columns in Unicode scalars; the end is one
/// past the last.
package struct SourceLocation: Sendable, Hashable {
    package var file: String
    package var line: Int
    package var column: Int
    package var endLine: Int
    package var endColumn: Int

    package init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.file = file
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }
}
