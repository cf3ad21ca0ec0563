import OnusValues
import OnusYAML
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The cases of the YAML test suite, beside what libyaml itself answers to them.
struct SuiteCase: Sendable {
    let id: String
    let yaml: String
    let fails: Bool
    let events: [String]
    let json: [Value]?
    /// libyaml's own answer is right, and its events are.
    let libyamlPasses: Bool
    /// libyaml's events give the right JSON.
    let libyamlPassesJSON: Bool
}

enum OutsideCases {
    /// Every case, or nothing, said in one line, where the folder is missing.
    static let suite: [SuiteCase] = {
        guard let cases = lines(of: "yaml/test_suite.jsonl"),
            let answers = lines(of: "yaml/libyaml_anchor.jsonl")
        else { return [] }
        var byID: [String: ValueMap] = [:]
        for answer in answers { byID[answer["id"]?.stringValue ?? ""] = answer }
        return cases.compactMap { line in
            guard let id = line["id"]?.stringValue, let answer = byID[id] else { return nil }
            return SuiteCase(
                id: id, yaml: line["yaml"]?.stringValue ?? "",
                fails: line["fails"]?.boolValue ?? false,
                events: line["events"]?.listValue?.compactMap(\.stringValue) ?? [],
                json: line["json"]?.listValue,
                libyamlPasses: answer["result"]?.stringValue == "pass",
                libyamlPassesJSON: answer["json_result"]?.stringValue == "pass")
        }
    }()

    private static let folder: String = {
        if let folder = getenv("ONUS_CASES") { return String(cString: folder) }
        let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(file)/../shared/cases"
    }()

    private static func lines(of path: String) -> [ValueMap]? {
        guard let bytes = try? SourceFile.read("\(folder)/\(path)", limit: 64 << 20) else {
            print("cases \(path): not there, skipped (ONUS_CASES names their folder)")
            return nil
        }
        return bytes.split(separator: UInt8(ascii: "\n")).map { line in
            guard let map = (try? JSON.parse(line))?.mapValue else {
                Issue.record("a line of \(path) is no JSON object")
                return ValueMap()
            }
            return map
        }
    }
}
