import OnusCLI
import OnusValues
import Testing

@Suite("run")
struct RunTests {
    static let scripted =
        Shop.order + ["--script", "purchase.script.yaml", "--clock", "virtual"]

    @Test("what init writes is right, its tests pass, and it runs to its end")
    func whole() async throws {
        let shop = try await Shop()
        let check = await shop.onus("check", ".")
        #expect(check.status == .done, Comment(rawValue: check.result))
        let test = await shop.onus("test", ".")
        #expect(test.status == .done, Comment(rawValue: test.result))
        let run = await shop.onus(Self.scripted)
        #expect(run.status == .done, Comment(rawValue: run.messages))
        #expect(run.result.contains("ended: bought"))
        #expect(run.messages.contains("turns blue, reminds kim"))
        #expect(run.messages.contains("turns red, tells kim"))
        #expect(run.messages.contains("decided approved at approve: late but fine"))
    }

    @Test("on the real clock a script hands in files that are there, and no others")
    func evidence() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            script:
              - {person: kim, duty: approve, do: approved, evidence: offer.pdf}
            """, to: "hands-in.script.yaml")
        let run =
            Shop.order + ["--script", "hands-in.script.yaml", "--database", "sqlite:real.db"]
        let first = await shop.onus(run)
        #expect(first.status != .done)
        #expect(first.messages.contains("the file `offer.pdf` cannot be read"))
        try shop.folder.write("3 drills", to: "offer.pdf")
        #expect(await shop.onus(run).messages.contains("[offer.pdf]"))
    }

    @Test("the document of a run has every field")
    func fields() async throws {
        let shop = try await Shop()
        let run = await shop.onus(Self.scripted + ["--format", "json"]).document
        let kept = [
            "run", "workflow", "version", "state", "outcome", "started_at", "ended_at",
            "initiator", "inputs", "vars", "outputs", "steps", "duties",
        ]
        #expect(kept.filter { !run.keys.contains($0) } == [])
        let steps = [
            "id", "path", "state", "outcome", "attempts", "started_at", "ended_at", "outputs",
        ]
        #expect(steps.filter { !run["steps"][0].keys.contains($0) } == [])
        let duties = [
            "duty", "run", "step", "title", "state", "outcome", "offered", "responsible",
            "accountable", "supervisor", "assignee", "opened_at", "due_at", "provisional", "mark",
            "digest", "votes",
        ]
        #expect(duties.filter { !run["duties"][0].keys.contains($0) } == [])
        #expect(try run["state"].text == "ended")
        #expect(try run["outcome"].text == "bought")
        #expect(try run["started_at"].text.hasSuffix(".000000Z"))
    }

    @Test("it stops where only an event from outside leads on", arguments: [nil, "virtual"])
    func listens(clock: String?) async throws {
        let shop = try await Shop()
        try shop.writeListener()
        let run = ["run", "listener.yaml", "--as", "sam", "--database", "sqlite:listener.db"]
        let first = await shop.onus(run + (clock.map { ["--clock", $0] } ?? []))
        #expect(first.status == .done)
        #expect(first.messages.contains("the run waits at `hear` for what comes from outside"))
        let sent = await shop.onus("send", "bell", "--database", "sqlite:listener.db")
        #expect(sent.status == .done)
        #expect(await shop.onus(run).result.contains("ended: heard"))
    }

    @Test("of a run that nothing can move any more it is said how to end it")
    func stuck() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: counter
            version: 1
            inputs: {n: {type: int, default: 1}}
            vars: {x: {type: int, default: 0}}
            steps:
              - id: both
                parallel:
                  one: [{id: count, lock: k, steps: [{id: add, set: {x: "${ inputs.n }"}}]}]
                  two: [{id: wait, wait: {when: vars.x > 3}}]
              - {id: done, end: counted}
            """, to: "counter.yaml")
        let run = await shop.onus(
            ["run", "counter.yaml", "--as", "sam", "--database", "sqlite:counter.db"])
        #expect(run.status == .done)
        #expect(run.messages.contains("`both/two/wait` for what only its own steps could bring"))
        #expect(run.messages.contains("`onus cancel counter-"))
        #expect(!run.messages.contains("onus send"))
    }

    @Test("what is done and waits for its verification is verified, not decided")
    func verifies() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: checked
            version: 1
            start: {by: person("sam")}
            duties:
              accountable: head("workshop")
              supervisor: head("company")
              due: 2 workdays
              escalation: [{at: due, mark: red, notify: accountable}, {at: due + 1 workday, decide: expired}]
            steps:
              - {id: deliver, task: responsibility.deliver, responsible: initiator, verified_by: head("workshop"), then: {expired: done}}
              - {id: done, end: counted}
            """, to: "checked.yaml")
        let run = ["run", "checked.yaml", "--as", "sam", "--database", "sqlite:checked.db"]
        #expect(await shop.onus(run).messages.contains("/deliver done --as sam"))
        let done = await shop.onus(
            "decide", "deliver", "done", "--as", "sam", "--database", "sqlite:checked.db")
        #expect(done.status == .done, "\(done.messages)")
        let second = await shop.onus(run).messages
        #expect(second.contains("onus verify checked-"), "\(second)")
        #expect(second.contains("/deliver verified --as kim"), "\(second)")
    }

    @Test("without a script and a terminal it stops where somebody has to decide")
    func waits() async throws {
        let shop = try await Shop()
        let first = await shop.onus(Shop.order)
        #expect(first.status == .done)
        #expect(first.messages.contains("the same command goes on when they have decided"))
        #expect(first.messages.contains("/approve approved --as kim"))
        #expect(await shop.onus("decide", "approve", "approved", "--as", "kim").status == .done)
        let second = await shop.onus(Shop.order)
        #expect(second.messages.hasPrefix("going on with `purchase-"))
        #expect(second.messages.contains("/buy done --as sam"))
        #expect(await shop.onus("decide", "buy", "done", "--as", "sam").status == .done)
        let third = await shop.onus(Shop.order)
        #expect(third.result.contains("ended: bought"))
        #expect(await shop.onus("runs").lines.count == 2)
    }

    @Test("the same command goes on with the unfinished run, another starts another")
    func resume() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        #expect(try await shop.startPurchase() == run)
        let other = await shop.onus(Shop.order + ["--input", "item=saw"])
        #expect(other.status == .usage)
        let dearer = await shop.onus(
            "run", "purchase.yaml", "--as", "sam", "--input", "item=saw", "--input", "amount=1",
            "--format", "json")
        #expect(try dearer.document["run"].text != run)
        let new = await shop.onus(Shop.order + ["--new", "--format", "json"])
        #expect(try new.document["run"].text != run)
    }

    @Test("once it was told how a run ended, the same command starts another")
    func again() async throws {
        let shop = try await Shop()
        let first = await shop.onus(Self.scripted + ["--format", "json"])
        let second = await shop.onus(Self.scripted + ["--format", "json"])
        #expect(try first.document["run"].text != second.document["run"].text)
        #expect(try second.document["state"].text == "ended")
    }

    @Test("inputs are read by their declared types, from the line and from files")
    func inputs() async throws {
        let shop = try await Shop()
        try shop.folder.write(#"{"item": "drill", "amount": 120.50}"#, to: "in.json")
        try shop.folder.write("item: '010'\namount: 120.50\n", to: "in.yaml")
        let json = await shop.onus(
            "run", "purchase.yaml", "--as", "sam", "--inputs", "in.json", "--format", "json")
        #expect(try json.document["inputs"]["amount"]["$decimal"].text == "120.50")
        let yaml = await shop.onus(
            "run", "purchase.yaml", "--as", "sam", "--inputs", "in.yaml", "--input", "amount=3",
            "--format", "json")
        #expect(try yaml.document["inputs"]["amount"]["$decimal"].text == "3")
        #expect(try yaml.document["inputs"]["item"].text == "010")
    }

    @Test(
        "a wrong input is refused with 65 and nothing starts",
        arguments: [
            (["item=drill"], "`amount` is missing: it is a decimal"),
            (["item=drill", "amount=much"], "`amount` is `much`, expected a decimal"),
            (["item=drill", "amount=0"], "`amount` is `0`, expected at least `0.01`"),
            (["item=drill", "amount=1", "amonut=1"], "`amonut` is not a field of the inputs"),
        ])
    func wrongInputs(inputs: [String], message: String) async throws {
        let shop = try await Shop()
        let options = inputs.flatMap { ["--input", $0] }
        let answer = await shop.onus(["run", "purchase.yaml", "--as", "sam"] + options)
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains(message), Comment(rawValue: answer.messages))
        #expect(!shop.folder.exists(".onus"))
    }

    @Test("somebody who may not start it, or does not exist, is refused with 2")
    func wrongPerson() async throws {
        let shop = try await Shop()
        for person in ["dana", "nobody"] {
            let answer = await shop.onus(
                "run", "purchase.yaml", "--as", person, "--input", "item=a", "--input", "amount=1")
            #expect(answer.status == .refused)
            #expect(answer.messages.contains("`\(person)`"))
        }
        #expect(await shop.onus("runs", "--format", "json").document["runs"].list.isEmpty)
        let nameless = await shop.onus("run", "purchase.yaml", "--input", "item=a")
        #expect(nameless.status == .usage)
        #expect(nameless.messages.contains("add `--as PERSON` or set `ONUS_USER`"))
    }

    @Test("a workflow with mistakes ends with 65, shows them all and makes no database")
    func broken() async throws {
        let shop = try await Shop()
        let text = try shop.folder.text(of: "purchase.yaml")
        try shop.folder.write(
            text.replacing("task: approval", with: "task: aproval"), to: "purchase.yaml")
        let answer = await shop.onus(Shop.order + ["--format", "json"])
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains("error[W020]"))
        #expect(try answer.document["error"]["code"].text == "bad_file")
        #expect(try answer.document["diagnostics"][0]["code"].text == "W020")
        #expect(!shop.folder.exists(".onus"))
    }

    @Test("a script that cannot be played says where, and ends with 1")
    func unplayable() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            "- {person: sam, duty: approve, do: approved}\n", to: "purchase.script.yaml")
        let answer = await shop.onus(Self.scripted)
        #expect(answer.status == .no)
        #expect(answer.messages.contains("error: purchase.script.yaml:1:4: "))
        #expect(answer.messages.contains("`sam`"))
    }

    @Test("a run that is cancelled ends with 1")
    func cancelled() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let refused = await shop.onus("cancel", run, "--reason", "no money", "--as", "nobody")
        #expect(refused.status == .refused)
        let cancel = await shop.onus("cancel", run, "--reason", "no money", "--as", "sam")
        #expect(cancel.status == .done)
        #expect(await shop.onus(Shop.order).status == .no)
        #expect(await shop.onus("inbox", "--format", "json").document["duties"].list.isEmpty)
    }

    @Test("of a run that undoes what it did it is said so, and who cancelled it stands at its end")
    func undone() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: lend
            version: 1
            duties: {accountable: head("workshop"), supervisor: head("company"), due: 2 workdays, escalation: standard}
            escalations: {standard: [{at: due, decide: expired}]}
            steps:
              - {id: pay, task: responsibility.deliver, responsible: person("sam"), undo: give_back, then: {expired: continue}}
              - {id: check, task: responsibility.deliver, responsible: person("sam"), then: {expired: continue}}
              - {id: done, end: done}
              - {id: give_back, task: responsibility.deliver, responsible: person("sam"), then: {expired: continue}}
            """, to: "lend.yaml")
        let deploy = await shop.onus("deploy", "lend.yaml")
        #expect(deploy.status == .done, "\(deploy.messages)")
        let run = String(try #require(await shop.onus("start", "lend", "--as", "sam").lines.first))
        _ = await shop.onus("decide", "\(run):pay", "done", "--as", "sam")
        let cancel = await shop.onus("cancel", run, "--reason", "no money", "--as", "sam")
        #expect(
            cancel.messages.contains("is cancelled as soon as what it did is undone: `give_back`"),
            "\(cancel.messages)")
        let log = await shop.onus("log", run).result
        #expect(log.contains("cancels the run: no money; what was done is undone first: give_back"))
        _ = await shop.onus("decide", "\(run):give_back", "done", "--as", "sam")
        let last = try #require(await shop.onus("log", run).lines.last)
        #expect(last.contains("sam") && last.contains("cancelled the run: no money"), "\(last)")
    }
}
