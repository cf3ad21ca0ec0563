import OnusCEL
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Events of which it cannot be told whether they are meant")
struct MatchTests {
    private func receive(_ id: String, _ event: String, match: String) throws -> Step {
        Step(
            id: StepID(id),
            verb: .receive(
                ReceivePlan(pattern: EventPattern(events: [event], match: try .cel(match)))))
    }

    @Test("an event that lacks what is asked of it stands in the record, and the wait goes on")
    func lacking() throws {
        var desk = try Desk(
            plan([try receive("hear", "mail", match: "event.to == 'us'"), end("done", "ok")]))
        try desk.start()
        try desk.send(.deliver(Signal(id: "1", name: "mail", data: ["from": "them"])))
        #expect(desk.refusals.count == 1)
        #expect(desk.refusals.first?.contains("to") == true)
        #expect(desk.state?.status == .running)
        try desk.send(.deliver(Signal(id: "2", name: "mail", data: ["to": "us"])))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("one that comes early is told when the step begins to wait")
    func early() throws {
        var desk = try Desk(
            plan([
                try duty("ask"), try receive("hear", "mail", match: "event.to == 'us'"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(.deliver(Signal(id: "1", name: "mail", data: ["from": "them"])))
        #expect(desk.state?.mailbox?.count == 1)
        try desk.decide("ask", "approved", by: "ann")
        #expect(desk.refusals.count == 1)
        #expect(desk.state?.mailbox == nil)
        #expect(desk.state?.activations["hear"] != nil)
    }

    @Test("a condition that is wrong on what the run itself tells is an error of its step")
    func ownSteps() throws {
        let hear = try receive("hear", "steps.first", match: "event.nothing == 1")
        var desk = try Desk(
            plan([
                parallel("both", [("one", [action("first")]), ("two", [hear])]),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(.actionCompleted("both/one/first", attempt: 1, outputs: [:]))
        #expect(desk.openDuties == ["r/both/two/hear/incident"])
        #expect(desk.state?.duties.values.first?.opened.incident?.error == "expression")
    }

    @Test("an event that cannot be told to start a workflow is refused")
    func starts() throws {
        var plan = try plan([end("done", "ok")])
        plan.startedOn = EventStart(
            pattern: EventPattern(events: ["mail"], match: try .cel("event.to == 'us'")),
            person: try .cel("person('dan')"))
        let engine = Engine(plan: plan, digest: "plan", catalog: try World.catalog())
        let facts = try World.facts(at: World.time("2026-06-01T09:00:00Z"), entropy: 1)
        #expect(throws: Refusal.self) {
            _ = try engine.start(by: Signal(id: "1", name: "mail", data: ["from": "x"]), facts)
        }
        #expect(
            try engine.start(by: Signal(id: "2", name: "mail", data: ["to": "them"]), facts) == nil)
        plan.startedOn?.pattern.brings = [
            BroughtField(name: "sum", type: .int, isOptional: false)
        ]
        let typed = Engine(plan: plan, digest: "plan", catalog: try World.catalog())
        #expect(throws: Refusal.self) {
            let data: ValueMap = ["to": "us", "sum": "text"]
            _ = try typed.start(by: Signal(id: "3", name: "mail", data: data), facts)
        }
    }
}
