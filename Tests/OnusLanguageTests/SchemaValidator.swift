import Foundation
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusValues
import OnusYAML
import Testing

/// Python's package `jsonschema`, where it is installed, on files read by the rules of the core
/// schema of YAML 1.2, in which PyYAML must agree.
enum SchemaValidator {
    /// By path; nil when the package is not there, which is said.
    static func problems(of sources: [Source]) throws -> [String: [String]]? {
        guard let python = try python() else {
            print("Python's jsonschema and yaml are not installed: no schema was tried on files")
            let isCI = ProcessInfo.processInfo.environment["CI"] == "true"
            #expect(!isCI, "Scripts/setup installs them")
            return nil
        }
        let catalog = try ExampleTests.catalog()
        let schemas = Schema.allCases.map { (Value.string($0.rawValue), $0.document(catalog)) }
        let files = sources.compactMap { source in
            kind(of: source).map { (source, $0) }
        }
        let work: Value = [
            "schemas": .map(ValueMap(schemas)),
            "files": .list(
                files.map { source, kind in
                    let text = String(decoding: source.bytes, as: UTF8.self)
                    let read = YAMLReader.read(source.bytes).root.map(Self.value) ?? .null
                    return Value.list([.string(kind.rawValue), .string(text), read])
                }),
        ]
        let answer = try run(python, program, Data(work.canonicalJSONText.utf8))
        let data = try #require(answer, "the program of this test ends well")
        let lists = try JSONDecoder().decode([[String]].self, from: data)
        try #require(lists.count == files.count)
        return Dictionary(
            zip(files.map(\.0.path), lists), uniquingKeysWith: { first, other in first + other })
    }

    private static func kind(of source: Source) -> Schema? {
        if source.path.hasSuffix("onus.yaml") { return .project }
        let root = YAMLReader.read(source.bytes).root
        let keys = (root?.entries ?? []).compactMap(\.key.scalar)
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

    private static let program = #"""
        import json, re, sys, yaml
        from jsonschema import Draft202012Validator

        class Core(yaml.SafeLoader):
            def keys_as_written(self, node):
                return {key.value: self.construct_object(value, deep=True)
                        for key, value in node.value}
            def whole(self, node):
                text = node.value
                return int(text, 0) if text[:2] in ("0x", "0o") else int(text)

        Core.yaml_implicit_resolvers = {}
        for tag, pattern in (
            ("null", r"^(null|Null|NULL|~|)$"),
            ("bool", r"^(true|True|TRUE|false|False|FALSE)$"),
            ("int", r"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
            ("float", r"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$"),
        ):
            Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), None)
        Core.add_constructor("tag:yaml.org,2002:map", Core.keys_as_written)
        Core.add_constructor("tag:yaml.org,2002:int", Core.whole)

        work = json.load(sys.stdin)
        for schema in work["schemas"].values(): Draft202012Validator.check_schema(schema)
        checks = {kind: Draft202012Validator(schema) for kind, schema in work["schemas"].items()}

        def problems(kind, text, ours):
            try:
                if yaml.load(text, Core) != ours: return ["the two read it differently"]
            except yaml.YAMLError: pass # PyYAML refuses a question mark inside of braces
            return [error.message[:300] for error in checks[kind].iter_errors(ours)]

        print(json.dumps([problems(*file) for file in work["files"]]))
        """#

    /// The one on the path, or else that for which the system's own packages are.
    private static func python() throws -> String? {
        let test = "import yaml; from jsonschema import Draft202012Validator"
        return try ["python3", "/usr/bin/python3"].first { try run($0, test, Data()) != nil }
    }

    /// Nil when the program fails.
    private static func run(_ python: String, _ program: String, _ input: Data) throws -> Data? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", program]
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
