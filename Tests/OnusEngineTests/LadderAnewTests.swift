import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import Testing

@Suite("A duty that changes hands late")
struct LadderAnewTests {
    /// Verified by cay; a deadline hands it to eve, and that is all.
    private static func desk() throws -> Desk {
        var plan = try plan([
            duty(
                "ask", responsible: "person('ann')", ladder: "up", verifiedBy: "person('cay')",
                supervisor: "person('bob')"),
            end("done", "ok"),
        ])
        plan.ladders["up"] = Ladder(
            name: "up", rungs: [Rung(at: .due, assign: [try .cel("person('eve')")])])
        var desk = try Desk(plan)
        try desk.start()
        return desk
    }

    @Test("work that is returned when its ladder is over begins it anew")
    func returned() throws {
        var desk = try Self.desk()
        try desk.decide("ask", "approved", by: "ann")
        try desk.pass(to: "2026-06-20T09:00:00Z")
        #expect(try desk.duty("ask").opened.people.verifiers == ["eve"])
        #expect(desk.state?.timers[.rung("r/ask")] == nil)
        try desk.send(
            .act(
                ActOnDuty(
                    duty: "r/ask", kind: .verify, person: "eve", outcome: "returned",
                    comment: "half of it is missing")))
        let next = try #require(desk.state?.timers[.rung("r/ask")])
        #expect(next > desk.now)
        #expect(try desk.duty("ask").deadline.at == next)
        // Whoever verifies the work cannot do it, and nobody else is named: somebody has to settle it.
        try desk.pass(to: "2026-07-20T09:00:00Z")
        #expect(desk.openDuties == ["r/ask/incident"])
    }

    @Test("so does work that is done then and waits for its verifier")
    func proposed() throws {
        var desk = try Self.desk()
        try desk.pass(to: "2026-06-20T09:00:00Z")
        #expect(try desk.duty("ask").responsible == ["eve"])
        try desk.decide("ask", "approved", by: "eve")
        #expect(try desk.duty("ask").opened.people.verifiers == ["cay"])
        #expect(desk.state?.timers[.rung("r/ask")] != nil)
    }

    @Test("and a duty that falls back to others when the one whom the ladder named steps out")
    func recused() throws {
        var desk = try Self.desk()
        try desk.pass(to: "2026-06-20T09:00:00Z")
        try desk.send(.act(ActOnDuty(duty: "r/ask", kind: .recuse, person: "eve")))
        #expect(try desk.duty("ask").deciders == ["ann"])
        #expect(desk.state?.timers[.rung("r/ask")] != nil)
    }

    @Test("when a rung leaves it to those who have all decided, it is settled")
    func settledByRung() throws {
        var plan = try plan([
            duty("ask", ladder: "up", task: "ask.all"), end("done", "ok"),
        ])
        plan.ladders["up"] = Ladder(
            name: "up",
            rungs: [
                Rung(at: .due, assign: [try .cel("[person('ann'), person('bob')]")]),
                Rung(
                    at: .after(try Period(parsing: "9 days")), assign: [try .cel("person('eve')")]),
            ])
        var desk = try Desk(plan)
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.decide("ask", "approved", by: "bob")
        #expect(desk.state?.status == .running)
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(desk.state?.outcome == "ok")
    }
}
