import OnusCLI
import OnusValues
import Testing

@Suite("what people read of duties and rights")
struct PlainWordsTests {
    private static let paper = """
        onus: 1
        workflow: paper
        version: 1
        roles: {lead: head("workshop"), director: head("company")}
        start: {by: members("workshop")}
        duties:
          accountable: director
          supervisor: lead
          responsible: director
          due: 2 workdays
          escalation: [{at: due, decide: expired}]
        steps:
          - id: phase
            due: 10 workdays
            scope:
              - id: write
                task: responsibility.deliver
                responsible: person("sam")
                extend: {by: lead, at_most: 9 workdays}
                form:
                  pages: {type: int}
                  kind: {type: string, enum: [long, short], optional: true}
                then: {expired: leave}
            then: {expired: done}
          - {id: letter, receive: letter, from: lead, form: {text: {type: string, title: What it says}}}
          - {id: call, receive: call.came, match: "true"}
          - {id: done, end: done}

        """

    private static func start() async throws -> (shop: Shop, run: String) {
        let shop = try await Shop(virtualFrom: "2026-06-01T09:00:00Z")
        try shop.folder.write(paper, to: "paper.yaml")
        let answer = await shop.onus("run", "paper.yaml", "--as", "kim", "--format", "json")
        #expect(answer.status == .done, Comment(rawValue: answer.messages + answer.result))
        return (shop, try answer.document["run"].text)
    }

    private static func write(_ shop: Shop) async {
        let answer = await shop.onus(
            "decide", "write", "done", "--form", "pages=3", "--as", "sam")
        #expect(answer.status == .done, Comment(rawValue: answer.messages))
    }

    @Test("a request for more time goes by the end of its place, and says what became of it")
    func endOfPlace() async throws {
        let (shop, run) = try await Self.start()
        _ = await shop.onus("extend", "write", "2 workdays", "--as", "sam")
        for name in ["write/extend", "phase/write/extend", "\(run):write/extend"] {
            let shown = await shop.onus("show", name, "--as", "kim", "--format", "json")
            #expect(shown.status == .done, Comment(rawValue: shown.messages))
            #expect(try shown.document["duty"].text == "\(run)/phase/write/extend")
        }
        let granted = await shop.onus(
            "decide", "write/extend", "granted", "--run", run, "--as", "kim")
        #expect(granted.status == .done, Comment(rawValue: granted.messages))
        for name in ["\(run)/phase/write/extend", "write/extend"] {
            let again = await shop.onus("decide", name, "granted", "--as", "kim")
            #expect(again.status == .refused)
            #expect(again.messages.contains("/phase/write/extend` was closed with `granted`"))
        }
    }

    @Test("a duty that is closed says so by its step alone, with the minute on the local clock")
    func closed() async throws {
        let (shop, _) = try await Self.start()
        await Self.write(shop)
        let shown = await shop.onus("show", "write")
        #expect(shown.result.contains("closed: done"), Comment(rawValue: shown.messages))
        let again = await shop.onus("decide", "write", "done", "--as", "sam")
        #expect(again.status == .refused)
        #expect(
            again.messages.contains("the duty was closed with `done` at 2026-06-01 09:00\n"),
            Comment(rawValue: again.messages))
        #expect(await shop.onus("show", "written").status == .refused)
    }

    @Test("a right has no deadline, no digest, and says which fields it takes")
    func right() async throws {
        let (shop, run) = try await Self.start()
        await Self.write(shop)
        let inbox = await shop.onus("inbox", "--as", "kim")
        #expect(inbox.result.contains("no deadline"), Comment(rawValue: inbox.result))
        #expect(!inbox.result.contains(" days"))
        #expect(
            (inbox.result + inbox.messages).contains(
                "decide with: onus decide \(run)/letter received --form text=… --as kim"),
            Comment(rawValue: inbox.messages))
        let duty = await shop.onus("inbox", "--as", "kim", "--format", "json")
            .document["duties"][0]
        #expect(duty["due_at"].isNull)
        #expect(try duty["form"][0]["name"].text == "text")
        #expect(try duty["form"][0]["type"].text == "string")
        #expect(duty["form"][0]["required"].value == .bool(true))
        let shown = await shop.onus("show", "letter").result
        #expect(shown.contains("text: string, required – What it says"))
        #expect(shown.contains("no deadline\n"))
        #expect(!shown.contains("digest"))
        #expect(await shop.onus("show", run).result.contains("no deadline"))
    }

    @Test("a duty says which fields it takes, and the command that decides it has those it needs")
    func fields() async throws {
        let (shop, run) = try await Self.start()
        let shown = await shop.onus("show", "write").result
        #expect(shown.contains("pages: int, required"))
        #expect(shown.contains("kind: string (long, short), optional"))
        let command = "onus decide \(run)/phase/write done --form pages=… --as sam"
        let answer = await shop.onus("run", "paper.yaml", "--as", "kim")
        #expect(answer.messages.contains(command), Comment(rawValue: answer.messages))
    }

    @Test("a request for more time that nobody answered stands in the record when the duty is over")
    func unanswered() async throws {
        let (shop, run) = try await Self.start()
        _ = await shop.onus("extend", "write", "2 workdays", "--as", "sam")
        await Self.write(shop)
        let log = await shop.onus("log", run).result
        #expect(
            log.contains("nobody answered sam, who had asked for 2 workdays more for phase/write"))
        #expect(
            await shop.onus("inbox", "--as", "kim", "--format", "json")
                .document["duties"].list.count == 1)
    }

    @Test("who sent an event stands in the record, also while it is kept")
    func sender() async throws {
        let (shop, run) = try await Self.start()
        _ = await shop.onus("send", "call.came", "--as", "dana")
        #expect(await shop.onus("log", run).result.contains("call.came from dana is kept"))
        await Self.write(shop)
        _ = await shop.onus("decide", "letter", "received", "--form", "text=x", "--as", "kim")
        #expect(await shop.onus("log", run).result.contains("call.came from dana comes to call"))
    }

    @Test("a phase waits for its steps, and nobody is said to do it")
    func phase() async throws {
        let (shop, run) = try await Self.start()
        #expect(await shop.onus("show", run).result.contains("waits for its steps"))
        let report = await shop.onus(
            "check", "paper.yaml", "--organization", "organization.yaml", "--witness",
            "--format", "json")
        let parts = report.document["staffing"][0]["witness"].list
        #expect(try parts.map { try $0["step"].text } == ["start", "write"])
    }

    @Test("what nobody verifies says so, and each person is named once")
    func refusals() async throws {
        let (shop, _) = try await Self.start()
        let verified = await shop.onus("verify", "write", "verified", "--as", "kim")
        #expect(verified.messages.contains("this duty is not verified by anybody"))
        _ = try await shop.startPurchase()
        let comment = await shop.onus("comment", "approve", "hm", "--as", "dana")
        #expect(
            comment.messages.contains("it is up to `kim`, `ari`\n"),
            Comment(rawValue: comment.messages))
    }

    @Test("what a delegate decided is told of the delegate, for whom they stood in")
    func delegate() async throws {
        let shop = try await Shop(virtualFrom: "2026-03-02T09:00:00Z")
        let text = try shop.folder.text(of: "organization.yaml")
        try shop.folder.write(
            text + "delegations: [{from: kim, to: dana, between: [2026-03-01, 2026-03-31]}]\n",
            to: "organization.yaml")
        let run = try await shop.startPurchase()
        _ = await shop.onus("decide", "approve", "approved", "--as", "dana")
        let log = await shop.onus("log", run).result
        #expect(
            log.contains("approved – dana for kim decided, one is enough"),
            Comment(rawValue: log))
    }
}
