import Foundation
import OnusLanguage
import OnusModel
import Testing

@Suite("Files in their canonical layout")
struct FormatTests {
    private static func canonical(_ text: String, path: String = "a.yaml") -> String? {
        guard case .text(let bytes) = CanonicalText.of(Source(path: path, text: text)) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func patterns() throws -> [Source] {
        let folder = ExampleTests.folder.deletingLastPathComponent()
            .appending(path: "Tests/Patterns")
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
            .map { try Source(reading: folder.appending(path: $0).path) }
    }

    @Test("every file of ours can be laid out, says the same then, and stays as it is")
    func ours() throws {
        let samples = (BrokenFile.all(in: "Valid") + BrokenFile.all(in: "Broken")).map(\.source)
        let random = (1...100).flatMap(RandomSources.workflow) + RandomSources.house
        let sources = try ExampleTests.sources() + Self.patterns() + samples + random
        #expect(sources.count > 200)
        for source in sources {
            switch CanonicalText.of(source) {
            case .unsafe: Issue.record("\(source.path) is left alone")
            case .unreadable: #expect(source.path.hasPrefix("yaml-"), "\(source.path)")
            case .text(let bytes):
                let text = Source(path: source.path, bytes: bytes)
                guard case .text(let again) = CanonicalText.of(text) else {
                    Issue.record("\(source.path) cannot be laid out twice")
                    continue
                }
                #expect(again == bytes, "\(source.path)")
                let (old, new) = (Parser.parse(source), Parser.parse(text))
                #expect(old.diagnostics.map(\.message) == new.diagnostics.map(\.message))
            }
        }
    }

    @Test("the workflows that come with Onus are laid out canonically")
    func workflows() throws {
        for source in try ExampleTests.sources() {
            guard case .text(let bytes) = CanonicalText.of(source) else { continue }
            #expect(
                String(decoding: bytes, as: UTF8.self)
                    == String(decoding: source.bytes, as: UTF8.self), "\(source.path)")
        }
    }

    @Test("an expression that is more than a path or a simple call is quoted")
    func quotes() {
        let written = """
            onus: 1
            workflow: a
            version: 1
            roles:
              boss: head("office")
              who: inputs.many && inputs.much
              it: 'inputs.x'
            steps:
              - id: b
                if: inputs.name == "x"
                task: approval
                title: inputs.x > 1
                responsible: [boss, person(inputs.who), deputies("o") + members("o")]

            """
        let canonical =
            written
            .replacing("inputs.many && inputs.much", with: #""inputs.many && inputs.much""#)
            .replacing(#"inputs.name == "x""#, with: #"'inputs.name == "x"'"#)
            .replacing(
                #"deputies("o") + members("o")"#, with: #"'deputies("o") + members("o")'"#)
        #expect(Self.canonical(written) == canonical)
        #expect(Self.canonical(canonical) == canonical)
    }

    @Test("what is no expression is left for the checker")
    func noExpression() {
        let text = "onus: 1\nworkflow: a\nversion: 1\nroles: {boss: head(}\nsteps: []\n"
        #expect(Self.canonical(text) == text)
    }
}
