import Foundation
import Testing

// Every file of `Workflows/`, and every workflow that a document shows, passes `onus check`; every
// workflow test among them passes `onus test`.

enum Workflows {
    struct Answer {
        var status: Int32
        var output: String
    }

    /// The `onus` that was built with these tests: it lies beside their bundle.
    static var binary: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "onus")
    }

    static func onus(_ arguments: [String]) throws -> Answer {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = Repository.root
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    /// Writes the blocks of a document that name a file into a new folder.
    static func writeCode(of document: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "onus-document-\(UUID().uuidString)")
        for block in Documents.blocks(in: try Repository.text(document)) {
            guard let file = block.file else { continue }
            let target = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try block.text.write(to: target, atomically: true, encoding: .utf8)
        }
        return folder
    }
}

@Suite("workflows")
struct WorkflowTests {
    @Test("every file of Workflows is checked")
    func house() throws {
        #expect(Repository.paths(under: "Workflows").contains { $0.hasSuffix(".yaml") })
        let answer = try Workflows.onus([
            "check", "Workflows", "--organization",
            "Workflows/organizations/provincial-holding.yaml",
        ])
        #expect(answer.status == 0, Comment(rawValue: answer.output))
    }

    @Test("every workflow test of Workflows passes")
    func tests() throws {
        let answer = try Workflows.onus(["test", "Workflows"])
        #expect(answer.status == 0, Comment(rawValue: answer.output))
    }

    @Test("what the README shows is checked")
    func readme() throws {
        let folder = try Workflows.writeCode(of: "README.md")
        defer { try? FileManager.default.removeItem(at: folder) }
        let answer = try Workflows.onus(["check", folder.path])
        #expect(answer.status == 0, Comment(rawValue: answer.output))
    }

    @Test("a broken workflow is stopped")
    func planted() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "onus-broken-\(UUID().uuidString).yaml")
        try "onus: 1\nworkflow: broken\nsteps: [{id: a, task: nothing-like-it}]\n"
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let answer = try Workflows.onus(["check", file.path])
        #expect(answer.status == 1)
        #expect(answer.output.contains("nothing-like-it"))
    }
}
