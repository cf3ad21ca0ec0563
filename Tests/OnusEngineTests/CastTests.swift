import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Who gets a duty")
struct CastTests {
    @Test("who must not do a step again does not get it, even when nobody else is there")
    func neverTheExcluded() throws {
        var desk = try Desk(
            plan([
                duty("one", responsible: "person('ann')"),
                duty("two", responsible: "person('ann')", allocation: .not("one")),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("one", "approved", by: "ann")
        #expect(try desk.duty("two").responsible == ["dan"])
    }

    @Test(
        "who is away is left out where whoever stands in for them may not act",
        arguments: [true, false])
    func standInMayNotAct(isKeptApart: Bool) throws {
        let known = World.organization
        let days = DayRange(first: World.day(2026, 6, 1), last: World.day(2026, 6, 30))
        var desk = try Desk(
            plan(
                [
                    duty("one", responsible: "person('cay')"),
                    duty(
                        "two", responsible: "person('bob')",
                        allocation: isKeptApart ? .all : .not("one")), end("done", "ok"),
                ], separate: isKeptApart ? [[.steps(["one"]), .steps(["two"])]] : []))
        desk.organization = Organization(
            id: known.id, units: known.units, people: known.people, roles: known.roles,
            delegations: [Delegation(from: "bob", to: "cay", between: days)],
            absences: [Absence(person: "bob", between: days)])
        try desk.start()
        try desk.decide("one", "approved", by: "cay")
        #expect(try desk.duty("two").responsible == ["dan"])
    }

    @Test("where nobody fits and nobody may stand in, it is an incident")
    func nobodyFits() throws {
        var desk = try Desk(
            plan([
                duty("one", responsible: "person('ann')"),
                duty(
                    "two", responsible: "person('bob')", allocation: .sameAs("one"),
                    whenNobody: .fail), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("one", "approved", by: "ann")
        #expect(desk.openDuties == ["r/two/incident"])
    }

    @Test("the supervisor is neither a doer nor the accountable person")
    func supervisor() throws {
        var desk = try Desk(
            plan([duty("ask", supervisor: "[person('dan'), person('ann')]"), end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("ask").opened.people.supervisor == ["eve"])
    }

    @Test("whoever has the fewest open duties gets the next, those of this moment counted")
    func fewest() throws {
        let steps = try (0..<3).map {
            ("b\($0)", [try duty("s\($0)", allocation: .fewestOpen)])
        }
        var desk = try Desk(plan([parallel("all", steps), end("done", "ok")]))
        try desk.start()
        let people = try (0..<3).map { try desk.duty("all/b\($0)/s\($0)").responsible }
        #expect(people == [["ann"], ["bob"], ["cay"]])
    }

    @Test("people take turns within a run, and go on in the next where the last left off")
    func turns() throws {
        let again = Next(byOutcome: ["rejected": .step("refused")], otherwise: .step("ask"))
        let steps = [try duty("ask", next: again, allocation: .roundRobin), end("done", "ok")]
        var desk = try Desk(plan(steps))
        try desk.start()
        var got = try [desk.duty("ask").responsible]
        for (pass, person) in [(2, "ann"), (3, "bob")] {
            try desk.decide(pass == 2 ? "ask" : "ask#2", "approved", by: Person(person))
            got.append(try desk.duty("ask#\(pass)").responsible)
        }
        #expect(got == [["ann"], ["bob"], ["cay"]])
        var next = try Desk(plan(steps))
        next.turns = desk.turns
        try next.start()
        #expect(try next.duty("ask").responsible == ["ann"])
        next.turns = ["ask": "ann"]
        next.state = nil
        next.now = World.time("2026-07-02T09:00:00Z")
        try next.start()
        #expect(try next.duty("ask").responsible == ["cay"])
    }

    @Test("a separation that cannot be told is an error and not nobody")
    func brokenSeparation() throws {
        let separate: [[SeparateEntry]] = [
            [.people(try .cel("inputs.missing")), .steps(["ask"])]
        ]
        var desk = try Desk(
            plan(
                [duty("ask", responsible: "person('ann')"), end("done", "ok")], separate: separate)
        )
        try desk.start()
        #expect(try desk.duty("ask/incident").opened.incident?.error == "expression")
    }

    @Test("branches and items go in the order of the text and of numbers, not of letters")
    func order() throws {
        let branches = try ["zeta", "alpha", "mid"].map { ($0, [try duty("in_\($0)")]) }
        var desk = try Desk(plan([parallel("all", branches), end("done", "ok")]))
        try desk.start()
        let opened = desk.events.compactMap { event in
            if case .dutyOpened(let duty) = event.body { duty.step.rawValue } else { nil }
        }
        #expect(opened == ["in_zeta", "in_alpha", "in_mid"])
        let places = ["a[10]", "a[2]", "a#10", "a#2", "a", "a[2]/b", "a-b"]
            .map { Place(rawValue: $0) }
        #expect(
            places.sorted().map(\.rawValue)
                == ["a", "a#2", "a#10", "a[2]", "a[2]/b", "a[10]", "a-b"])
    }

    @Test("where the named supervisors are in it themselves, the record says whom another replaces")
    func replaced() throws {
        for (named, replaced) in [
            ("person('ann')", ["ann"]), ("[]", []), ("[person('ann'), person('cay')]", nil),
        ] as [(String, [Person]?)] {
            var desk = try Desk(
                plan([
                    duty("ask", responsible: "person('ann')", supervisor: named), end("done", "ok"),
                ]))
            try desk.start()
            let opened = try desk.duty("ask").opened
            #expect(opened.replaced == replaced)
            #expect(opened.people.supervisor == (replaced == nil ? ["cay"] : ["eve"]))
        }
    }
}
