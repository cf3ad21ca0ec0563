// RepositoryTests read this repository itself and stop what no compiler stops.
//
// `Guards/` holds one rule a file: a function from the text of files to violations, a test that the
// repository obeys it, and a test with planted bad samples that shows it failing. A guard that
// cannot fail is a defect, so write the bad sample first. `Text/` holds what the rules read with:
// Swift code without its comments and the words of its strings, and the extents of functions.
//
// `House.swift` is the table that the rules about modules go by: levels, who may import what from
// outside, and the reasons for the exceptions. A new module gets its line there, and one in
// CONTRIBUTING.md.
//
// These tests import nothing of Onus and may use Foundation, which the modules may not.

import Foundation
import Testing

/// The files of this repository.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let sources = swiftFiles(under: "Sources")
    static let plugins = swiftFiles(under: "Plugins")
    static let tests = swiftFiles(under: "Tests")
    static var code: [SourceFile] { sources + plugins }
    static var all: [SourceFile] { code + tests }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Names of what lies directly in a folder, sorted.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .sorted()
    }

    /// Paths, from the root, of all files under a folder; build products and the files of editors
    /// left out.
    static func paths(under folder: String) -> [String] {
        let start = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: start.path) else { return [] }
        var paths: [String] = []
        for case let path as String in walk {
            if path.split(separator: "/").last?.hasPrefix(".") ?? true {
                walk.skipDescendants()
            } else if isFile(start.appending(path: path)) {
                paths.append("\(folder)/\(path)")
            }
        }
        return paths.sorted()
    }

    private static func isFile(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    private static func swiftFiles(under folder: String) -> [SourceFile] {
        paths(under: folder).filter { $0.hasSuffix(".swift") }.compactMap { path in
            (try? text(path)).map { SourceFile(path: path, text: $0) }
        }
    }
}

/// One place where the repository breaks a rule.
struct Violation: Equatable, CustomStringConvertible {
    var path: String
    var line: Int?
    var message: String

    var description: String { "\(path):\(line.map { "\($0): " } ?? " ")\(message)" }
}

@Suite("reading the repository")
struct ReadingTheRepository {
    @Test("the files of every part are found")
    func files() {
        #expect(Repository.sources.contains { $0.path == "Sources/OnusValues/Value.swift" })
        #expect(Repository.plugins.contains { $0.path.hasPrefix("Plugins/ApprovalTasks/") })
        #expect(Repository.tests.contains { $0.path == "Tests/RepositoryTests/House.swift" })
    }
}
