import Foundation
import Testing

// The first file of a module opens by telling what the module is for.

enum Openings {
    static let lines = 10...30

    /// `files` are those of one module. A module whose only file says nothing yet has time left.
    static func violations(of module: String, files: [SourceFile]) -> [Violation] {
        guard files.contains(where: { $0.code.contains { !$0.allSatisfy(\.isWhitespace) } }) else {
            return []
        }
        guard let first = files.first(where: { $0.path.hasSuffix("/\(module)/\(module).swift") })
        else {
            return [
                Violation(path: module, line: nil, message: "has no \(module).swift to open it")
            ]
        }
        let count = first.lines.prefix { $0.hasPrefix("//") }.count
        return lines.contains(count)
            ? [] : [first.violation(nil, "opens with \(count) lines of comment, not 10 to 30")]
    }
}

@Suite("openings")
struct OpeningTests {
    @Test("every module with content opens with what it is for")
    func house() {
        // The executable is five lines over OnusCLI.
        let files = Repository.code.filter { $0.module != "onus" }
        let modules = Dictionary(grouping: files, by: \.module).sorted { $0.key < $1.key }
        #expect(modules.flatMap { Openings.violations(of: $0.key, files: $0.value) } == [])
    }

    @Test("a short opening, a long one and none at all are stopped")
    func planted() {
        func violations(_ count: Int, name: String = "A") -> Int {
            let text = String(repeating: "// line\n", count: count) + "let a = 1\n"
            let file = SourceFile(path: "Sources/A/\(name).swift", text: text)
            return Openings.violations(of: "A", files: [file]).count
        }
        #expect(violations(9) == 1)
        #expect(violations(10) == 0)
        #expect(violations(30) == 0)
        #expect(violations(31) == 1)
        #expect(violations(10, name: "B") == 1)
    }
}
