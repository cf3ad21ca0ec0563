import ApprovalTasks
import Foundation
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusRuntime
import OnusStore
import ResponsibilityTasks
import Testing

/// One of the published workflow patterns: a small workflow that shows it, and a test of that.
///
/// The first line of a file is a comment with the pattern's number and name, the next ones say how
/// the language expresses it, or why it does not.
struct Pattern: Sendable, CustomTestStringConvertible {
    let file: String
    let number: Int
    let name: String
    let how: String
    let source: Source
    /// Nil for a pattern that is refused.
    let test: Source?

    var testDescription: String { file }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Patterns")
    private static let folder = root.appending(path: "control-flow")

    static let all: [Pattern] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }.sorted()
            .compactMap { try? Pattern($0) }
    }()

    private init(_ file: String) throws {
        self.file = file
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        source = Source(path: file, text: text)
        let head = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
        let words = try #require(head.first).split(separator: " ", maxSplits: 1)
        number = try #require(words.first.flatMap { Int($0) })
        name = String(try #require(words.last))
        how = head.dropFirst().joined(separator: " ")
        let test = file.replacing(".yaml", with: ".test.yaml")
        let path = Self.folder.appending(path: test)
        self.test = (try? String(contentsOf: path, encoding: .utf8)).map {
            Source(path: test, text: $0)
        }
    }

    /// A workflow that others call stands beside them without a number.
    func files() throws -> [Source] {
        let folder = Self.root.appending(path: "called")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let called = try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            Source(
                path: name,
                text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        let around = try ["house.yaml", "plain.yaml"].map { name in
            Source(
                path: name,
                text: try String(contentsOf: Self.root.appending(path: name), encoding: .utf8))
        }
        return [source] + called + around + [test].compactMap(\.self)
    }
}

@Suite("The control-flow patterns")
struct PatternTests {
    @Test("the language expresses it, and a run shows it", arguments: Pattern.all)
    func shown(_ pattern: Pattern) async throws {
        guard pattern.test != nil else { return #expect(pattern.how.contains("Refused")) }
        let catalog = try Catalog(plugins: [ApprovalPlugin.self, ResponsibilityPlugin.self])
        let sources = try pattern.files()
        let first = Checker.check(sources, catalog: catalog)
        let organization = try #require(first.organizations.first).organization
        let files = Checker.check(sources, catalog: catalog, organization: organization)
        let text = DiagnosticText(sources: sources).render(files.diagnostics)
        #expect(text == "")
        let deployment = Deployment(
            plans: files.workflows.map(Compiler.compile), organization: organization,
            calendars: files.calendars.map(\.definition))
        let runner = TestRunner(catalog: catalog, deployment: deployment) { MemoryStore() }
        for result in await runner.run(try #require(files.tests.first)) {
            let problems = result.problems.map { "\($0.location?.line ?? 0): \($0.message)" }
            #expect(problems == [], "\(result.name)")
        }
    }

    @Test("a lock lets branches in as they came, however many runs are worked on at once")
    func lockInOrder() async throws {
        let pattern = try #require(Pattern.all.first { $0.number == 39 })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { try await shown(pattern) } }
            try await group.waitForAll()
        }
    }

    @Test("the table of the patterns is the one that their files make")
    func table() throws {
        let rows = Pattern.all.map { pattern in
            let how = pattern.test == nil ? pattern.how : "\(pattern.how)"
            return
                "| \(pattern.number) | [\(pattern.name)](control-flow/\(pattern.file)) | \(how) |"
        }
        let table = "| | pattern | in Onus |\n| --- | --- | --- |\n" + rows.joined(separator: "\n")
        let path = Pattern.root.appending(path: "README.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let parts = text.split(separator: "<!-- table -->\n", omittingEmptySubsequences: false)
        try #require(parts.count == 3)
        let made = [String(parts[0]), table + "\n", String(parts[2])]
            .joined(separator: "<!-- table -->\n")
        if text != made, ProcessInfo.processInfo.environment["ONUS_RECORD"] != nil {
            try made.write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(text == made, "record it with ONUS_RECORD=1")
    }
}
