import Foundation
import Testing

// Folders are phases or nouns, and a type's name says what it is, not that it helps or manages.

enum Names {
    static let folders: Set = [
        "utilities", "utils", "util", "helpers", "models", "extensions", "common", "misc", "shared",
    ]
    static let endings = [
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utilities", "Impl",
        "Protocol",
    ]

    static func folderViolations(in paths: [String]) -> [Violation] {
        paths.flatMap { path in
            path.split(separator: "/").dropLast().filter { folders.contains($0.lowercased()) }
                .map {
                    Violation(
                        path: path, line: nil, message: "`\($0)` says nothing; name the thing")
                }
        }
    }

    static func typeViolations(in file: SourceFile) -> [Violation] {
        let declaration = /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/
        return file.code.enumerated().flatMap { number, line -> [Violation] in
            guard endings.contains(where: line.contains) else { return [] }
            return line.matches(of: declaration).map { String($0.1) }
                .filter { name in endings.contains { name.hasSuffix($0) } }
                .map { file.violation(number + 1, "`\($0)` says nothing; name what it is") }
        }
    }
}

@Suite("names")
struct NameTests {
    @Test("folders and types are named for what they are")
    func house() {
        let paths = ["Sources", "Plugins", "Tests"].flatMap(Repository.paths)
        #expect(Names.folderViolations(in: paths) == [])
        #expect(Repository.all.flatMap(Names.typeViolations) == [])
    }

    @Test("a drawer for everything is stopped", arguments: ["Helpers", "Utilities", "models"])
    func plantedFolder(name: String) {
        #expect(Names.folderViolations(in: ["Sources/A/\(name)/B.swift"]).count == 1)
        #expect(Names.folderViolations(in: ["Sources/A/Check/\(name).swift"]) == [])
    }

    @Test(
        "an empty name is stopped",
        arguments: [
            "final class RunManager {}", "enum DateHelper {", "protocol StoreProtocol: Sendable",
            "struct StoreImpl {", "public enum StringUtils {}",
        ])
    func plantedType(line: String) {
        let file = SourceFile(path: "Sources/A/A.swift", text: line)
        #expect(Names.typeViolations(in: file).count == 1)
    }

    @Test("a word inside a name or a use of another's type passes")
    func passing() {
        let text = "struct ManagerOf {}\nlet a = FileManager.default\n// class AManager\n"
        #expect(Names.typeViolations(in: SourceFile(path: "Sources/A/A.swift", text: text)) == [])
    }
}
