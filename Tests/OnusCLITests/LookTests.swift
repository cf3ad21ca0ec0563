import OnusCLI
import OnusPlugin
import OnusValues
import Testing

@Suite("looking")
struct LookTests {
    @Test("an inbox has what the person owes, the nearest deadline first")
    func inbox() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        _ = try await shop.startPurchase()
        let later = await shop.onus(
            Shop.order + ["--new", "--at", "2026-03-03T09:00", "--format", "json"])
        #expect(later.status == .done, Comment(rawValue: later.messages))
        let kim = await shop.onus("inbox", "--as", "kim", "--format", "json").document["duties"]
        #expect(kim.list.count == 2)
        #expect(try kim[0]["due_at"].text < kim[1]["due_at"].text)
        #expect(
            await shop.onus("inbox", "--as", "dana", "--format", "json").document["duties"].list
                .isEmpty)
        let text = await shop.onus("inbox").result
        #expect(text.contains("Is it needed?"))
        #expect(text.contains("kim"))
    }

    @Test("duties of one workflow are told apart by who started the run and with what")
    func apart() async throws {
        let shop = try await Shop()
        _ = try await shop.startPurchase()
        let inbox = await shop.onus("inbox").result
        #expect(inbox.contains("sam: 120, drill"), "\(inbox)")
        #expect(!inbox.contains("priority"))
    }

    @Test("an inbox shows a priority where one is set, and the higher one first")
    func priority() async throws {
        let shop = try await Shop()
        let text = try shop.folder.text(of: "purchase.yaml")
        try shop.folder.write(
            text.replacing(
                "    responsible: lead\n",
                with: "    responsible: lead\n    priority: 9\n    due: 50 workdays\n"),
            to: "purchase.yaml")
        let urgent = try await shop.startPurchase()
        try shop.folder.write(
            text.replacing("workflow: purchase", with: "workflow: other"), to: "other.yaml")
        _ = await shop.onus(["run", "other.yaml"] + Shop.order.dropFirst(2))
        let lines = await shop.onus("inbox").lines
        #expect(lines.first?.hasPrefix("priority  due") == true, "\(lines)")
        #expect(lines.dropFirst().first?.hasPrefix("9         ") == true, "\(lines)")
        #expect(lines.dropFirst().first?.contains(urgent) == true, "\(lines)")
        let help = await shop.onus("inbox", "--help").result
        #expect(help.contains("the highest priority first, then the nearest"))
    }

    @Test("an inbox of somebody whom the organisation does not know is refused, database or not")
    func strangersInbox() async throws {
        let shop = try await Shop()
        let answer = await shop.onus("inbox", "--as", "nobody")
        #expect(answer.status == .refused)
        #expect(answer.messages.contains("`nobody` is not a person of `small-company`"))
    }

    @Test("who stands in for somebody sees their duties, and for whom")
    func delegate() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let text = try shop.folder.text(of: "organization.yaml")
        try shop.folder.write(
            text + "delegations: [{from: kim, to: dana, between: [2026-03-01, 2026-03-31]}]\n",
            to: "organization.yaml")
        _ = try await shop.startPurchase()
        let duties = await shop.onus("inbox", "--as", "dana", "--format", "json").document["duties"]
        #expect(try duties[0]["for"].text == "kim")
    }

    @Test("where there is no database yet, nothing is open and nothing is made")
    func noDatabase() async throws {
        let shop = try await Shop()
        let inbox = await shop.onus("inbox", "--as", "kim", "--format", "json")
        #expect(inbox.status == .done)
        #expect(inbox.document["duties"].value == .list([]))
        #expect(inbox.messages.contains("there is no database at `.onus/onus.db` yet"))
        #expect(await shop.onus("runs").status == .done)
        let show = await shop.onus("show", "purchase-1")
        #expect(show.status == .unavailable)
        #expect(show.messages.contains("there is no database at `.onus/onus.db`"))
        #expect(!shop.folder.exists(".onus"))
    }

    @Test("runs can be chosen by workflow, state and person")
    func runs() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let all = await shop.onus("runs", "--format", "json").document["runs"]
        #expect(try all[0]["run"].text == run)
        #expect(try all[0]["state"].text == "running")
        for options in [
            ["--workflow", "other"], ["--state", "ended"], ["--initiator", "kim"],
            ["--parent", "x"],
        ] {
            let none = await shop.onus(["runs", "--format", "json"] + options)
            #expect(none.document["runs"].value == .list([]))
        }
        #expect(await shop.onus("runs", "--state", "gone").status == .usage)
        #expect(await shop.onus("runs", "--limit", "0").status == .usage)
    }

    @Test("a run and a duty are shown for people")
    func show() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let text = await shop.onus("show", run).result
        #expect(text.contains("inputs   amount = 120, item = drill"))
        #expect(text.contains("approve  waits for kim"))
        let duty = await shop.onus("show", "\(run)/approve").result
        #expect(duty.hasPrefix("Is it needed?\n\(run)/approve\n"))
        #expect(duty.contains("supervisor   ari"))
        #expect(duty.contains("offered      approved, rejected"))
        let none = await shop.onus("show", "purchase-0")
        #expect(none.status == .refused)
        #expect(none.messages.contains("there is no run and no duty `purchase-0`"))
    }

    @Test("the record is a sentence a line for people and a document a line for programs")
    func log() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let text = await shop.onus("log", run)
        #expect(text.result.contains("sam           started purchase version 1"))
        let lines = await shop.onus("log", run, "--format", "json").lines
        let documents = try lines.map { Part(value: try JSON.parse(String($0))) }
        #expect(try documents.map { try $0["type"].text } == ["run.started", "duty.opened"])
        let kept = ["run", "seq", "at", "type", "actor", "for", "step", "duty", "data"]
        #expect(kept.filter { !documents[1].keys.contains($0) } == [])
        #expect(await shop.onus("log", "purchase-0").status == .refused)
    }

    @Test("following a record ends with the run")
    func follow() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        async let followed = shop.onus("log", run, "--follow")
        _ = await shop.onus("decide", "\(run)/approve", "rejected", "--as", "kim")
        #expect(await followed.result.contains("the run ended: refused"))
    }

    @Test("a graph is drawn of a file, and of a run with the state of its steps")
    func graph() async throws {
        let shop = try await Shop()
        let run = try await shop.startPurchase()
        let file = await shop.onus("graph", "purchase.yaml")
        #expect(file.result.hasPrefix("flowchart TD\n"))
        #expect(file.result.contains(#"approve_ -- "expired, rejected" --> refused_"#))
        #expect(!file.result.contains("classDef"))
        let drawn = await shop.onus("graph", run)
        #expect(drawn.result.contains("class approve_ open"))
        #expect(await shop.onus("graph", run, "--format", "svg").result.contains("#dbeafe"))
        let dot = await shop.onus("graph", "purchase.yaml", "--format", "dot").result
        #expect(dot.contains(#""approve_" -> "refused_" [label="expired, rejected"];"#))
        #expect(await shop.onus("graph", "purchase-0").status == .refused)
        #expect(await shop.onus("graph", "organization.yaml").status == .badInput)
    }

    @Test("plugins are listed with their tasks, and a task with all that it takes")
    func plugins() async throws {
        let shop = try await Shop()
        let all = await shop.onus("plugins").result
        #expect(all.contains("fund.reserve"))
        let one = await shop.onus("plugins", "approval")
        #expect(one.result.contains("outcomes"))
        let json = await shop.onus("plugins", "--format", "json").document["plugins"]
        #expect(json.list.count == Shop.plugins.count)
        let wrong = await shop.onus("plugins", "aproval")
        #expect(wrong.status == .usage)
        #expect(wrong.messages.contains("did you mean `approval`?"))
    }

    @Test("the settings of a plugin are shown with what they mean")
    func settings() async throws {
        let shop = try await Shop()
        let process = await shop.onus("plugins", "process").result
        #expect(process.contains("settings in `onus.yaml`, under `plugins: {process: …}`"))
        #expect(process.contains("The programs that may run; all without it."))
        let approval = await shop.onus("plugins", "approval").result
        #expect(approval.contains("`onus.yaml` says nothing under `plugins: {approval: …}`"))
        let json = await shop.onus("plugins", "fund", "--format", "json").document
        #expect(try json["settings"][0]["name"].text == "funds")
        #expect(try json["settings"][0]["type"].text == "map to decimal")
        #expect(!json["tasks"].list.isEmpty)
        // What is described is what is taken.
        for plugin in Shop.plugins {
            for setting in plugin.settings {
                #expect(throws: SettingsError.self) {
                    _ = try plugin.init(settings: Settings(["\(setting.name)_": true]))
                }
            }
        }
    }

    @Test("the doctor finds a healthy place healthy")
    func doctor() async throws {
        let shop = try await Shop()
        _ = try await shop.startPurchase()
        let answer = await shop.onus("doctor", "--format", "json")
        #expect(answer.status == .done, Comment(rawValue: answer.result))
        let subjects = try answer.document["findings"].list.map { try $0["subject"].text }
        for subject in ["onus", "clock", "time zones", "project", "calendar", "database", "runs"] {
            #expect(subjects.contains(subject))
        }
    }

    @Test("a branch that was not waited for is shown as withdrawn, from when it was")
    func withdrawn() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        try shop.folder.write(
            """
            onus: 1
            workflow: opinions
            version: 1
            roles: {lead: head("workshop"), director: head("company")}
            start: {by: members("workshop")}
            duties: {accountable: director, supervisor: lead, due: 2 workdays, escalation: [{at: due, decide: expired}]}
            steps:
              - id: ask
                parallel:
                  one: [{id: yours, task: approval, responsible: person("dana"), then: {any: leave}}]
                  two: [{id: mine, task: approval, responsible: person("sam"), then: {any: leave}}]
                join: any
              - {id: later, wait: 3 days}
              - {id: done, end: done}

            """, to: "opinions.yaml")
        try shop.folder.write(
            "- {after: 1 workday, person: sam, duty: mine, do: approved}\n", to: "script.yaml")
        let answer = await shop.onus(
            "run", "opinions.yaml", "--as", "sam", "--script", "script.yaml", "--format", "json")
        #expect(answer.status == .done, Comment(rawValue: answer.messages + answer.result))
        let steps = answer.document["steps"].list
        let yours = try #require(try steps.first { try $0["id"].text == "yours" })
        let ask = try #require(try steps.first { try $0["id"].text == "ask" })
        #expect(try yours["state"].text == "withdrawn")
        #expect(try yours["ended_at"].text == ask["ended_at"].text)
    }

    @Test("an inbox of nobody is refused")
    func nobody() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        _ = try await shop.startPurchase()
        let answer = await shop.onus("inbox", "--as", "kym")
        #expect(answer.status == .refused)
        #expect(answer.messages.contains("`kym` is not a person of `small-company`"))
        #expect(answer.messages.contains("did you mean `kim`?"))
    }
}
