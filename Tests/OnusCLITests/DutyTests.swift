import OnusCLI
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("duties")
struct DutyTests {
    @Test("a title and a description may name what the duty is about")
    func titles() async throws {
        let shop = try await Shop()
        let step = """
            title: "Look at ${ inputs.item }"
                description: {en: "It costs ${ inputs.amount }.", de: "Es kostet ${ inputs.amount }."}
            """
        let text = try shop.folder.text(of: "purchase.yaml")
            .replacing("title: Is it needed?", with: step)
        try shop.folder.write(text, to: "purchase.yaml")
        _ = try await shop.startPurchase()
        #expect(await shop.onus("inbox", "--as", "kim").result.contains("Look at drill"))
        #expect(await shop.onus("show", "approve", "--as", "kim").result.contains("It costs 120."))
        try shop.folder.write(
            text.replacing("inputs.item }", with: "inputs.itme }"), to: "purchase.yaml")
        let check = await shop.onus("check", "purchase.yaml")
        #expect(check.status == .no)
        #expect(check.result.contains("`inputs` has no field `itme`"))
    }

    @Test("a duty is found by its id, by RUN:STEP, by --run and by its step alone")
    func naming() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        for name in [
            ["\(run)/approve"], ["\(run):approve"], ["approve", "--run", run], ["approve"],
        ] {
            let answer = await shop.onus(
                ["comment"] + name + ["hm", "--as", "kim", "--format", "json"])
            #expect(answer.status == .done, Comment(rawValue: answer.messages))
            #expect(try answer.document["duty"].text == "\(run)/approve")
        }
    }

    @Test("a step that several duties have is answered with their names")
    func ambiguous() async throws {
        let shop = try await Shop()
        let first = try await shop.startPurchase()
        _ = await shop.onus(Shop.order + ["--new"])
        let answer = await shop.onus("decide", "approve", "approved", "--as", "kim")
        #expect(answer.status == .usage)
        #expect(answer.messages.contains("`approve` may be any of 2 duties"))
        #expect(answer.messages.contains("`\(first)/approve`"))
    }

    @Test("what is not allowed is refused with 2, and nothing changes")
    func refusals() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let cases = [
            (["decide", "approve", "approved", "--as", "sam"], "not_allowed"),
            (["decide", "approve", "bought", "--as", "kim"], "not_offered"),
            (["decide", "approve", "approved", "--as", "kim", "--digest", "00"], "stale"),
            (["decide", "approvals", "approved", "--as", "kim"], "unknown_duty"),
            (["cancel", "purchase-0", "--reason", "x", "--as", "kim"], "unknown_run"),
        ]
        let before = await shop.onus("log", run, "--format", "json").lines.count
        for (arguments, code) in cases {
            let answer = await shop.onus(arguments + ["--format", "json"])
            #expect(answer.status == .refused, Comment(rawValue: "\(arguments)"))
            #expect(try answer.document["error"]["code"].text == code)
            #expect(answer.messages.hasPrefix("error: "))
        }
        #expect(await shop.onus("log", run, "--format", "json").lines.count == before)
    }

    @Test("a duty that is closed says so, with what it was closed")
    func closed() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "approve", "approved", "--as", "kim")
        let again = await shop.onus("decide", "\(run):approve", "rejected", "--as", "kim")
        #expect(again.status == .refused)
        #expect(again.messages.contains("the duty was closed with `approved`"))
    }

    @Test("claiming keeps others off until it is released")
    func claim() async throws {
        let shop = try await Shop()
        _ = try await shop.startPurchase()
        let claimed = await shop.onus("claim", "approve", "--as", "kim", "--format", "json")
        #expect(try claimed.document["assignee"].text == "kim")
        let released = await shop.onus("release", "approve", "--as", "kim", "--format", "json")
        #expect(released.document["assignee"].isNull)
    }

    @Test("more time is asked for, found in the inbox of who grants it, and granted")
    func extend() async throws {
        let shop = try await Shop(virtualFrom: "2026-06-01T09:00:00Z")
        let text = try shop.folder.text(of: "purchase.yaml").replacing(
            "    task: responsibility.deliver\n",
            with: "    task: responsibility.deliver\n    extend: {by: lead, at_most: 9 workdays}\n")
        try shop.folder.write(text, to: "purchase.yaml")
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "approve", "approved", "--as", "kim")
        let asked = await shop.onus(
            "extend", "buy", "2 workdays", "--comment", "ill", "--as", "sam")
        #expect(asked.status == .done, Comment(rawValue: asked.messages))
        #expect(asked.result.contains("for 2 workdays more for buy: ill"))
        let inbox = await shop.onus("inbox", "--as", "kim")
        #expect(inbox.result.contains("\(run)/buy/extend"), Comment(rawValue: inbox.result))
        let answer = await shop.onus(
            "decide", "extend", "granted", "--form", "by=1 workday", "--as", "kim")
        #expect(answer.status == .done, Comment(rawValue: answer.messages))
        #expect(answer.result.contains("granted 1 workday more for buy"))
        #expect(answer.result.contains("buy is now due"))
        let odd = await shop.onus("extend", "buy", "2 moons", "--as", "sam")
        #expect(odd.status == .usage)
    }

    @Test("somebody of the public starts a run and finds what they may do by their receipt")
    func receipt() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: request
            version: 1
            start: {by: public}
            duties: {accountable: head("workshop")}
            steps:
              - {id: papers, receive: papers, from: initiator, form: {text: {type: string}}}
              - {id: done, end: done}
            """, to: "request.yaml")
        let deployed = await shop.onus("deploy", ".")
        #expect(deployed.status == .done, Comment(rawValue: deployed.messages))
        let started = await shop.onus("start", "request", "--public", "--format", "json")
        #expect(started.status == .done, Comment(rawValue: started.messages))
        let receipt = try started.document["receipt"].text
        let run = try started.document["run"].text
        let inbox = await shop.onus("inbox", "--receipt", receipt)
        #expect(inbox.result.contains("\(run)/papers"), Comment(rawValue: inbox.result))
        let record = Person.holding(receipt: receipt).id
        #expect(await shop.onus("decide", "papers", "received", "--as", record).status == .usage)
        let others = await shop.onus("inbox", "--receipt", "another")
        #expect(!others.result.contains(run))
        let given = await shop.onus(
            "decide", "papers", "received", "--form", "text=here", "--receipt", receipt)
        #expect(given.status == .done, Comment(rawValue: given.messages))
        #expect(await shop.onus("start", "request", "--public", "--as", "sam").status == .usage)
    }

    @Test("evidence is a file's name, digest and size; progress has a percentage")
    func evidence() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "approve", "approved", "--as", "kim")
        try shop.folder.write("abc", to: "receipt.txt")
        let attach = await shop.onus("attach", "buy", "receipt.txt", "--as", "sam")
        #expect(attach.status == .done, Comment(rawValue: attach.messages))
        let progress = await shop.onus(
            "progress", "buy", "ordered", "--percent", "40", "--as", "sam")
        #expect(progress.result.contains("reported on buy, 40 %: ordered"))
        let log = await shop.onus("log", run, "--format", "json").result
        #expect(log.contains(#""name":"receipt.txt","size":3"#))
        #expect(log.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        let missing = await shop.onus("attach", "buy", "gone.txt", "--as", "sam")
        #expect(missing.status == .badInput)
        #expect(missing.messages.contains("`gone.txt` cannot be read"))
        let odd = await shop.onus("progress", "buy", "x", "--percent", "101", "--as", "sam")
        #expect(odd.status == .usage)
    }

    @Test("the environment may say who it is")
    func user() async throws {
        var shop = try await Shop()
        _ = try await shop.startPurchase()
        shop.terminal.variables["ONUS_USER"] = "kim"
        #expect(await shop.onus("decide", "approve", "approved").status == .done)
    }

    @Test("whoever looks at a duty sees what was submitted: fields, files, words, clauses")
    func submitted() async throws {
        let shop = try await Shop()
        let clause = "clauses: {rules: {title: Rules, items: ['4']}}\n"
        let text = try shop.folder.text(of: "purchase.yaml")
            .replacing("roles:\n", with: clause + "roles:\n")
            .replacing(
                "    task: responsibility.deliver\n",
                with: """
                        task: responsibility.deliver
                        basis: rules/4
                        verified_by: auditor
                        form: {price: {type: decimal}}

                    """)
        try shop.folder.write(text, to: "purchase.yaml")
        try shop.folder.write("abc", to: "receipt.txt")
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "approve", "approved", "--as", "kim")
        _ = await shop.onus("progress", "buy", "ordered", "--percent", "40", "--as", "sam")
        let decided = await shop.onus(
            "decide", "buy", "done", "--as", "sam", "--form", "price=5.10", "--comment", "cheap",
            "--evidence", "receipt.txt")
        #expect(decided.status == .done, "\(decided.messages)")
        let shown = await shop.onus("show", "\(run)/buy", "--as", "ari").result
        #expect(shown.contains("basis        rules/4"), "\(shown)")
        #expect(shown.contains("inputs       amount = 120, item = drill"), "\(shown)")
        #expect(shown.contains("reported on buy, 40 %: ordered"), "\(shown)")
        let sentence = "decided done at buy (price = 5.10): cheap [receipt.txt]"
        #expect(shown.contains(sentence), "\(shown)")
        #expect(await shop.onus("log", run).result.contains(sentence))
        let document = await shop.onus("show", "\(run)/buy", "--format", "json").document
        #expect(document["basis"].value == ["rules/4"])
        #expect(document["acts"].list.count == 2)
        #expect(try document["acts"][1]["comment"].text == "cheap")
    }

    @Test("a receipt with which nothing was started is refused")
    func strangeReceipt() async throws {
        let shop = try await Shop()
        _ = try await shop.startPurchase()
        for command in [["inbox"], ["show", "approve"], ["decide", "approve", "approved"]] {
            let answer = await shop.onus(command + ["--receipt", "another"])
            #expect(answer.status == .refused, "\(answer.result)")
            #expect(answer.messages.contains("nothing was started with this receipt"))
        }
    }
}
