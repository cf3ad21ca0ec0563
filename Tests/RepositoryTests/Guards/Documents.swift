import Foundation
import Testing

// Every piece of code in a document is proved, so every block of it names the file it goes into:
// ```yaml file=hello.yaml. `Scripts/document-code` writes these files out, for whoever builds or
// checks them.

enum Documents {
    struct Block: Equatable {
        var language: String
        /// Where the block goes when it is written out.
        var file: String?
        var text: String
        var line: Int
    }

    static let readmeLines = 200
    static let proved: Set = ["swift", "yaml", "json"]

    static func blocks(in text: String) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if !line.hasPrefix("```") {
                open?.text += line + "\n"
            } else if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = block(opening: line.dropFirst(3), line: number + 1)
            }
        }
        return blocks
    }

    private static func block(opening info: Substring, line: Int) -> Block {
        let words = info.split(separator: " ")
        let file = words.first { $0.hasPrefix("file=") }?.dropFirst(5)
        return Block(
            language: words.first.map(String.init) ?? "", file: file.map(String.init), text: "",
            line: line)
    }

    static func violations(path: String, text: String) -> [Violation] {
        let blocks = self.blocks(in: text)
        let nameless = blocks.filter { proved.contains($0.language) && $0.file == nil }.map {
            Violation(
                path: path, line: $0.line, message: "code that nobody proves; add file=NAME")
        }
        let twice = Dictionary(grouping: blocks.filter { $0.file != nil }, by: \.file)
            .values.compactMap { $0.count > 1 ? $0.last : nil }
            .map { Violation(path: path, line: $0.line, message: "a file of this name was there") }
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let long = Violation(
            path: path, line: nil, message: "\(count) lines; it is read in five minutes")
        return nameless + twice + (path == "README.md" && count >= readmeLines ? [long] : [])
    }
}

@Suite("documents")
struct DocumentTests {
    private func documents() throws -> [String] {
        try Repository.names(in: ".").filter { $0.hasSuffix(".md") }
    }

    @Test("every piece of code in a document is proved")
    func house() throws {
        for path in try documents() {
            #expect(Documents.violations(path: path, text: try Repository.text(path)) == [])
        }
    }

    @Test("the map in CONTRIBUTING.md has a line for every module")
    func map() throws {
        let map = try Repository.text("CONTRIBUTING.md")
        let modules = House.order + (try Repository.names(in: "Plugins"))
        #expect(modules.filter { !map.contains("| `\($0)` |") } == [])
    }

    @Test("code without a file and a file named twice are stopped")
    func planted() {
        let text = """
            ```swift
            let a = 1
            ```
            ```yaml file=a.yaml
            a: 1
            ```
            ```console
            $ onus
            ```
            ```yaml file=a.yaml
            a: 2
            ```
            """
        #expect(Documents.violations(path: "README.md", text: text).map(\.line) == [1, 10])
    }

    @Test("a README of 200 lines is stopped")
    func longReadme() {
        let text = String(repeating: "a\n", count: 200)
        #expect(Documents.violations(path: "README.md", text: text).count == 1)
        #expect(Documents.violations(path: "README.md", text: String(text.dropLast(2))) == [])
        #expect(Documents.violations(path: "CHANGELOG.md", text: text) == [])
    }

    @Test("the script and the guard see the same blocks")
    func script() throws {
        let text = """
            A text.
            ```yaml file=deep/er/a.yaml
            a: 1

            b: "\\n $0 % \\\\"
            ```
            ```console
            $ not written
            ```
            ```swift file=B.swift
            let b = 2
            ```
            """
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "onus-documents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let document = folder.appending(path: "document.md")
        try text.write(to: document, atomically: true, encoding: .utf8)

        let script = Process()
        script.executableURL = Repository.root.appending(path: "Scripts/document-code")
        script.arguments = [document.path, folder.path]
        try script.run()
        script.waitUntilExit()

        #expect(script.terminationStatus == 0)
        for block in Documents.blocks(in: text) {
            guard let file = block.file else { continue }
            let written = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            #expect(written == block.text)
        }
        #expect(Documents.blocks(in: text).compactMap(\.file) == ["deep/er/a.yaml", "B.swift"])
    }
}
