import Foundation
import OnusCLI
import Testing

@Suite("the program as a process", .serialized, .timeLimit(.minutes(5)))
struct ProcessTests {
    let folder: Folder
    var program: Program

    init() throws {
        folder = try Folder()
        program = Program(folder: folder.path)
        _ = try program.onus("init")
    }

    @Test(
        "exit codes reach the shell",
        arguments: [
            (["check", "."], 0), (["explain", "W001"], 0), (["eval", "1 / 0"], 1),
            (["init"], 2), (["chekc"], 64), (["check", "gone.yaml"], 65), (["show", "x"], 69),
        ] as [([String], Int32)])
    func exitCodes(arguments: [String], status: Int32) throws {
        let answer = try program.onus(arguments)
        #expect(answer.status == status, Comment(rawValue: answer.messages))
        #expect(!answer.wasKilled)
    }

    @Test("a reader that went away ends it without a word")
    func closedPipe() throws {
        let pipe = Pipe()
        let process = program.process(["explain"])
        let messages = try FileHandle.scratch()
        process.standardOutput = pipe
        process.standardError = messages
        try pipe.fileHandleForReading.close()
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(process.terminationReason == .exit)
        try messages.seek(toOffset: 0)
        #expect(try messages.readToEnd() ?? Data() == Data())
    }

    @Test("a full disk behind the output is said, with 69")
    func fullOutput() throws {
        let process = program.process(["explain"])
        let messages = Pipe()
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = messages
        try process.run()
        let said = messages.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 69)
        #expect(String(decoding: said, as: UTF8.self).contains("the output cannot be written"))
    }

    static let order = [
        "run", "purchase.yaml", "--as", "sam", "--input", "item=drill", "--input", "amount=120",
        "--script", "purchase.script.yaml", "--clock", "virtual", "--format", "json",
    ]

    @Test("killed at a commit, the same command goes on and comes to the same end")
    func killedRun() throws {
        let whole = try program.onus(Self.order)
        #expect(whole.status == 0, Comment(rawValue: whole.messages))
        let types = try record(of: run(in: whole.result))
        for (point, count) in [("before-commit", 5), ("after-commit", 5), ("after-commit", 9)] {
            var other = program
            other.variables["ONUS_DATABASE"] = "sqlite:\(point)-\(count).db"
            var dying = other
            dying.variables["ONUS_FAULT"] = "\(point):\(count)"
            #expect(try dying.onus(Self.order).wasKilled)
            let again = try other.onus(Self.order)
            #expect(again.status == 0, Comment(rawValue: again.messages))
            #expect(try record(of: run(in: again.result), other) == types)
            #expect(try other.onus("runs", "--format", "json").result.count("\"workflow\"") == 1)
        }
    }

    @Test("a worker that was killed leaves everything to the next one")
    func killedWorker() throws {
        let base = Array(Self.order.prefix(8)) + ["--format", "json"]
        let run = try run(in: program.onus(base).result)
        var dying = program
        dying.variables["ONUS_FAULT"] = "before-commit:1"
        #expect(try dying.onus("decide", "\(run)/approve", "approved", "--as", "kim").wasKilled)
        #expect(try !record(of: run).contains("duty.closed"))
        #expect(
            try program.onus("decide", "\(run)/approve", "approved", "--as", "kim").status == 0)
        #expect(try program.onus("work", "--until-idle").status == 0)
        #expect(try record(of: run).contains("duty.closed"))
    }

    @Test("a worker ends in good order when it is asked to", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) throws {
        _ = try program.onus("deploy", ".")
        let process = program.process(["work"])
        let messages = Pipe()
        process.standardError = messages
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let handle = messages.fileHandleForReading
        var said = String(decoding: handle.availableData, as: UTF8.self)
        #expect(said.hasPrefix("working on"))
        kill(process.processIdentifier, signal)
        said += String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        #expect(said.hasSuffix("ended\n"))
    }

    private func run(in document: String) throws -> String {
        let match = try #require(document.firstMatch(of: /"run": "([^"]+)"/))
        return String(match.1)
    }

    private func record(of run: String, _ program: Program? = nil) throws -> [String] {
        let log = try (program ?? self.program).onus("log", run, "--format", "json").result
        return log.matches(of: /"type":"([a-z.]+)"/).map { String($0.1) }
    }
}

extension String {
    fileprivate func count(_ part: String) -> Int { components(separatedBy: part).count - 1 }
}
