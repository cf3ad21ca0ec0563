import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Tasks that break, are gone or keep a secret")
struct TaskTests {
    @Test("a task that breaks what it declared is an incident, not a duty that waits for ever")
    func broken() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.broken"), end("done", "ok")]))
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        #expect(desk.openDuties == ["r/ask/incident"])
        #expect(try desk.duty("ask/incident").opened.incident?.error == "failed")
    }

    @Test("where no plugin has the task, acts are refused and nothing of the duty is lost")
    func goneLater() throws {
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        let elsewhere = Engine(
            plan: desk.engine.plan, digest: "plan", catalog: try Catalog(plugins: []))
        let act = ActOnDuty(duty: "r/ask", kind: .comment, person: "ann", comment: "hello")
        let facts = try World.facts(at: desk.now)
        do throws(Refusal) {
            _ = try elsewhere.decide(desk.state, .act(act), facts)
            Issue.record("it was accepted")
        } catch {
            #expect(error.code == .notPermitted)
            #expect(error.message.contains("`ask`"))
        }
        let woken = try elsewhere.decide(desk.state, .wake, facts)
        #expect(woken.events.isEmpty)
    }

    @Test("a duty whose task nobody has does not open, and the owner knows")
    func gone() throws {
        var desk = try Desk(plan([duty("ask", task: "nowhere"), end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("ask/incident").opened.incident?.error == "unknown_task")
    }

    @Test("who decided what in a secret duty stands in the record and is shown nowhere")
    func secret() throws {
        var desk = try Desk(
            plan([
                duty("panel", task: "ask.secretly"), duty("ask", shows: ["panel"]),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("panel", "rejected", by: "ann")
        desk.state = nil
        desk.events = []
        try desk.start()
        try desk.decide("panel", "approved", by: "ann")
        let result = try #require(desk.state?.results[Place(rawValue: "panel")])
        #expect(result.votes.isEmpty)
        #expect(result.by.isEmpty)
        #expect(try desk.duty("ask").content["panel"]?.mapValue?["by"] == nil)
        #expect(desk.state?.actors["panel"] == ["ann"])
        let acted = try #require(desk.events.first { $0.body.kind == .dutyActed })
        guard case .dutyActed(let shown) = acted.shown.body else {
            Issue.record("it is another event")
            return
        }
        #expect(shown.act == Act(.decide, by: .secret, at: desk.now))
        #expect(acted.shown.actor == .person(.secret, onBehalfOf: nil))
        #expect(acted.actor == .person("ann", onBehalfOf: nil))
    }
}
