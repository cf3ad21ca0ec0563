import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Ladders, errors and incidents")
struct LadderTests {
    @Test("silence climbs the whole ladder, rung by rung")
    func climbing() throws {
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        try desk.pass(to: "2026-07-01T09:00:00Z")
        let rungs = desk.events.compactMap { event in
            if case .rungFired(let rung) = event.body { rung } else { nil }
        }
        #expect(rungs.map(\.rung) == [0, 1, 1, 1, 2, 3])
        #expect(rungs.map(\.repetition) == [0, 0, 1, 2, 0, 0])
        #expect(rungs.compactMap(\.mark) == [.blue, .red, .red, .red])
        #expect(rungs[4].notified == ["dan"])
        #expect(rungs[5].started?.workflow == "case")
        #expect(rungs[5].started?.inputs["duty"] == "r/ask")
        #expect(try desk.duty("ask").mark == .red)
        #expect(desk.state?.timers.isEmpty == true)
        let starts = desk.effects.filter { if case .start = $0.body { true } else { false } }
        #expect(starts.count == 1)
        try desk.decide("ask", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a ladder makes no doer of somebody who has to verify the work")
    func verifiers() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "[person('ann'), person('cay')]", ladder: "joining",
                    verifiedBy: "person('bob')"), end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(try desk.duty("ask").responsible == ["ann", "cay"])
        try desk.decide("ask", "approved", by: "ann")
        try desk.send(
            .act(ActOnDuty(duty: "r/ask", kind: .verify, person: "bob", outcome: "verified")))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a rung that decides closes the duty, by nobody")
    func deciding() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", ladder: "deciding",
                    next: Next(byOutcome: ["expired": .step("refused")])), end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(desk.state?.outcome == "rejected")
        #expect(desk.state?.results[Place(rawValue: "ask")]?.by == [])
    }

    @Test("a timer that was missed fires late, and each fires once")
    func late() throws {
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        desk.now = World.time("2026-09-01T09:00:00Z")
        let events = try desk.send(.wake)
        #expect(events.filter { $0 == "rung.fired" }.count >= 4)
        let again = try desk.send(.wake)
        #expect(again.filter { $0 == "rung.fired" }.count <= 2)
    }

    @Test("a join that cannot be evaluated is an error of its step, and not false")
    func join() throws {
        var desk = try Desk(
            plan([
                parallel(
                    "both", [("one", [duty("a")]), ("two", [duty("b")])],
                    join: .condition(try .cel("1 / (finished - 1) > 0"))), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("both/one/a", "approved", by: "ann")
        #expect(try desk.duty("both/incident").opened.incident?.error == "expression")
        #expect(desk.state?.duties["r/both/two/b"] == nil)
    }

    @Test("a last rung whose start is refused is an incident, and one before it is told only")
    func lastRung() throws {
        let failure = Command.Body.rungFailed(
            RungFailed(duty: "r/ask", what: "case", error: "start", message: "`n` is `1`"))
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(try desk.send(failure) == ["rung.failed"])
        #expect(desk.openDuties == ["r/ask"])
        try desk.pass(to: "2026-09-01T09:00:00Z")
        #expect(try desk.send(failure).contains("duty.opened"))
        #expect(desk.openDuties == ["r/ask/incident"])
        let incident = try desk.duty("ask/incident").opened
        #expect(incident.people.responsible == ["dan"])
        #expect(incident.incident?.message == "`case` could not be started: `n` is `1`")
        try desk.decide("ask/incident", "retry", by: "dan")
        #expect(desk.openDuties == ["r/ask#2"] || desk.openDuties == ["r/ask"])
    }

    @Test("a failed action is tried again after its wait, then caught")
    func retries() throws {
        let retry = ActionPlan.Retry(times: 2, wait: try .init(parsing: "10 s"), factor: 2)
        var desk = try Desk(
            plan([action("pay", retry: retry, catches: ["failed": .step("refused")])]))
        try desk.start()
        let place = Place(rawValue: "pay")
        let fault = ActionFault(error: "failed", message: "no answer", isPassing: true)
        try desk.send(.actionFailed(place, attempt: 1, fault))
        try desk.pass(to: "2026-06-01T09:00:10Z")
        #expect(try desk.refusal(.actionCompleted(place, attempt: 1, outputs: [:])) == .late)
        try desk.send(.actionFailed(place, attempt: 2, fault))
        #expect(desk.state?.timers.values.first == World.time("2026-06-01T09:00:30Z"))
        try desk.pass(to: "2026-06-01T09:00:30Z")
        try desk.send(.actionFailed(place, attempt: 3, fault))
        #expect(desk.state?.outcome == "rejected")
        let keys = desk.effects.map(\.key.rawValue)
        #expect(keys == ["perform:r/pay:1", "perform:r/pay:2", "perform:r/pay:3"])
    }

    @Test("an announced failure is not tried again, and an uncaught one is an incident")
    func incident() throws {
        let retry = ActionPlan.Retry(times: 5, wait: try .init(parsing: "10 s"))
        var desk = try Desk(plan([action("pay", retry: retry), end("done", "ok")]))
        try desk.start()
        let fault = ActionFault(error: "broken", message: "gone", isPassing: false)
        try desk.send(.actionFailed(Place(rawValue: "pay"), attempt: 1, fault))
        let duty = try desk.duty("pay/incident")
        #expect(duty.opened.people.accountable == "dan")
        #expect(duty.opened.offered == ["retry", "skip", "fail"])
        #expect(
            try desk.decide("pay/incident", "retry", by: "dan")
                == ["duty.acted", "duty.closed", "action.requested"])
        try desk.send(.actionFailed(Place(rawValue: "pay"), attempt: 1, fault))
        #expect(desk.openDuties == ["r/pay/incident[2]"])
        try desk.decide("pay/incident[2]", "skip", by: "dan")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("what the run ends with, or what nothing follows, cannot be skipped")
    func incidentAtTheEnd() throws {
        let failing = Step(id: "stop", verb: .fail(FailPlan(error: "broken")))
        var desk = try Desk(plan([failing, end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("stop/incident").opened.offered == ["retry", "fail"])
        var last = try plan([action("pay")])
        last.body.steps.removeLast()
        var other = try Desk(last)
        try other.start()
        let fault = ActionFault(error: "broken", message: "gone", isPassing: false)
        try other.send(.actionFailed(Place(rawValue: "pay"), attempt: 1, fault))
        #expect(try other.duty("pay/incident").opened.offered == ["retry", "fail"])
    }

    @Test("what others read or wait for cannot be skipped")
    func incidentThatOthersNeed() throws {
        let heard = Step(
            id: "hear",
            verb: .receive(
                ReceivePlan(pattern: EventPattern(events: ["steps.pay"], match: try .cel("true")))))
        let readers = [
            try duty("ask", condition: "steps.pay.outcome == 'done'"), heard,
            try duty("ask", condition: "has(steps.pay.outcome)"),
        ]
        let offered = try readers.map { reader in
            var desk = try Desk(plan([action("pay"), reader, end("done", "ok")]))
            try desk.start()
            let fault = ActionFault(error: "broken", message: "gone", isPassing: false)
            try desk.send(.actionFailed(Place(rawValue: "pay"), attempt: 1, fault))
            return try desk.duty("pay/incident").opened.offered
        }
        #expect(
            offered == [["retry", "fail"], ["retry", "fail"], ["retry", "skip", "fail"]])
    }

    @Test("an incident that nobody settles climbs to the top, and the run is not lost")
    func incidentLadder() throws {
        var desk = try Desk(plan([action("pay"), end("done", "ok")]))
        try desk.start()
        let fault = ActionFault(error: "broken", message: "gone", isPassing: false)
        try desk.send(.actionFailed(Place(rawValue: "pay"), attempt: 1, fault))
        try desk.pass(to: "2026-08-01T09:00:00Z")
        #expect(try desk.duty("pay/incident").responsible == ["dan", "eve"])
        try desk.decide("pay/incident", "fail", by: "eve")
        #expect(desk.state?.status == .failed)
    }

    @Test("an error in an expression is raised, never taken for false")
    func expression() throws {
        var desk = try Desk(
            plan([duty("ask", condition: "1 / 0 > 1"), end("done", "ok")]))
        try desk.start()
        let incident = try desk.duty("ask/incident")
        #expect(incident.opened.incident?.error == "expression")
    }

    @Test("steps that turn in a circle without waiting fail the run instead of hanging")
    func endless() throws {
        var desk = try Desk(
            plan([Step(id: "turn", verb: .set([]), next: Next(otherwise: .step("turn")))]))
        try desk.start()
        #expect(desk.state?.status == .failed)
    }
}
