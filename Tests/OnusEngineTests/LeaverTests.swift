import OnusEngine
import OnusModel
import OnusPlugin
import Testing

@Suite("Who leaves the organisation while something is open")
struct LeaverTests {
    /// The house without somebody; ann heads the office then.
    private static func house(without person: Person) -> Organization {
        let known = World.organization
        return Organization(
            id: known.id, calendar: known.calendar,
            units: known.units.map { unit in
                Unit(
                    id: unit.id, name: unit.name, parent: unit.parent,
                    head: unit.head == person ? "ann" : unit.head)
            },
            people: known.people.filter { $0.id != person },
            roles: known.roles.mapValues { $0.filter { $0 != person } })
    }

    /// A file that was put into force by mistake.
    private static let elsewhere = Organization(
        id: "elsewhere", calendar: "plain", units: [Unit(id: "all", name: "All", head: "zed")],
        people: [Member(id: "zed", name: "Zed", unit: "all")])

    private static func move(_ desk: inout Desk, to organization: Organization) throws {
        desk.organization = organization
        try desk.send(.wake)
        #expect(try desk.send(.wake) == [])
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("an incident is never left with nobody, and comes back when its owner does")
    func incident() throws {
        var desk = try Desk(
            plan([
                duty("ask", responsible: "inputs.nobody", whenNobody: .fail), end("done", "ok"),
            ]))
        try desk.start()
        #expect(try desk.duty("ask/incident").responsible == ["dan"])
        try Self.move(&desk, to: Self.house(without: "dan"))
        // Whoever started the run comes next.
        #expect(try desk.duty("ask/incident").deciders == ["eve"])
        #expect(try desk.duty("ask/incident").opened.people.accountable == "eve")
        try Self.move(&desk, to: Self.elsewhere)
        #expect(try desk.duty("ask/incident").deciders == ["zed"])
        try Self.move(&desk, to: World.organization)
        let back = try desk.duty("ask/incident")
        #expect(back.deciders == ["dan"])
        #expect(back.opened.people.accountable == "dan")
        #expect(back.opened.people.supervisor == ["eve"])
    }

    @Test("an incident that everybody in its line has stepped out of goes to anybody else")
    func everybodyIsOut() throws {
        var desk = try Desk(
            plan([
                duty("ask", responsible: "inputs.nobody", whenNobody: .fail), end("done", "ok"),
            ]))
        try desk.start()
        let act = ActOnDuty(duty: "r/ask/incident", kind: .recuse, person: "dan")
        try desk.send(.act(act))
        #expect(try desk.duty("ask/incident").deciders == ["eve"])
        let known = World.organization
        try Self.move(
            &desk,
            to: Organization(
                id: known.id, calendar: known.calendar,
                units: [Unit(id: "office", name: "Office", head: "dan")],
                people: known.people.filter { $0.id != "eve" }))
        #expect(try desk.duty("ask/incident").deciders == ["ann"])
    }

    @Test("what waited for somebody by name goes to the accountable person")
    func named() throws {
        var desk = try Desk(
            plan([duty("ask", responsible: "person('ann')"), end("done", "ok")]))
        try desk.start()
        try Self.move(&desk, to: Self.house(without: "ann"))
        #expect(try desk.duty("ask").deciders == ["dan"])
        try Self.move(&desk, to: Self.elsewhere)
        try Self.move(&desk, to: World.organization)
        let back = try desk.duty("ask")
        #expect(back.deciders == ["ann"])
        #expect(back.opened.people.accountable == "dan")
        #expect(back.opened.people.supervisor == ["eve"])
    }

    @Test("others answer for a duty and a phase whose accountable person has left")
    func accountable() throws {
        var step = try PhaseTests.phase(
            "deliver", [duty("ask", responsible: "person('bob')", accountable: "head('office')")])
        if case .scope(var scope) = step.verb {
            scope.phase?.accountable = try .cel("head('office')")
            step.verb = .scope(scope)
        }
        var desk = try Desk(plan([step, end("done", "ok")]))
        try desk.start()
        try Self.move(&desk, to: Self.house(without: "dan"))
        for place in ["deliver/ask", "deliver/the-phase"] {
            #expect(try desk.duty(place).opened.people.accountable == "ann")
            #expect(try desk.duty(place).opened.people.supervisor == ["eve"])
        }
        let reasons = desk.events.compactMap { event in
            if case .dutyAssigned(let change) = event.body { change.reason } else { nil }
        }
        #expect(reasons == Array(repeating: "of `house` no longer: `dan`", count: 2))
    }

    @Test("whoever is next above supervises a duty whose supervisor has left")
    func supervisor() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('bob')", accountable: "person('cay')",
                    supervisor: "person('dan')"), end("done", "ok"),
            ]))
        try desk.start()
        try Self.move(&desk, to: Self.house(without: "dan"))
        #expect(try desk.duty("ask").opened.people.supervisor == ["ann"])
        #expect(try desk.duty("ask").opened.people.accountable == "cay")
    }
}
