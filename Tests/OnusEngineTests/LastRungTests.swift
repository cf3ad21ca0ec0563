import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("The last rung of a ladder")
struct LastRungTests {
    private static func tried(
        _ steps: [Step], _ last: Rung, separate: [[SeparateEntry]] = []
    ) throws -> Plan {
        var plan = try plan(steps + [end("done", "ok")], separate: separate)
        plan.ladders["up"] = Ladder(
            name: "up", rungs: [Rung(at: .percent(try .init(parsing: "50%")), mark: .blue), last])
        return plan
    }

    private static func assigning(_ people: String) throws -> Rung {
        Rung(at: .due, assign: [try .cel(people)])
    }

    private static let late = "2026-06-20T09:00:00Z"

    /// A run of these steps whose ladder has been climbed to its end.
    private static func climbed(
        _ steps: [Step], _ last: Rung, from start: String = "2026-06-01T09:00:00Z",
        to end: String = late
    ) throws -> Desk {
        var desk = try Desk(tried(steps, last), at: start)
        try desk.start()
        try desk.pass(to: end)
        return desk
    }

    private static func fired(_ desk: Desk) throws -> RungFired {
        try #require(
            desk.events.compactMap { event in
                if case .rungFired(let rung) = event.body, rung.duty == "r/ask", rung.rung == 1 {
                    rung
                } else {
                    nil
                }
            }.first)
    }

    private static func incident(_ desk: Desk) -> String? {
        desk.state?.duties.values.compactMap(\.opened.incident).first?.message
    }

    @Test("one that may be given to nobody is an incident, which says to whom and why not")
    func separate() throws {
        var desk = try Desk(
            Self.tried(
                [
                    duty("first"),
                    duty(
                        "ask", ladder: "up", accountable: "person('eve')",
                        supervisor: "person('dan')"),
                ], Self.assigning("person('ann')"),
                separate: [[.steps(["first"]), .steps(["ask"])]]))
        try desk.start()
        try desk.decide("first", "approved", by: "ann")
        try desk.pass(to: Self.late)
        #expect(try Self.fired(desk).problems == ["assign `ann`, who acted in `first`"])
        #expect(
            Self.incident(desk)
                == "the last rung of the ladder `up` reaches nobody: assign `ann`, who acted in `first`"
        )
        try desk.decide("ask/incident", "retry", by: "dan")
        #expect(desk.state?.duties.values.map(\.responsible) == [["bob", "cay"]])
    }

    @Test("whom it names must not verify the work, nor have it already")
    func obstacles() throws {
        let cases = [
            ("person('bob')", "assign `bob`, who verifies it"),
            ("responsible", "assign `ann`, `cay`, who have it already"),
            ("manager(accountable)", "assign: `manager(accountable)` gives nobody"),
        ]
        for (people, problem) in cases {
            let desk = try Self.climbed(
                [
                    duty(
                        "ask", responsible: "[person('ann'), person('cay')]", ladder: "up",
                        verifiedBy: "person('bob')", accountable: "person('eve')",
                        supervisor: "person('dan')")
                ], Self.assigning(people))
            #expect(try Self.fired(desk).problems?.first?.hasPrefix(problem.prefix(20)) == true)
            #expect(Self.incident(desk)?.contains(problem.prefix(20)) == true, "\(people)")
        }
    }

    @Test("where somebody stands above the accountable person, the duty goes there")
    func above() throws {
        let desk = try Self.climbed(
            [
                duty(
                    "ask", responsible: "[person('ann')]", ladder: "up",
                    supervisor: "person('cay')")
            ], Self.assigning("responsible"))
        #expect(try desk.duty("ask").responsible == ["eve"])
        #expect(try Self.fired(desk).problems == ["assign `ann`, who has it already"])
    }

    @Test("whom it names must be there, or have somebody who may stand in")
    func away() throws {
        let desk = try Self.climbed(
            [
                duty(
                    "ask", responsible: "[person('cay')]", ladder: "up",
                    supervisor: "person('ann')")
            ], Self.assigning("person('bob')"), from: "2026-06-29T09:00:00Z",
            to: "2026-07-05T09:00:00Z")
        #expect(
            try Self.fired(desk).problems == ["assign `bob`, who is away, without a delegate"])
        #expect(try desk.duty("ask").responsible == ["eve"])
    }

    @Test("when it fires again, the duty stays with whom it was given to")
    func again() throws {
        var last = try Self.assigning("person('bob')")
        last.repetition = Rung.Repetition(every: try Period(parsing: "1 workday"), times: 3)
        let desk = try Self.climbed([duty("ask", responsible: "person('cay')", ladder: "up")], last)
        #expect(desk.openDuties == ["r/ask"])
        #expect(try desk.duty("ask").responsible == ["bob"])
    }

    @Test("it waits for no rung before it that fires again and again")
    func inTime() throws {
        var plan = try Self.tried([duty("ask", ladder: "up")], Self.assigning("person('bob')"))
        plan.ladders["up"]?.rungs[0].remind = [try .cel("responsible")]
        plan.ladders["up"]?.rungs[0].repetition = Rung.Repetition(
            every: try Period(parsing: "1 workday"), times: 10)
        var desk = try Desk(plan)
        try desk.start()
        let due = try desk.duty("ask").deadline.at
        try desk.pass(to: Self.late)
        let fired = desk.events.filter { event in
            if case .rungFired(let rung) = event.body { rung.rung == 1 } else { false }
        }
        #expect(fired.map(\.at) == [due])
    }

    @Test("its only supervisor has it where nobody else is left")
    func supervisor() throws {
        for people in ["supervisor", "person('ann')"] {
            let desk = try Self.climbed(
                [duty("ask", responsible: "person('ann')", ladder: "up")],
                Self.assigning(people))
            #expect(try desk.duty("ask").responsible == ["eve"])
            #expect(try (Self.fired(desk).problems == nil) == (people == "supervisor"))
        }
    }

    @Test("of work that waits for its verification the verifiers are exchanged, never for a doer")
    func verifying() throws {
        var desk = try Desk(
            Self.tried(
                [
                    duty(
                        "ask", responsible: "person('ann')", ladder: "up",
                        verifiedBy: "person('bob')")
                ], Self.assigning("person('ann')")))
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.pass(to: Self.late)
        #expect(try Self.fired(desk).problems == ["assign `ann`, who did the work"])
        #expect(try desk.duty("ask").opened.people.verifiers == ["eve"])
    }

    @Test("adding or telling nobody at the end is an incident too")
    func others() throws {
        let rungs = [
            Rung(at: .due, add: [try .cel("supervisor")]),
            Rung(at: .due, raise: 1),
        ]
        for rung in rungs {
            let desk = try Self.climbed(
                [
                    duty(
                        "ask", ladder: "up", accountable: "person('eve')",
                        supervisor: "person('dan')")
                ], rung)
            #expect(Self.incident(desk) != nil)
        }
    }

    @Test("a workflow that cannot be started at the end is an incident, earlier it is not")
    func started() throws {
        let start = StartPlan(workflow: "case", inputs: [])
        let failure = Command.Body.rungFailed(
            RungFailed(duty: "r/ask", what: "case", error: "start", message: "`n` is too small"))
        var desk = try Desk(Self.tried([duty("ask", ladder: "up")], Rung(at: .due, start: start)))
        try desk.start()
        try desk.send(failure)
        #expect(desk.openDuties == ["r/ask"])
        try desk.pass(to: Self.late)
        #expect(desk.openDuties == ["r/ask"])
        try desk.send(failure)
        #expect(
            Self.incident(desk)
                == "`case` could not be started: `n` is too small")
    }
}
