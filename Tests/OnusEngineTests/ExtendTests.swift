import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("More time")
struct ExtendTests {
    private static func ask(
        by person: Person = "ann", _ period: String? = nil, at place: String = "ask"
    ) throws -> Command.Body {
        .askForTime(
            AskForTime(
                duty: DutyID("r/\(place)"), person: person,
                period: try period.map { try Period(parsing: $0) }))
    }

    private static func desk(_ extend: ExtensionPlan? = nil) throws -> Desk {
        var desk = try Desk(
            plan([duty("ask", extend: try extend ?? more()), end("done", "ok")]))
        try desk.start()
        return desk
    }

    @Test("asking moves nothing, and stands in the inbox of those who can grant it")
    func asking() throws {
        var desk = try Self.desk()
        let before = try desk.duty("ask")
        #expect(try desk.send(Self.ask("2 workdays")) == ["extension.requested"])
        let after = try desk.duty("ask")
        #expect(after.deadline == before.deadline)
        #expect(desk.state?.timers[.rung("r/ask")] == before.rungs[0])
        let right = try #require(desk.state?.rights["r/ask/extend"])
        #expect(right.people == ["dan"])
        #expect(right.offered == ["granted", "refused"])
        #expect(right.until == before.deadline.at)
        #expect(try desk.refusal(Self.ask(by: "bob")) == .alreadyDone)
    }

    @Test("a grant moves the deadline and the rungs that have not fired")
    func granting() throws {
        var desk = try Self.desk()
        try desk.pass(to: "2026-06-03T12:00:00Z")
        #expect(try desk.duty("ask").nextRung == 1)
        try desk.send(Self.ask("2 workdays"))
        #expect(
            try desk.decide("ask/extend", "granted", by: "dan")
                == ["extension.answered", "duty.rescheduled"])
        let duty = try desk.duty("ask")
        #expect(duty.deadline.at == World.time("2026-06-08T17:00:00Z"))
        #expect(duty.deadline.text == "3 workdays + 2 workdays")
        #expect(duty.nextRung == 1)
        #expect(desk.state?.timers[.rung("r/ask")] == duty.deadline.at)
        #expect(duty.mark == .blue)
        #expect(desk.state?.rights.isEmpty == true)
        try desk.pass(to: "2026-06-08T16:00:00Z")
        #expect(try desk.duty("ask").mark == .blue)
        try desk.pass(to: "2026-06-08T17:00:00Z")
        #expect(try desk.duty("ask").mark == .red)
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("a refusal moves nothing, and leaves the time for another try")
    func refusing() throws {
        var desk = try Self.desk()
        let before = try desk.duty("ask").deadline
        try desk.send(Self.ask())
        #expect(try desk.decide("ask/extend", "refused", by: "dan") == ["extension.answered"])
        #expect(try desk.duty("ask").deadline == before)
        try desk.send(Self.ask())
        #expect(desk.state?.rights.keys.map(\.rawValue) == ["r/ask/extend[2]"])
        try desk.decide("ask/extend[2]", "granted", by: "dan")
        #expect(try desk.duty("ask").deadline.at == World.time("2026-06-11T17:00:00Z"))
        #expect(try desk.refusal(Self.ask()) == .notPermitted)
    }

    @Test("nobody asks for too much, too late, for others, or where nobody can grant it")
    func refusals() throws {
        var desk = try Self.desk()
        #expect(try desk.refusal(Self.ask("6 workdays")) == .badInput)
        #expect(try desk.refusal(Self.ask("0 workdays")) == .badInput)
        #expect(try desk.refusal(Self.ask(by: "dan")) == .notAllowed)
        #expect(try desk.refusal(Self.ask(by: "nobody")) == .notAllowed)
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(try desk.refusal(Self.ask()) == .late)
        var plain = try Desk(plan([duty("ask"), end("done", "ok")]))
        try plain.start()
        #expect(try plain.refusal(Self.ask()) == .notPermitted)
        var own = try Self.desk(more(by: "person('ann')"))
        #expect(try own.refusal(Self.ask()) == .notAllowed)
    }

    @Test("nobody grants time to themselves, and whoever grants may give less")
    func answering() throws {
        var desk = try Self.desk(more(by: "role('clerks')"))
        try desk.send(Self.ask())
        let right: DutyID = "r/ask/extend"
        // eve stands in for ann, who asked.
        for person in ["ann", "eve", "dan"].map({ Person($0) }) {
            let answer = ActOnDuty(duty: right, kind: .decide, person: person, outcome: "granted")
            #expect(try desk.refusal(.act(answer)) == .notAllowed)
        }
        var less = ActOnDuty(duty: right, kind: .decide, person: "bob", outcome: "granted")
        less.fields = ["by": "9 workdays"]
        #expect(try desk.refusal(.act(less)) == .badInput)
        less.fields = ["by": "1 workday"]
        try desk.send(.act(less))
        #expect(try desk.duty("ask").deadline.at == World.time("2026-06-05T17:00:00Z"))
        #expect(try desk.refusal(.act(less)) == .unknownDuty)
    }

    @Test("sixty days and thirty more are ninety days, whatever holidays are between")
    func sum() throws {
        var desk = try Desk(
            plan([
                duty("ask", extend: more("3 days"), due: "5 days"), end("done", "ok"),
            ]))
        // The fifth day is a Saturday, so that the first deadline is on Monday.
        try desk.start()
        #expect(try desk.duty("ask").deadline.at == World.time("2026-06-08T23:59:59Z"))
        try desk.send(Self.ask())
        try desk.decide("ask/extend", "granted", by: "dan")
        #expect(try desk.duty("ask").deadline.at == World.time("2026-06-09T23:59:59Z"))
    }

    @Test("what was asked for goes with its duty")
    func closing() throws {
        var desk = try Self.desk()
        try desk.send(Self.ask())
        let events = try desk.decide("ask", "approved", by: "ann")
        #expect(events.prefix(3) == ["duty.acted", "extension.lapsed", "duty.closed"])
        #expect(RunState.folding(desk.events) == desk.state)
        #expect(desk.state?.rights.isEmpty == true)
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who answers has acted in the duty, and whoever is kept apart from it is not asked")
    func acting() throws {
        for answer in ["granted", "refused"] {
            var desk = try Desk(
                plan(
                    [
                        duty(
                            "ask", responsible: "person('ann')",
                            extend: more(by: "[person('bob'), person('eve')]")),
                        duty("sign", responsible: "[person('bob'), person('cay')]"),
                        end("done", "ok"),
                    ], separate: [[.start, .steps(["ask"]), .steps(["sign"])]]))
            try desk.start()
            try desk.send(Self.ask())
            #expect(desk.state?.rights["r/ask/extend"]?.people == ["bob"])
            #expect(
                try desk.refusal(
                    .act(
                        ActOnDuty(
                            duty: "r/ask/extend", kind: .decide, person: "eve", outcome: answer)))
                    == .notAllowed)
            try desk.decide("ask/extend", answer, by: "bob")
            #expect(desk.state?.actors["ask"] == ["bob"])
            try desk.decide("ask", "approved", by: "ann")
            #expect(try desk.duty("sign").responsible == ["cay"])
            #expect(RunState.folding(desk.events) == desk.state)
        }
    }

    @Test("who has acted since in what is kept apart answers no more, and who answers leaves it")
    func apart() throws {
        func desk() throws -> Desk {
            var desk = try Desk(
                plan(
                    [
                        parallel(
                            "both",
                            [
                                ("one", [try duty("ask", extend: more(by: "person('bob')"))]),
                                (
                                    "two",
                                    [
                                        try duty(
                                            "sign", responsible: "[person('bob'), person('cay')]")
                                    ]
                                ),
                            ]), end("done", "ok"),
                    ], separate: [[.steps(["ask"]), .steps(["sign"])]]))
            try desk.start()
            return desk
        }
        var answering = try desk()
        try answering.send(Self.ask(at: "both/one/ask"))
        try answering.decide("both/one/ask/extend", "granted", by: "bob")
        #expect(try answering.duty("both/two/sign").responsible == ["cay"])
        var signing = try desk()
        try signing.send(Self.ask(at: "both/one/ask"))
        try signing.decide("both/two/sign", "approved", by: "bob")
        let grant = ActOnDuty(
            duty: "r/both/one/ask/extend", kind: .decide, person: "bob", outcome: "granted")
        #expect(try signing.refusal(.act(grant)) == .separation)
        var late = try desk()
        try late.decide("both/two/sign", "approved", by: "bob")
        #expect(try late.refusal(Self.ask(at: "both/one/ask")) == .separation)
    }

    @Test("who only gave more time is not asked for what the same person does")
    func sameAs() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('ann')", extend: more(by: "person('bob')")),
                duty("sign", allocation: .sameAs("ask")), end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(Self.ask())
        try desk.decide("ask/extend", "granted", by: "bob")
        try desk.decide("ask", "approved", by: "ann")
        #expect(try desk.duty("sign").responsible == ["ann"])
    }
}
