import Foundation
import OnusModel
import OnusValues
import Testing

@testable import OnusLanguage

@Suite("JSON Schemas of what authors write")
struct SchemaTests {
    private static let root = ExampleTests.folder.deletingLastPathComponent()

    /// The workflows that come with Onus, the patterns, and the samples of these tests.
    private static func good() throws -> [Source] {
        let patterns = root.appending(path: "Tests/Patterns")
        let names = FileManager.default.enumerator(atPath: patterns.path)?.allObjects ?? []
        let ours = try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
            .map { try Source(reading: patterns.appending(path: $0).path) }
        return try ExampleTests.sources() + BrokenFile.all(in: "Valid").map(\.source) + ours
    }

    @Test("every workflow, organisation, calendar, test and project of ours keeps its schema")
    func ours() throws {
        let random = (1...200).flatMap(RandomSources.workflow) + RandomSources.house
        let sources = try Self.good() + random
        guard let problems = try SchemaValidator.problems(of: sources) else { return }
        // A script stands in a file of its own and has no schema.
        #expect(problems.count == sources.count - 1)
        #expect(problems.count > 120)
        for (path, messages) in problems { #expect(messages == [], "\(path)") }
    }

    @Test("a schema refuses wrong shapes, and keys and parameters that do not exist")
    func broken() throws {
        let files = BrokenFile.all(in: "Broken").filter { file in
            !file.marks.contains { $0.code.hasPrefix("Y") }
        }
        guard let problems = try SchemaValidator.problems(of: files.map(\.source)) else { return }
        var refused: Set<String> = []
        for file in files {
            let isRefused = problems[file.name, default: []] != []
            let codes = Set(file.marks.map(\.code))
            let isSeen = !codes.isDisjoint(with: Self.seen)
            let why = "\(file.name) has \(codes.sorted()): \(problems[file.name] ?? [])"
            #expect(isRefused == (isSeen || Self.alsoSeen.contains(file.name)), "\(why)")
            if isRefused { refused.formUnion(codes) }
        }
        #expect(Self.seen.subtracting(refused).sorted() == [], "each is refused somewhere")
    }

    /// What is a matter of shapes and names.
    private static let seen: Set<String> = [
        "W001", "W002", "W003", "W005", "W006", "W008", "W010", "W020", "W021", "W022",
    ]
    /// Of other codes, what a schema sees as well.
    private static let alsoSeen: Set<String> = [
        "bad-parameter.yaml", "ladder-without-rungs.yaml", "misplaced-duty.yaml", "no-steps.yaml",
    ]

    @Test("the parser and the schemas have the same keys", arguments: KeyProbe.all)
    func keys(probe: KeyProbe) throws {
        let schema = probe.kind.document(try ExampleTests.catalog())
        #expect(!schema.canonicalJSONText.contains("$map"), "a schema is plain JSON")
        let known = try #require(probe.keysOfTheParser())
        let place = try #require(KeyProbe.value(at: probe.place, in: schema))
        #expect(KeyProbe.properties(of: place) == known)
    }

    @Test("every verb of the parser is tried, and every reader of keys")
    func probes() throws {
        let tried = Set(KeyProbe.all.map(\.place))
        #expect(NodeReader.verbs.filter { !tried.contains("$defs/step_\($0)") } == [])
        var mappings = 0
        for folder in ["Parse", "Files"] {
            let place = Self.root.appending(path: "Sources/OnusLanguage/\(folder)")
            for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
                let text = try String(contentsOf: place.appending(path: name), encoding: .utf8)
                mappings += text.matches(of: /finish\(map\)/).count
            }
        }
        // The keys of all verbs are read in one place.
        let probes = KeyProbe.all.count - NodeReader.verbs.count + 1
        #expect(mappings == probes, "a probe for each reader of a mapping")
    }
}
