import NotificationTasks
import OnusCatalog
import OnusPlugin
import OnusTesting
import OnusValues
import Testing

@Suite("Notifying")
struct NotificationTests {
    private func message(_ body: String = "the deadline is near", key: String = "k1") -> Message {
        Message(
            key: key, to: ["li.wei", "wang.fang"], subject: "Budget", body: body, at: .epoch)
    }

    private func catalog(_ file: String?) throws -> Catalog {
        let settings: ValueMap = file.map { ["file": .string($0)] } ?? [:]
        return try Catalog(
            plugins: [NotificationPlugin.self], settings: ["notification": Settings(settings)])
    }

    @Test("the action sends one message with the key of its step")
    func notify() async throws {
        let bench = try ActionBench([NotificationPlugin.self])
        let outputs = try await bench.perform(
            "notify", ["to": ["li.wei", "li.wei"], "subject": "Budget", "message": "read it"],
            key: "run/step")
        #expect(outputs["to"] == ["li.wei"])
        let sent = await bench.messages
        #expect(sent.map(\.key) == ["run/step"])
        #expect(sent.first?.to == ["li.wei"] && sent.first?.body == "read it")
    }

    @Test("a message to nobody, or about nothing, is refused")
    func blanks() throws {
        let task = try #require(try catalog(nil).task("notify"))
        #expect(
            try task.problems(literals: ["to": [], "subject": ""]).map(\.description)
                == ["`to` names nobody", "`subject` is empty"])
        #expect(try task.problems(literals: ["subject": "s"], unknown: ["to"]) == [])
    }

    @Test("the file channel appends one line of JSON for each message")
    func file() async throws {
        let folder = try Folder()
        let channel = try #require(try catalog("\(folder.path)/notices.jsonl").channel("file"))
        try await channel.deliver(message())
        try await channel.deliver(message("two\nlines, \"quoted\"", key: "k2"))
        let lines = folder.read("notices.jsonl").split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(
            lines.first == "{\"at\":\"1970-01-01T00:00:00Z\",\"body\":\"the deadline is near\","
                + "\"key\":\"k1\",\"subject\":\"Budget\",\"to\":[\"li.wei\",\"wang.fang\"]}")
        let second = try JSON.parse(lines.last ?? "").mapValue
        #expect(second?["body"] == "two\nlines, \"quoted\"" && second?["key"] == "k2")
    }

    @Test("many messages at once come out whole")
    func crowd() async throws {
        let folder = try Folder()
        let channel = try #require(try catalog("\(folder.path)/notices.jsonl").channel("file"))
        let long = String(repeating: "长", count: 5000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { try await channel.deliver(message(long, key: "\(number)")) }
            }
            try await group.waitForAll()
        }
        let lines = folder.read("notices.jsonl").split(separator: "\n").map(String.init)
        let keys = try lines.map { try JSON.parse($0).mapValue?["key"]?.stringValue }
        #expect(Set(keys) == Set((0..<40).map { "\($0)" }))
    }

    @Test("a file that cannot be written throws, so that the message is tried again")
    func unwritable() async throws {
        let channel = try #require(try catalog("/nowhere/at/all").channel("file"))
        let error = await #expect(throws: (any Error).self) {
            try await channel.deliver(message())
        }
        #expect(
            error.map { "\($0)" } == "cannot open `/nowhere/at/all`: No such file or directory")
    }

    @Test("without a path there is no file channel, and a path starts at the settings' folder")
    func settings() throws {
        #expect(try catalog(nil).channelNames == ["console"])
        #expect(try catalog("x").channelNames == ["console", "file"])
        let settings = Settings(["file": "notices.jsonl"], folder: "/srv/onus")
        #expect(try settings.path("file") == "/srv/onus/notices.jsonl")
        #expect(throws: SettingsError.self) {
            try NotificationPlugin(settings: Settings(["file": 1]))
        }
    }
}
