import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Recusals, claims and delegates")
struct ActTests {
    private func act(
        _ kind: ActKind, _ person: Person, _ outcome: String? = nil, for principal: Person? = nil,
        on place: String = "ask", saying comment: String? = nil
    ) -> Command.Body {
        .act(
            ActOnDuty(
                duty: DutyID("r/\(place)"), kind: kind, person: person, onBehalfOf: principal,
                outcome: outcome, comment: comment))
    }

    @Test("who steps out is no decider any more, and the others settle the duty")
    func recusal() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.all"), end("done", "ok")]))
        try desk.start()
        try desk.send(act(.recuse, "cay"))
        #expect(try desk.duty("ask").deciders == ["ann", "bob"])
        #expect(try desk.refusal(act(.decide, "cay", "approved")) == .notAllowed)
        try desk.decide("ask", "approved", by: "ann")
        try desk.decide("ask", "approved", by: "bob")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("when all step out, the duty's own rule says who comes in their place")
    func substitute() throws {
        var desk = try Desk(
            plan([duty("ask", responsible: "person('ann')"), end("done", "ok")]))
        try desk.start()
        try desk.send(act(.recuse, "ann"))
        #expect(try desk.duty("ask").deciders == ["dan"])
        try desk.decide("ask", "approved", by: "dan")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who got a duty alone and steps out leaves it to the next of the role")
    func nextOfTheRole() throws {
        var desk = try Desk(plan([duty("ask", allocation: .first), end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("ask").deciders == ["ann"])
        try desk.send(act(.recuse, "ann"))
        #expect(try desk.duty("ask").deciders == ["bob"])
    }

    @Test("when all step out and nobody may come in, the workflow's owner has an incident")
    func nobodyLeft() throws {
        var desk = try Desk(
            plan([
                duty("ask", responsible: "person('ann')", whenNobody: .fail), end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(act(.recuse, "ann"))
        #expect(desk.openDuties == ["r/ask/incident"])
        #expect(try desk.duty("ask/incident").opened.incident?.error == "nobody")
        try desk.decide("ask/incident", "retry", by: "dan")
        #expect(desk.openDuties == ["r/ask#2"], "the first duty was withdrawn and stays so")
        #expect(try desk.refusal(act(.decide, "ann", "approved")) == .dutyIsClosed)
    }

    @Test("who stepped out does not settle the incident that comes of it")
    func partialOwner() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('dan')", accountable: "person('ann')",
                    whenNobody: .fail), end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(act(.recuse, "dan"))
        #expect(try desk.duty("ask/incident").opened.people.responsible == ["eve"])
    }

    @Test("nobody who supervises or verifies a duty comes in to do it")
    func noSupervisor() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('ann')", verifiedBy: "person('bob')",
                    accountable: "person('cay')", supervisor: "person('dan')"), end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(act(.recuse, "ann"))
        #expect(try desk.duty("ask").deciders == ["cay"])
    }

    @Test("a delegate who steps out takes out whom they stand in for")
    func delegateRecuses() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.all"), end("done", "ok")]))
        try desk.start()
        try desk.send(act(.recuse, "eve", for: "ann"))
        #expect(try desk.duty("ask").deciders == ["bob", "cay"])
    }

    @Test("stepping out or giving back shuts nobody out of the steps kept separate")
    func recusalIsNoAct() throws {
        let separate: [[SeparateEntry]] = [[.steps(["ask"]), .steps(["two"])]]
        var desk = try Desk(
            plan([duty("ask"), duty("two"), end("done", "ok")], separate: separate))
        try desk.start()
        try desk.send(act(.recuse, "cay"))
        try desk.decide("ask", "approved", by: "ann")
        #expect(try desk.duty("two").responsible == ["bob", "cay"])
    }

    @Test("nobody claims what takes several decisions, so that no vote is blocked")
    func claimOfVotes() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.all"), end("done", "ok")]))
        try desk.start()
        #expect(try desk.refusal(act(.claim, "ann")) == .notPermitted)
        for person in ["ann", "bob", "cay"] {
            try desk.decide("ask", "approved", by: Person(person))
        }
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who holds a claim keeps others from deciding, and from nothing else")
    func claim() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.one"), end("done", "ok")]))
        try desk.start()
        try desk.send(act(.claim, "ann"))
        #expect(try desk.refusal(act(.decide, "bob", "approved")) == .notAllowed)
        #expect(try desk.refusal(act(.release, "bob")) == .notAllowed)
        try desk.send(act(.recuse, "bob"))
        try desk.send(act(.comment, "cay", saying: "look at it"))
        #expect(desk.engine.desks(of: try desk.duty("ask")) == ["ann"])
    }

    @Test("a claim ends with its holder's decision")
    func claimEnds() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('ann')", ladder: "joining", task: "ask.all"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(act(.claim, "ann"))
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(try desk.duty("ask").deciders == ["ann", "bob"])
        try desk.decide("ask", "approved", by: "ann")
        #expect(try desk.duty("ask").assignee == nil)
        try desk.decide("ask", "approved", by: "bob")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("nobody acts for another where the workflow allows no delegates, asked or not")
    func notDelegable() throws {
        var desk = try Desk(plan([duty("ask", isDelegable: false), end("done", "ok")]))
        try desk.start(by: "dan")
        #expect(try desk.refusal(act(.decide, "eve", "approved")) == .notAllowed)
        #expect(try desk.refusal(act(.decide, "eve", "approved", for: "ann")) == .notAllowed)
        try desk.decide("ask", "approved", by: "ann")
    }

    @Test("the record of a verified duty names whom the verifier stood in for")
    func verifierVoice() throws {
        var desk = try Desk(
            plan([
                duty("ask", responsible: "person('bob')", verifiedBy: "person('ann')"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("ask", "approved", by: "bob")
        try desk.send(act(.verify, "eve", "verified"))
        #expect(desk.state?.results[Place(rawValue: "ask")]?.by == ["bob", "eve", "ann"])
    }

    @Test("what changes nothing is refused and stands in no record")
    func nothing() throws {
        var desk = try Desk(plan([duty("ask", task: "ask.one"), end("done", "ok")]))
        try desk.start()
        let before = desk.events.count
        #expect(try desk.refusal(act(.release, "ann")) == .alreadyDone)
        #expect(try desk.refusal(act(.comment, "ann")) == .missing)
        #expect(try desk.refusal(act(.attach, "ann")) == .missing)
        #expect(try desk.refusal(act(.verify, "dan", "verified")) == .notPermitted)
        #expect(desk.events.count == before)
        try desk.send(act(.claim, "ann"))
        #expect(try desk.refusal(act(.claim, "ann")) == .alreadyDone)
        #expect(desk.events.count == before + 1)
    }
}
