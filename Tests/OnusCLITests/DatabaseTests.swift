import OnusCLI
import Testing

@Suite("databases")
struct DatabaseTests {
    @Test("deploy, start and work do together what run does alone")
    func apart() async throws {
        let shop = try await Shop()
        let deploy = await shop.onus("deploy", ".")
        #expect(deploy.status == .done)
        #expect(
            deploy.lines.first?.split(separator: " ") == [
                "workflow", "purchase", "version", "1", "new",
            ])
        #expect(await shop.onus("deploy", ".").result.contains("unchanged"))
        let start = await shop.onus(
            "start", "purchase", "--as", "sam", "--input", "item=a", "--input", "amount=1")
        #expect(start.status == .done)
        #expect(start.lines.count == 1)
        #expect(await shop.onus("work", "--until-idle").status == .done)
        #expect(await shop.onus("inbox", "--as", "kim").lines.count == 2)
        let unknown = await shop.onus("start", "purchases", "--as", "sam")
        #expect(unknown.status == .refused)
        #expect(unknown.messages.contains("no workflow `purchases`"))
    }

    @Test("a worker that is to tell more tells what happens in the runs")
    func verbose() async throws {
        let shop = try await Shop()
        try shop.folder.write(
            """
            onus: 1
            workflow: told
            version: 1
            steps:
              - {id: tell, task: notify, with: {to: person("kim"), subject: hello}}
              - {id: done, end: done}
            """, to: "told.yaml")
        _ = await shop.onus("deploy", ".")
        _ = await shop.onus("start", "told", "--as", "sam")
        let work = await shop.onus("work", "--until-idle", "--verbose")
        #expect(work.messages.contains("tell is done"), "\(work.messages)")
        #expect(work.messages.contains("the run ended: done"), "\(work.messages)")
    }

    @Test("time passes in a virtual database when it is told to, and what is due happens")
    func virtual() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let run = try await shop.startPurchase()
        let work = await shop.onus("work", "--at", "2026-03-20T09:00")
        #expect(work.status == .done, Comment(rawValue: work.messages))
        let text = await shop.onus("show", run).result
        #expect(text.contains("ended: refused"))
        let back = await shop.onus("work", "--at", "2026-03-01T09:00")
        #expect(back.status == .refused)
        #expect(back.messages.contains("time does not go back"))
    }

    @Test("virtual time stops where the calendar starts a run, and doctor says when that is")
    func schedule() async throws {
        let shop = try await Shop(virtualFrom: "2026-05-20T09:00:00Z")
        try shop.folder.write(
            """
            onus: 1
            workflow: monthly
            version: 1
            start: {every: 1 month, day: first workday, at: "09:00", as: person("kim"), overlap: allow}
            steps:
              - {id: rest, wait: 36 h}
              - {id: done, end: done}
            """, to: "monthly.yaml")
        let deploy = await shop.onus("deploy", ".")
        #expect(deploy.status == .done, Comment(rawValue: deploy.messages))
        #expect(
            await shop.onus("doctor").result.contains("`monthly` starts next at 2026-06-01 09:00"))
        #expect(await shop.onus("work", "--at", "2026-07-10T09:00").status == .done)
        let runs = await shop.onus("runs", "--format", "json").document["runs"].list
        #expect(
            try runs.map { try $0["started_at"].text.prefix(10) } == ["2026-07-01", "2026-06-01"])
        #expect(
            try runs.map { try $0["ended_at"].text.prefix(10) } == ["2026-07-02", "2026-06-02"])
        #expect(
            await shop.onus("doctor").result.contains("`monthly` starts next at 2026-08-03 09:00"))
    }

    @Test("the time of a real database cannot be chosen")
    func real() async throws {
        let shop = try await Shop()
        _ = try await shop.startPurchase()
        for arguments in [
            ["inbox", "--at", "2026-03-20T09:00:00Z"], Shop.order + ["--clock", "virtual"],
        ] {
            let answer = await shop.onus(arguments)
            #expect(answer.status == .refused)
            #expect(answer.messages.contains("runs on the real clock"))
        }
        let virtual = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        _ = try await virtual.startPurchase()
        #expect(await virtual.onus(Shop.order + ["--clock", "real"]).status == .refused)
    }

    @Test(
        "a file that is no database ends with 65 and stays as it is",
        arguments: ["text", "folder"])
    func noDatabase(kind: String) async throws {
        let shop = try await Shop()
        if kind == "text" {
            try shop.folder.write(String(repeating: "no database\n", count: 100), to: "x.db")
        } else {
            try shop.folder.write("", to: "x.db/inside")
        }
        let answer = await shop.onus("inbox", "--database", "sqlite:x.db")
        #expect(answer.status == .badInput)
        #expect(answer.messages.contains("not a database"))
        if kind == "text" { #expect(try shop.folder.text(of: "x.db").hasPrefix("no database")) }
    }

    @Test("a database where there is no folder ends with 69")
    func noFolder() async throws {
        let shop = try await Shop()
        let answer = await shop.onus(Shop.order + ["--database", "sqlite:no/such/x.db"])
        #expect(answer.status == .unavailable)
        #expect(answer.messages.contains("no/such"))
    }

    @Test(
        "a name that is no database's ends with 64",
        arguments: ["mysql://x", "sqlite:", "postgres://localhost/onus", ""])
    func wrongURL(url: String) async throws {
        let shop = try await Shop()
        let answer = await shop.onus("inbox", "--database", url)
        #expect(answer.status == .usage)
        #expect(answer.messages.contains("help: write `sqlite:PATH`"))
    }

    @Test("the database lies beside onus.yaml, wherever below the command runs")
    func place() async throws {
        var shop = try await Shop()
        _ = try await shop.startPurchase()
        try shop.folder.write("", to: "below/x")
        shop.terminal.folder += "/below"
        #expect(await shop.onus("runs", "--format", "json").document["runs"].list.count == 1)
        shop.terminal.variables["ONUS_DATABASE"] = "sqlite:other.db"
        #expect(await shop.onus("runs", "--format", "json").document["runs"].list.isEmpty)
    }
}
