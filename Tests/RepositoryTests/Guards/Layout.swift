import Foundation
import Testing

// The top level can be read at a glance, and nothing in the tree tells of the machine it was
// written on.

enum Layout {
    static let top: Set = [
        "Package.swift", "Package.resolved", "Sources", "Plugins", "Tests", "Workflows",
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Scripts",
    ]

    static func topViolations(in names: [String]) -> [Violation] {
        names.filter { !top.contains($0) && !$0.hasPrefix(".") }
            .map { Violation(path: $0, line: nil, message: "does not belong on the top level") }
    }

    /// Absolute paths of a machine, and marks of a merge that was not finished.
    static func textViolations(path: String, text: String) -> [Violation] {
        let machine = /(?:^|[\s"'`=:(\[])\/(?:work|root|home|Users|opt\/swift)\//
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { number, line in
                if line.contains(machine) {
                    return Violation(
                        path: path, line: number + 1, message: "a path of somebody's machine")
                }
                return line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ")
                    ? Violation(path: path, line: number + 1, message: "an unfinished merge") : nil
            }
    }
}

@Suite("layout")
struct LayoutTests {
    @Test("the top level holds only what belongs there")
    func top() throws {
        #expect(Layout.topViolations(in: try Repository.names(in: ".")) == [])
    }

    @Test("anything else on the top level is stopped")
    func plantedTop() {
        #expect(Layout.topViolations(in: ["Sources", ".ci", "notes.txt", "docs"]).count == 2)
    }

    @Test("nothing tells of the machine it was written on")
    func texts() throws {
        let folders = ["Sources", "Plugins", "Tests", "Workflows", "Scripts", ".ci"]
        let documents = try Repository.names(in: ".").filter {
            $0.hasSuffix(".md") || $0 == "Package.swift"
        }
        let found = (folders.flatMap(Repository.paths) + documents).flatMap { path in
            (try? Repository.text(path)).map { Layout.textViolations(path: path, text: $0) } ?? []
        }
        #expect(found == [])
    }

    @Test("a path of a machine and an unfinished merge are stopped", arguments: ["work", "home"])
    func plantedTexts(folder: String) {
        let text = "a\nsee \"/\(folder)/me/onus\"\n<<<<<<< HEAD\nhttps://a.example/\(folder)/b\n"
        #expect(Layout.textViolations(path: "a", text: text).map(\.line) == [2, 3])
    }
}
