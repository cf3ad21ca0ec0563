/// One Swift file in three readings: as written, its code alone, and its comments alone.
struct SourceFile {
    let path: String
    let lines: [String]
    /// The lines without comments and without what stands inside strings.
    let code: [String]
    /// The lines with nothing but their comments.
    let comments: [String]

    init(path: String, text: String) {
        self.path = path
        let scanner = SwiftScanner(text)
        lines = Self.split(text)
        code = Self.split(scanner.code)
        comments = Self.split(scanner.comments)
    }

    /// The name of the module or test target that a file belongs to.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    var isPlugin: Bool { path.hasPrefix("Plugins/") }
    var isTest: Bool { path.hasPrefix("Tests/") }

    func violation(_ line: Int?, _ message: String) -> Violation {
        Violation(path: path, line: line, message: message)
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
