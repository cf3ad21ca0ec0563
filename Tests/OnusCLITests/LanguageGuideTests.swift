import Foundation
import OnusCLI
import Testing

/// `Workflows/LANGUAGE.md`, held against the language that there is.
@Suite("The guide to the language")
struct LanguageGuideTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func guide() throws -> String {
        try String(contentsOf: root.appending(path: "Workflows/LANGUAGE.md"), encoding: .utf8)
    }

    /// What stands between back-ticks, in the text and in its examples.
    private static func words(of guide: String) -> Set<String> {
        let code = guide.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
        let blocks = guide.components(separatedBy: "```").enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
        let isWord = { (character: Character) in character.isLetter || character == "_" }
        return Set(
            (code.map(String.init) + blocks).flatMap { text in
                text.split(whereSeparator: { !isWord($0) }).map(String.init)
            })
    }

    /// All keys of a schema, those of the task kinds left out.
    private static func keys(of schema: Any) -> Set<String> {
        var keys: Set<String> = []
        var waiting = [schema]
        while let next = waiting.popLast() {
            if let list = next as? [Any] { waiting += list }
            guard let map = next as? [String: Any] else { continue }
            keys.formUnion((map["properties"] as? [String: Any] ?? [:]).keys)
            waiting += map.filter { !$0.key.hasPrefix("with ") }.values
        }
        return keys
    }

    @Test("every key that the schema knows stands in the guide")
    func keys() async throws {
        var terminal = Terminal(in: Self.root.path)
        terminal.plugins = Shop.plugins
        let schema = await terminal.onus("schema").result
        let keys = Self.keys(of: try JSONSerialization.jsonObject(with: Data(schema.utf8)))
        #expect(keys.count > 60)
        #expect(keys.subtracting(Self.words(of: try Self.guide())).sorted() == [])
    }

    @Test("every key of tests and scripts stands in the part about them")
    func keysOfTests() async throws {
        let schema = await Terminal(in: Self.root.path).onus("schema", "--of", "test").result
        let keys = Self.keys(of: try JSONSerialization.jsonObject(with: Data(schema.utf8)))
        let part = try #require(Self.guide().components(separatedBy: "## Tests and scripts\n").last)
        #expect(keys.count > 30)
        #expect(keys.subtracting(Self.words(of: part)).sorted() == [])
    }

    @Test("its example passes the check")
    func example() async throws {
        let folder = try Folder()
        let block = try #require(
            Self.guide().components(separatedBy: "```yaml\n").last?
                .components(separatedBy: "```").first)
        try folder.write(block, to: "leave.yaml")
        var terminal = Terminal(in: folder.path)
        terminal.plugins = Shop.plugins
        let check = await terminal.onus("check", "leave.yaml")
        #expect(check.status == .done, Comment(rawValue: check.messages + check.result))
    }
}
