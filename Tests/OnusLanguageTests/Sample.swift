import OnusLanguage
import OnusModel
import Testing

/// Steps of a small workflow, and what the checker must say of them.
struct Sample: Sendable, CustomTestStringConvertible {
    let title: String
    /// Written as a list at the left margin; the first needs no `- `.
    let steps: String
    /// Code, place, message, and after a bar the help; in the order of the file.
    let expected: [String]

    init(_ title: String, _ steps: String, _ expected: [String]) {
        self.title = title
        self.steps = steps
        self.expected = expected
    }

    var testDescription: String { title }

    func found() throws -> [String] {
        let lines = ("- " + steps).split(separator: "\n").map { "  " + $0 }
        let text = (lines + ["  - {id: no, end: refused}"]).joined(separator: "\n")
        let files = try Checking.check(Checking.workflow(text, head: Checking.clauses))
        return files.diagnostics.map(\.summary)
    }
}

/// A file, and what the checker must say of it.
struct FileSample: Sendable, CustomTestStringConvertible {
    let title: String
    let path: String
    let text: String
    let expected: [String]

    init(_ title: String, _ path: String, _ text: String, _ expected: [String]) {
        self.title = title
        self.path = path
        self.text = text
        self.expected = expected
    }

    var testDescription: String { title }

    func found() throws -> [String] {
        let source = Source(path: path, text: text)
        let files = Checker.check([source], catalog: try #require(Checking.catalog))
        return files.diagnostics.map(\.summary)
    }
}
