import OnusCLI
import OnusValues
import Testing

@Suite("what somebody new tries")
struct ReaderTests {
    @Test("an input with a default need not be given")
    func defaults() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let text = try shop.folder.text(of: "purchase.yaml").replacing(
            "inputs:\n", with: "inputs:\n  urgency: {type: string, default: normal}\n")
        try shop.folder.write(text, to: "purchase.yaml")
        let run = await shop.onus(Shop.order + ["--format", "json"])
        #expect(try run.document["inputs"]["urgency"].text == "normal", "\(run.messages)")
        _ = await shop.onus("deploy", ".")
        let start = await shop.onus(
            "start", "purchase", "--as", "sam", "--input", "item=saw", "--input", "amount=9")
        #expect(start.status == .done, "\(start.messages)")
    }

    @Test("a workflow that is called is found beside the caller, under any file name")
    func called() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        try shop.folder.write(
            """
            onus: 1
            workflow: outer
            version: 1
            steps:
              - {id: inside, call: little-one}
              - {id: done, end: whole}

            """, to: "outer.yaml")
        try shop.folder.write(
            """
            onus: 1
            workflow: little-one
            version: 1
            steps: [{id: over, end: done}]

            """, to: "other-name.yaml")
        let check = await shop.onus("check", "outer.yaml")
        #expect(check.status == .done, "\(check.result)")
        let run = await shop.onus("run", "outer.yaml", "--as", "sam")
        #expect(run.status == .done, "\(run.messages)")
        #expect(run.result.contains("ended: whole"))
    }

    @Test("nothing is deployed from a folder without files")
    func nothing() async throws {
        let shop = try await Shop()
        try shop.folder.write("", to: "empty/read.me")
        let answer = await shop.onus("deploy", "empty")
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains("there is nothing to deploy in `empty`"))
        #expect(await shop.onus("runs").messages.contains("there is no database"))
    }

    @Test("a project whose organisation is not there does not pass")
    func missingOrganization() async throws {
        let shop = try await Shop()
        let text = try shop.folder.text(of: "onus.yaml")
            .replacing("organization.yaml", with: "nope.yaml")
        try shop.folder.write(text, to: "onus.yaml")
        let answer = await shop.onus("check", ".")
        #expect(answer.status == .badInput)
        #expect(answer.result.contains("there is no file `"))
    }

    @Test("an organisation that goes by a calendar nobody knows does not pass")
    func strangeCalendar() async throws {
        let shop = try await Shop()
        let text = try shop.folder.text(of: "organization.yaml")
            .replacing("calendar: office", with: "calendar: offce")
        try shop.folder.write(text, to: "organization.yaml")
        let answer = await shop.onus("check", ".")
        #expect(answer.status == .no)
        #expect(answer.result.contains("there is no calendar `offce`"))
        #expect(answer.result.contains("did you mean `office`?"))
    }

    @Test("an event from a stranger is refused")
    func stranger() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        _ = try await shop.startPurchase()
        let answer = await shop.onus("send", "letter.came", "--as", "zed")
        #expect(answer.status == .refused)
        #expect(answer.messages.contains("`zed` is not a person of `small-company`"))
    }

    @Test("help about a command that there is not is an error")
    func strangeHelp() async throws {
        let answer = await Terminal().onus("help", "decid")
        #expect(answer.status == .usage)
        #expect(answer.messages.contains("there is no command `decid`"), "\(answer.messages)")
        #expect(answer.messages.contains("did you mean `decide`?"))
        #expect(await Terminal().onus("help", "decide").status == .done)
    }

    @Test("nothing is done from a folder that was removed")
    func removedFolder() async throws {
        let answer = await Terminal(in: "").onus("init")
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains("the current folder is not there any more"))
    }

    @Test("nobody is called as the record calls what happens by itself")
    func engine() async throws {
        let shop = try await Shop()
        let text = try shop.folder.text(of: "organization.yaml")
        try shop.folder.write(text.replacing("ari", with: "engine"), to: "organization.yaml")
        let answer = await shop.onus("check", ".")
        #expect(answer.status == .no)
        #expect(answer.result.contains("nobody can be called `engine`"), "\(answer.result)")
    }

    @Test("a script's entry without an act, and a test without cases, are mistakes")
    func nothingDone() async throws {
        let shop = try await Shop()
        let head = "test: purchase\ncases:"
        try shop.folder.write(head + " []\n", to: "purchase.test.yaml")
        let none = await shop.onus("check", ".")
        #expect(none.status == .no)
        #expect(none.result.contains("a test needs a case"), "\(none.result)")
        let entries = [
            "{person: kim, duty: approve}": "`person` stands in an entry",
            "{}": "an entry of the script says what is done",
            "{after: 1 day, person: kim}": "`person` stands in an entry",
        ]
        for (entry, problem) in entries {
            try shop.folder.write("- \(entry)\n", to: "purchase.script.yaml")
            let answer = await shop.onus(
                Shop.order + ["--script", "purchase.script.yaml", "--clock", "virtual"])
            #expect(answer.status == .badInput || answer.status == .no, "\(answer.messages)")
            let text = answer.messages + answer.result
            #expect(text.contains(problem), "\(text)")
            #expect(text.contains("purchase.script.yaml:1:"), "\(text)")
        }
    }

    @Test("the same order after its end is told that it has ended")
    func ended() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "\(run)/approve", "rejected", "--as", "kim")
        let again = await shop.onus(Shop.order)
        #expect(again.messages.contains("`\(run)` has ended already; `--new` starts another"))
    }
}
