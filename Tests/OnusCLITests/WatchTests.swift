import OnusCLI
import Synchronization
import Testing

@Suite("check --watch")
struct WatchTests {
    /// Does one thing at each look, and is ended after the last.
    private final class Script: Sendable {
        private let acts: [@Sendable () throws -> Void]
        private let done = Mutex(0)

        init(_ acts: [@Sendable () throws -> Void]) { self.acts = acts }

        func next() throws {
            let number = done.withLock { count in
                defer { count += 1 }
                return count
            }
            guard number < acts.count else { throw CancellationError() }
            try acts[number]()
        }
    }

    @Test("files are checked again when one changes, comes or goes, and not otherwise")
    func changes() async throws {
        let folder = try Folder()
        try folder.write("onus: 1\nworkflow: a\nversion: 1\nstepps: []\n", to: "x/a.yaml")
        let script = Script([
            {},
            { try folder.write("onus: 2\n", to: "x/a.yaml") },
            {},
            { try folder.write("onus: 3\n", to: "x/b.yaml") },
            { try folder.write("calendar: a\n", to: "onus.yaml.txt") },
        ])
        var terminal = Terminal(in: folder.path)
        terminal.pause = { _ in try script.next() }
        let answer = await terminal.onus("check", "x", "--watch")
        #expect(answer.status == .done)
        let checks = answer.messages.split(separator: "\n").filter { $0.contains("checked") }
        #expect(checks.count == 3)
        #expect(checks.last?.hasPrefix("2 files checked: 2 errors") == true)
        #expect(answer.messages.contains("\nchanged: x/a.yaml\n"))
        #expect(answer.messages.contains("\nchanged: x/b.yaml\n"))
        #expect(answer.result.contains("x/a.yaml:4:1"))
    }

    @Test("a change of the project's own file counts too")
    func project() async throws {
        let folder = try Folder()
        try folder.write("organization: o.yaml\n", to: "onus.yaml")
        try folder.write("organization: o\nunits: x\n", to: "o.yaml")
        try folder.write("onus: 2\n", to: "a.yaml")
        let script = Script([{ try folder.write("organization: o\n", to: "o.yaml") }])
        var terminal = Terminal(in: folder.path)
        terminal.pause = { _ in try script.next() }
        let answer = await terminal.onus("check", "a.yaml", "--watch")
        #expect(answer.messages.split(separator: "\n").count { $0.contains("checked") } == 2)
        #expect(answer.messages.contains("changed: "))
    }

    @Test("what cannot be checked at one look can at the next")
    func halfWritten() async throws {
        let folder = try Folder()
        try folder.write("onus: 2\n", to: "a.yaml")
        let script = Script([
            { try folder.write("organization: o\n", to: "o.yaml") },
            { try folder.write("organization: o.yaml\n", to: "onus.yaml") },
            { try folder.write("onus: 3\n", to: "a.yaml") },
        ])
        var terminal = Terminal(in: folder.path)
        terminal.pause = { _ in try script.next() }
        let answer = await terminal.onus("check", "a.yaml", "--watch", "--absent", "1")
        #expect(answer.status == .done)
        #expect(answer.messages.contains("there is no organisation to find people in"))
        #expect(answer.messages.contains("1 file checked: 1 error"))
    }

    @Test("one document cannot go on")
    func json() async throws {
        let answer = await Terminal().onus("check", "a.yaml", "--watch", "--format", "json")
        #expect(answer.status == .usage)
    }
}

@Suite("test")
struct TestCommandTests {
    @Test("a path that was another one stands beside the one that was expected")
    func paths() async throws {
        let shop = try await Shop()
        let file = "purchase.test.yaml"
        let text = try shop.folder.text(of: file)
        try shop.folder.write(
            text.replacing("[approve, buy, bought]", with: "[buy, approve, bought]"), to: file)
        let answer = await shop.onus("test", ".")
        #expect(answer.status == .no)
        #expect(answer.result.contains("purchase.test.yaml:"))
        let lines = answer.lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("approve approve"))
        #expect(lines.contains("- buy"))
        #expect(lines.contains("+ buy"))
        #expect(lines.contains("bought bought"))
        let document = await shop.onus("test", ".", "--format", "json").result
        #expect(document.contains(#""got""#))
    }
}
