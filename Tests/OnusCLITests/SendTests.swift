import OnusCLI
import OnusValues
import Testing

@Suite("send")
struct SendTests {
    private static func shop() async throws -> Shop {
        let shop = try await Shop()
        try shop.writeListener(for: "bell.rang", times: 2)
        try shop.folder.write(
            """
            onus: 1
            workflow: opened
            version: 1
            inputs: {number: {type: int, minimum: 3}}
            start: {on: case.came, match: "true", as: person("sam"), with: {number: "${ event.number }"}}
            steps:
              - {id: hear, receive: bell.rang, match: "true"}
              - {id: done, end: heard}
            """, to: "opened.yaml")
        _ = await shop.onus("deploy", "listener.yaml", "opened.yaml")
        return shop
    }

    @Test("what has the same id is told once, and it is said who had it")
    func twice() async throws {
        let shop = try await Self.shop()
        let run = await shop.onus("start", "listener", "--as", "sam").result
            .split(separator: "\n").first.map { String($0) }
        let name = try #require(run)
        let first = await shop.onus("send", "bell.rang", "--id", "1")
        #expect(first.messages.contains("`bell.rang` came to `\(name)`"), "\(first.messages)")
        let second = await shop.onus("send", "bell.rang", "--id", "1")
        #expect(second.status == .done)
        #expect(second.messages.contains("`\(name)` had it already under this id"))
        let json = await shop.onus("send", "bell.rang", "--id", "1", "--format", "json").document
        #expect(json["known"].value == .list([.string(name)]))
        #expect(json["runs"].value == .list([]))
        // It is over, and is known to have had it all the same.
        _ = await shop.onus("send", "bell.rang", "--id", "2")
        let late = await shop.onus("send", "bell.rang", "--id", "2")
        #expect(
            late.messages.contains("`\(name)` had it already under this id"), "\(late.messages)")
    }

    @Test("the event that started a run names it when it is sent again")
    func startedTwice() async throws {
        let shop = try await Self.shop()
        let data = #"{"number": 5}"#
        let first = await shop.onus("send", "case.came", "--id", "7", "--data", data)
        #expect(first.messages.contains("`case.came` came to `opened-"), "\(first.messages)")
        let second = await shop.onus("send", "case.came", "--id", "7", "--data", data)
        #expect(second.messages.contains("had it already under this id"), "\(second.messages)")
    }

    @Test("the record of a run that an event started says which event, and who sent it")
    func startedByEvent() async throws {
        let shop = try await Self.shop()
        let data = #"{"number": 5}"#
        let sent = await shop.onus(
            "send", "case.came", "--as", "kim", "--data", data, "--format", "json")
        let run = try sent.document["runs"][0].text
        let line = try #require(await shop.onus("log", run).lines.first)
        #expect(
            line.contains("started opened version 1 because of case.came from kim"), "\(line)")
    }

    @Test("an event that cannot start its workflow is refused, and doctor and runs show it")
    func notStarted() async throws {
        let shop = try await Self.shop()
        let answer = await shop.onus("send", "case.came", "--data", #"{"number": 1}"#)
        #expect(answer.status == .refused)
        #expect(answer.messages.contains("`case.came` could not start `opened`: "))
        let json = await shop.onus(
            "send", "case.came", "--data", #"{"number": 1}"#, "--format", "json")
        #expect(json.status == .refused)
        #expect(try json.document["not_started"]["opened"].text.contains("at least `3`"))
        let doctor = await shop.onus("doctor").result
        #expect(doctor.contains("the event `case.came` could not start `opened`"), "\(doctor)")
        #expect(doctor.contains("the last of 2 times"), "\(doctor)")
        #expect(await shop.onus("runs").messages.contains("could not: `opened`"))
        // The next one that can start it clears it.
        let right = await shop.onus("send", "case.came", "--data", #"{"number": 3}"#)
        #expect(right.status == .done)
        #expect(await !shop.onus("doctor").result.contains("could not start"))
    }

    @Test("whoever sends what is their right fills in its form, or is told what is missing")
    func byRight() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: reported
            version: 1
            steps:
              - id: hear
                receive: damage.reported
                match: "true"
                from: person("sam")
                form: {cost: {type: decimal, minimum: 1}, urgent: {type: bool, default: false}}
              - {id: done, end: heard, outputs: {cost: "${ steps.hear.cost }", urgent: "${ steps.hear.urgent }"}}
            """, to: "reported.yaml")
        _ = await shop.onus("deploy", "reported.yaml")
        let run = await shop.onus("start", "reported", "--as", "sam").lines.first.map { String($0) }
        let name = try #require(run)
        for (data, why) in [
            (#"{"cost": "much"}"#, "`cost` is a text, expected a decimal"),
            (#"{"price": 2}"#, "`price` is not a field of the form"),
            (#"{"cost": 0}"#, "`cost` is `0`, expected at least `1`"),
        ] {
            let wrong = await shop.onus("send", "damage.reported", "--as", "sam", "--data", data)
            #expect(wrong.status == .refused)
            #expect(wrong.messages.contains("`\(name)` takes nothing from it: "))
            #expect(wrong.messages.contains(why), "\(wrong.messages)")
            #expect(!wrong.messages.contains("came to"), "\(wrong.messages)")
        }
        #expect(
            try await shop.onus("show", name, "--format", "json").document["state"].text
                == "running")
        let right = await shop.onus(
            "send", "damage.reported", "--as", "sam", "--data", #"{"cost": 12.5}"#)
        #expect(right.messages.contains("came to `\(name)`"), "\(right.messages)")
        let report = await shop.onus("show", name, "--format", "json").document
        #expect(try report["outcome"].text == "heard")
        #expect(report["outputs"]["urgent"].value == false)
    }

    @Test("a name that no event can have is refused, and one that nobody knows is doubted")
    func names() async throws {
        let shop = try await Self.shop()
        for (name, words) in [
            ("bell rang", "`bell rang` cannot be the name of an event"),
            ("", "`` cannot be the name of an event"),
            ("steps.hear", "`steps.hear` tells by itself that a step has finished"),
        ] {
            let answer = await shop.onus("send", name)
            #expect(answer.status == .usage)
            #expect(answer.messages.contains(words), "\(answer.messages)")
        }
        let near = await shop.onus("send", "bell.rnag")
        #expect(near.messages.contains("no workflow here waits for it; did you mean `bell.rang`?"))
        let early = await shop.onus("send", "bell.rang")
        #expect(early.messages.contains("none waits for it, or only with other data"))
    }
}
