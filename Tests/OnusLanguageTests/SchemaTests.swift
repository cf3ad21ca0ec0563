import Foundation
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusValues
import OnusYAML
import Testing

@Suite("JSON Schemas of what authors write")
struct SchemaTests {
    @Test("every workflow, organisation, calendar, test and project of ours keeps its schema")
    func ours() throws {
        let sources = try ExampleTests.sources()
        let valid = BrokenFile.all(in: "Valid").map(\.source)
        guard let problems = try Validator.problems(of: sources + valid) else { return }
        // A script stands in a file of its own and has no schema.
        #expect(problems.count == sources.count + valid.count - 1)
        for (path, messages) in problems { #expect(messages == [], "\(path)") }
    }

    @Test("a schema refuses wrong shapes, and keys and parameters that do not exist")
    func broken() throws {
        let files = BrokenFile.all(in: "Broken").filter { file in
            !file.marks.contains { $0.code.hasPrefix("Y") }
        }
        guard let problems = try Validator.problems(of: files.map(\.source)) else { return }
        for file in files {
            guard let messages = problems[file.name] else { continue }
            let codes = Set(file.marks.map(\.code))
            if !codes.isDisjoint(with: Self.seen), !Self.missed.contains(file.name) {
                #expect(messages != [], "\(file.name) has \(codes.sorted())")
            }
            if codes.isDisjoint(with: Self.seen), codes.isDisjoint(with: Self.perhaps) {
                #expect(messages == [], "\(file.name) is no matter of shapes")
            }
        }
    }

    /// What is a matter of shapes and names.
    private static let seen: Set<String> = [
        "W001", "W002", "W003", "W005", "W006", "W010", "W020", "W021", "W022",
    ]
    /// What is one sometimes.
    private static let perhaps: Set<String> = [
        "W004", "W008", "W009", "W011", "W023", "W051", "W061", "W064", "W076",
    ]
    /// Shapes that hang on other places of the file.
    private static let missed: Set<String> = []

    @Test("what the parser reads is known to a schema")
    func complete() throws {
        let root = ExampleTests.folder.deletingLastPathComponent()
            .appending(path: "Sources/OnusLanguage")
        var keys: Set<String> = []
        for folder in ["Parse", "Files"] {
            let place = root.appending(path: folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: place.path) {
                let text = try String(contentsOf: place.appending(path: name), encoding: .utf8)
                for match in text.matches(of: /(?:take|takeEntry|require)\(\s*"([A-Za-z_]+)"/) {
                    keys.insert(String(match.1))
                }
            }
        }
        #expect(keys.count > 60)
        let catalog = try ExampleTests.catalog()
        let known = Schema.allCases.map { $0.document(catalog).canonicalJSONText }.joined()
        #expect(!known.contains("$map"), "a schema is plain JSON")
        #expect(keys.filter { !known.contains("\"\($0)\":") }.sorted() == [])
    }
}

/// Python's package `jsonschema`, where it is installed.
private enum Validator {
    private static let program = """
        import json, sys
        from jsonschema import Draft202012Validator
        work = json.load(sys.stdin)
        for schema in work["schemas"].values(): Draft202012Validator.check_schema(schema)
        checks = {kind: Draft202012Validator(schema) for kind, schema in work["schemas"].items()}
        print(json.dumps([[error.message[:300] for error in checks[kind].iter_errors(value)]
            for kind, value in work["files"]]))
        """

    /// By path; nil when the package is not there, which is said.
    static func problems(of sources: [Source]) throws -> [String: [String]]? {
        guard try run("import jsonschema", Data()) != nil else {
            print("Python's jsonschema is not installed: schemas were not tried on files")
            return nil
        }
        let catalog = try ExampleTests.catalog()
        let schemas = Schema.allCases.map { (Value.string($0.rawValue), $0.document(catalog)) }
        let files = sources.compactMap { source -> (String, Value)? in
            guard let root = YAMLReader.read(source.bytes).root else { return nil }
            return kind(of: root, source.path).map {
                (source.path, .list([.string($0.rawValue), value(root)]))
            }
        }
        let work: Value = [
            "schemas": .map(ValueMap(schemas)), "files": .list(files.map(\.1)),
        ]
        let answer = try run(program, Data(work.canonicalJSONText.utf8))
        let data = try #require(answer)
        let lists = try JSONDecoder().decode([[String]].self, from: data)
        try #require(lists.count == files.count)
        return Dictionary(
            zip(files.map(\.0), lists), uniquingKeysWith: { first, _ in first })
    }

    private static func kind(of root: Node, _ path: String) -> Schema? {
        if path.hasSuffix("onus.yaml") { return .project }
        let keys = (root.entries ?? []).compactMap(\.key.scalar)
        if keys.contains("onus") || keys.contains("workflow") { return .workflow }
        return keys.first.flatMap { Schema(rawValue: $0) }
    }

    private static func value(_ node: Node) -> Value {
        if let entries = node.entries {
            return .map(ValueMap(entries.map { (.string($0.key.scalar ?? ""), value($0.value)) }))
        }
        if let elements = node.elements { return .list(elements.map(value)) }
        return switch node.coreValue {
        case .null?, nil: .null
        case .bool(let value)?: .bool(value)
        case .int(let value)?: .int(value)
        case .float(let value)?: .double(value)
        case .wide(let text)?, .string(let text)?: .string(text)
        }
    }

    /// Nil when the program fails.
    private static func run(_ program: String, _ input: Data) throws -> Data? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        let place = FileManager.default.temporaryDirectory
            .appending(path: "onus-schema-\(UUID().uuidString)")
        try input.write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: place)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? data : nil
    }
}
