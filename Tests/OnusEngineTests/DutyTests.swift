import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Duties")
struct DutyTests {
    @Test("a duty opens with everybody's part, its deadline and the times of its rungs")
    func opening() throws {
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        let duty = try desk.duty("ask")
        #expect(duty.opened.people.responsible == ["ann", "bob", "cay"])
        #expect(duty.opened.people.accountable == "dan")
        #expect(duty.opened.people.supervisor == ["eve"])
        #expect(duty.deadline.at == World.time("2026-06-04T17:00:00Z"))
        #expect(duty.rungs.count == 4)
        #expect(duty.rungs[1] == duty.deadline.at)
        #expect(duty.rungs[2] == World.time("2026-06-10T17:00:00Z"))
    }

    @Test("refusals say why, and change nothing")
    func refusals() throws {
        var desk = try Desk(plan([duty("ask"), end("done", "ok")]))
        try desk.start()
        let before = desk.state
        func act(
            _ person: Person, _ outcome: String?, _ duty: DutyID = "r/ask", digest: String? = nil
        ) -> Command.Body {
            .act(
                ActOnDuty(
                    duty: duty, kind: .decide, person: person, outcome: outcome, digest: digest))
        }
        #expect(try desk.refusal(act("dan", "approved")) == .notAllowed)
        #expect(try desk.refusal(act("nobody", "approved")) == .notAllowed)
        #expect(try desk.refusal(act("ann", "maybe")) == .notOffered)
        #expect(try desk.refusal(act("ann", nil)) == .notOffered)
        #expect(try desk.refusal(act("ann", "approved", "r/other")) == .unknownDuty)
        #expect(try desk.refusal(act("ann", "approved", digest: "old")) == .stale)
        #expect(desk.state == before)
        try desk.decide("ask", "approved", by: "ann")
        #expect(try desk.refusal(act("bob", "approved")) == .dutyIsClosed)
    }

    @Test("a delegate acts for whoever delegated, and the record tells both")
    func delegation() throws {
        var watched = try Desk(plan([duty("ask"), end("done", "ok")]))
        try watched.start(by: "dan")
        // Nobody else would supervise what eve did for ann.
        #expect(
            try watched.refusal(
                .act(
                    ActOnDuty(duty: "r/ask", kind: .decide, person: "eve", outcome: "approved")))
                == .separation)
        var desk = try Desk(
            plan([
                duty("ask", accountable: "person('eve')", supervisor: "person('dan')"),
                end("done", "ok"),
            ]))
        try desk.start(by: "dan")
        try desk.decide("ask", "approved", by: "eve")
        let acted = desk.events.compactMap { event in
            if case .dutyActed(let acted) = event.body { acted.act } else { nil }
        }
        #expect(acted.first?.person == "eve")
        #expect(acted.first?.onBehalfOf == "ann")
        #expect(desk.state?.actors["ask"] == ["ann", "eve"])
    }

    @Test("nobody waits for who is of the organisation no longer")
    func gone() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.all"), end("done", "ok")]))
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.decide("ask", "approved", by: "cay")
        let known = World.organization
        desk.organization = Organization(
            id: known.id, units: known.units, people: known.people.filter { $0.id != "bob" },
            roles: ["clerks": ["ann", "cay"]])
        try desk.send(.wake)
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a claim holds as long as whoever made it may act, and until others are called in")
    func claimOfAStandIn() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "[person('ann'), person('cay')]", task: "ask.one",
                    accountable: "person('bob')", supervisor: "person('dan')", due: "2 months"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(.act(ActOnDuty(duty: "r/ask", kind: .claim, person: "eve")))
        let open = try desk.duty("ask")
        #expect(desk.engine.desks(of: open) == ["eve", "ann", "cay"])
        let decision = ActOnDuty(
            duty: "r/ask", kind: .decide, person: "cay", outcome: "approved")
        #expect(try desk.refusal(.act(decision)) == .notAllowed)
        // Her delegation is over.
        try desk.pass(to: "2026-07-10T09:00:00Z")
        try desk.send(.act(decision))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who stands in for two has the voice of each in turn")
    func twoVoices() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "[person('ann'), person('dan')]", task: "ask.all",
                    accountable: "person('bob')", supervisor: "person('cay')"),
                end("done", "ok"),
            ]))
        let period = DayRange(first: World.day(2026, 6, 1), last: World.day(2026, 6, 30))
        let known = World.organization
        desk.organization = Organization(
            id: known.id, units: known.units, people: known.people, roles: known.roles,
            delegations: ["ann", "dan"].map { Delegation(from: $0, to: "eve", between: period) })
        try desk.start()
        try desk.decide("ask", "approved", by: "eve")
        try desk.decide("ask", "approved", by: "eve")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who is away without a delegate is left out, and the record says so")
    func absence() throws {
        var desk = try Desk(
            plan([duty("ask"), end("done", "ok")]), at: "2026-07-02T09:00:00Z")
        try desk.start()
        let duty = try desk.duty("ask")
        #expect(duty.responsible == ["ann", "cay"])
        #expect(duty.opened.excluded?.map(\.person) == ["bob"])
    }

    @Test("when nobody is left the manager stands in")
    func standIn() throws {
        var desk = try Desk(
            plan([duty("ask", responsible: "person('bob')"), end("done", "ok")]),
            at: "2026-07-02T09:00:00Z")
        try desk.start()
        #expect(try desk.duty("ask").responsible == ["dan"])
    }

    @Test("nobody acts in two entries of a separate list")
    func separation() throws {
        let separate: [[SeparateEntry]] = [[.start, .steps(["one"]), .steps(["two"])]]
        var desk = try Desk(
            plan([duty("one"), duty("two"), end("done", "ok")], separate: separate))
        try desk.start(by: "cay")
        #expect(try desk.duty("one").responsible == ["ann", "bob"])
        try desk.decide("one", "approved", by: "ann")
        #expect(try desk.duty("two").responsible == ["bob"])
        let refused = try desk.refusal(
            .act(
                ActOnDuty(
                    duty: "r/two", kind: .decide, person: "eve", onBehalfOf: "ann",
                    outcome: "approved")))
        #expect(refused == .notAllowed)
    }

    @Test("what verifiers return begins again, what they verify closes")
    func verification() throws {
        var desk = try Desk(
            plan([
                duty("fix", responsible: "person('ann')", verifiedBy: "person('cay')"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("fix", "approved", by: "ann")
        #expect(try desk.duty("fix").proposal?.outcome == "approved")
        func verify(_ word: String, by person: Person) -> Command.Body {
            .act(ActOnDuty(duty: "r/fix", kind: .verify, person: person, outcome: word))
        }
        #expect(try desk.refusal(verify("verified", by: "ann")) == .notAllowed)
        try desk.send(verify("returned", by: "cay"))
        #expect(try desk.duty("fix").proposal == nil)
        try desk.decide("fix", "approved", by: "ann")
        try desk.send(verify("verified", by: "cay"))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("votes are void when a step in a handler or in items gives what the deciders are shown")
    func freshnessOfOthers() throws {
        let check = try duty("check", responsible: "person('dan')", next: Next())
        let items = try each("all", "[1, 2]", "n", [check])
        let inspect = try duty("inspect", responsible: "person('dan')", next: Next())
        var desk = try Desk(
            plan([
                try scope(
                    "deliver",
                    [
                        parallel(
                            "both",
                            [
                                (
                                    "review",
                                    [
                                        try duty(
                                            "review", responsible: "role('clerks')",
                                            shows: ["inspect", "check"])
                                    ]
                                ), ("items", [items]),
                            ])
                    ], every: "1 day", handler: "look", [inspect]), end("done", "ok"),
            ]))
        try desk.start()
        let place = "deliver/both/review/review"
        for other in [
            "deliver/both/items/all/n[1]/check", "deliver/both/items/all/n[2]/check",
            "deliver/look[1]/inspect",
        ] {
            try desk.pass(to: "2026-06-02T10:00:00Z")
            try desk.decide(place, "rejected", by: "bob")
            #expect(try desk.duty(place).acts.count == 1)
            try desk.decide(other, "approved", by: "dan")
            #expect(try desk.duty(place).acts.isEmpty, "\(other)")
        }
        let content = try desk.duty(place).content
        #expect(content["check"]?.listValue?.count == 2)
        #expect(content["inspect"]?.listValue?.count == 1)
    }

    @Test("votes are void when what the deciders were shown has changed")
    func freshness() throws {
        let again = Next(byOutcome: ["rejected": .step("draft")])
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        ("draft", [try duty("draft", responsible: "person('ann')", next: again)]),
                        (
                            "review",
                            [try duty("review", responsible: "role('clerks')", shows: ["draft"])]
                        ),
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        let shown = try desk.duty("both/review/review").digest
        try desk.decide("both/review/review", "rejected", by: "bob", digest: shown)
        try desk.decide("both/draft/draft", "rejected", by: "ann")
        let duty = try desk.duty("both/review/review")
        #expect(duty.digest != shown)
        #expect(duty.acts.isEmpty)
        #expect(throws: Refusal.self) {
            try desk.decide("both/review/review", "approved", by: "bob", digest: shown)
        }
        try desk.decide("both/review/review", "approved", by: "bob", digest: duty.digest)
        #expect(desk.openDuties == ["r/both/draft/draft#2"])
    }
}
