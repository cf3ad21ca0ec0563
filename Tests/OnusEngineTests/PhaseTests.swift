import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Phases")
struct PhaseTests {
    static func phase(
        _ id: String, _ steps: [Step], due: String = "10 days", ladder: String = "deciding",
        stopsDuring: [StepID]? = nil, next: Next = Next(byOutcome: ["expired": .step("refused")])
    ) throws -> Step {
        Step(
            id: StepID(id),
            verb: .scope(
                ScopePlan(
                    body: Block(id: BlockID(id), steps: steps), handlers: [],
                    phase: PhasePlan(
                        accountable: try .cel("person('dan')"),
                        supervisor: try .cel("person('eve')"),
                        due: .period(try Period(parsing: due)), ladder: ladder,
                        stopClock: stopsDuring.map { StopClock(during: $0, basis: "rules/1") }))),
            next: next)
    }

    @Test("a phase is owed by nobody but its accountable person, and its steps fulfil it")
    func fulfilled() throws {
        var desk = try Desk(
            plan([try Self.phase("deliver", [duty("ask")]), end("done", "ok")]))
        try desk.start()
        #expect(desk.openDuties == ["r/deliver/ask", "r/deliver/the-phase"])
        let duty = try desk.duty("deliver/the-phase")
        #expect(duty.opened.people.accountable == "dan")
        #expect(desk.engine.desks(of: duty).isEmpty)
        let act = ActOnDuty(
            duty: "r/deliver/the-phase", kind: .decide, person: "dan", outcome: "done")
        #expect(try desk.refusal(.act(act)) == .notPermitted)
        let note = ActOnDuty(
            duty: "r/deliver/the-phase", kind: .comment, person: "dan", comment: "soon")
        #expect(try desk.refusal(.act(note)) == nil)
        try desk.decide("deliver/ask", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
        #expect(desk.state?.results["deliver"]?.outcome == "done")
        #expect(desk.state?.settled["r/deliver/the-phase"]?.outcome == "done")
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("a rung that decides leaves the scope with its outcome, and takes back what is open")
    func expired() throws {
        var desk = try Desk(
            plan([
                try Self.phase("deliver", [duty("ask"), duty("then")], due: "2 days"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-04T09:00:00Z")
        #expect(desk.state?.outcome == "rejected")
        #expect(desk.state?.results["deliver"]?.outcome == "expired")
        let ask = try #require(desk.state?.settled["r/deliver/ask"])
        #expect(ask.outcome == nil)
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("a rung that reminds the responsible reminds whoever is accountable")
    func climbing() throws {
        var desk = try Desk(
            plan([
                try Self.phase(
                    "deliver",
                    [Step(id: "long", verb: .wait(.period(try .init(parsing: "90 days"))))],
                    ladder: "standard"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-12T09:00:00Z")
        #expect(try desk.duty("deliver/the-phase").mark == .red)
        let reminded = desk.events.flatMap { event -> [Person] in
            if case .rungFired(let rung) = event.body { rung.reminded } else { [] }
        }
        #expect(Set(reminded) == ["dan"])
    }

    @Test("the clock of a phase stands still during a step inside it")
    func clock() throws {
        let steps = [
            try duty("ask"), try duty("hear", due: "90 days"), try duty("last", due: "90 days"),
        ]
        var desk = try Desk(
            plan([
                try Self.phase("deliver", steps, stopsDuring: ["hear"]), end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-03T09:00:00Z")
        try desk.decide("deliver/ask", "approved", by: "ann")
        #expect(try desk.duty("deliver/the-phase").stopped != nil)
        try desk.pass(to: "2026-06-23T09:00:00Z")
        try desk.decide("deliver/hear", "approved", by: "ann")
        let due = try desk.duty("deliver/the-phase").deadline.at
        #expect(due == World.time("2026-07-01T23:59:59Z"), "\(due)")
    }

    @Test("who leaves the scope by a jump takes the phase along")
    func jump() throws {
        var desk = try Desk(
            plan([try Self.phase("deliver", [duty("ask")]), end("done", "ok")]))
        try desk.start()
        for person in ["ann", "bob", "cay"].map({ Person($0) }) {
            try desk.decide("deliver/ask", "rejected", by: person)
        }
        #expect(desk.state?.outcome == "rejected")
        #expect(desk.state?.duties.isEmpty == true)
    }

    @Test("a last rung that can start nothing is an incident, and the steps of the phase go on")
    func toNobody() throws {
        var desk = try Desk(
            plan([
                try Self.phase("deliver", [duty("ask", due: "200 days")], ladder: "standard"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-25T09:00:00Z")
        func starts() -> Int {
            desk.effects.count { if case .start = $0.body { true } else { false } }
        }
        let failure = Command.Body.rungFailed(
            RungFailed(
                duty: "r/deliver/the-phase", what: "case", error: "start", message: "no `n`"))
        try desk.send(failure)
        try desk.send(failure)
        #expect(
            desk.openDuties == [
                "r/deliver/ask", "r/deliver/the-phase", "r/deliver/the-phase/incident",
            ])
        let incident = try desk.duty("deliver/the-phase/incident")
        #expect(incident.responsible == ["dan"])
        #expect(incident.opened.offered == ["retry", "skip", "fail"])
        #expect(starts() == 1)
        try desk.decide("deliver/the-phase/incident", "retry", by: "dan")
        #expect(starts() == 2)
        try desk.send(failure)
        #expect(desk.openDuties.contains("r/deliver/the-phase/incident[2]"))
        try desk.decide("deliver/ask", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
        #expect(desk.state?.settled["r/deliver/the-phase/incident[2]"] != nil)
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("who settles that incident may leave it at that, or fail the run")
    func settled() throws {
        for (outcome, open) in [("skip", true), ("fail", false)] {
            var desk = try Desk(
                plan([
                    try Self.phase("deliver", [duty("ask", due: "200 days")], ladder: "standard"),
                    end("done", "ok"),
                ]))
            try desk.start()
            try desk.pass(to: "2026-06-25T09:00:00Z")
            try desk.send(
                .rungFailed(
                    RungFailed(
                        duty: "r/deliver/the-phase", what: "case", error: "start", message: "x")))
            try desk.decide("deliver/the-phase/incident", outcome, by: "dan")
            #expect(desk.state?.isOpen == open)
            if open { #expect(desk.openDuties == ["r/deliver/ask", "r/deliver/the-phase"]) }
            #expect(RunState.folding(desk.events) == desk.state)
        }
    }
}
