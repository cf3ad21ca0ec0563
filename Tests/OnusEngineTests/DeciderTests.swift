import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

/// Approved by two; anything else once two no longer can.
private struct AskTwo: DutyTask {
    static let name = "ask.two"
    init() {}
    var outcomes: [Outcome] { [Outcome("approved", continues: true), Outcome("rejected")] }
    func problems(for deciders: [Person], without absent: [Person]) -> [ParameterProblem] {
        deciders.count < 2 ? [ParameterProblem("rule", "needs two, not \(deciders.count)")] : []
    }
    func evaluate(_ duty: DutyView) -> Verdict<NoOutput> {
        let approved = duty.decisions.count { $0.outcome == "approved" }
        if approved > 1 { return .outcome("approved", NoOutput(), because: "two approved") }
        return approved + duty.undecided.count > 1
            ? .pending("two have not approved")
            : .outcome("rejected", NoOutput(), because: "two cannot approve")
    }
}

private struct PairPlugin: Plugin {
    static let name = "pair"
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [AskTwo.self] }
}

@Suite("What a task says about its deciders")
struct DeciderTests {
    private func desk(
        _ responsible: String, ladder: String = "standard", absent: WhenNobody = .manager
    ) throws -> Desk {
        try Desk(
            plan([
                duty(
                    "ask", responsible: responsible, ladder: ladder, task: "ask.two",
                    whenNobody: absent),
                end("done", "ok"),
            ]), catalog: try Catalog(plugins: [PairPlugin.self]))
    }

    @Test("a duty that those who are there cannot settle is an incident, not a rejection")
    func tooFew() throws {
        var desk = try desk("person('ann')")
        try desk.start()
        #expect(desk.openDuties == ["r/ask/incident"])
        let incident = try desk.duty("ask/incident").opened.incident
        #expect(incident?.error == "parameter")
        #expect(incident?.message == "`rule` needs two, not 1")
    }

    @Test("nor does an approval reject when somebody who is needed steps out: another comes in")
    func recused() throws {
        var desk = try desk("[person('ann'), person('bob')]")
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.send(
            .act(ActOnDuty(duty: DutyID("r/ask"), kind: .recuse, person: "bob")))
        #expect(desk.state?.status == .running)
        let owner = try #require(desk.state?.duties["r/ask"]?.opened.people.accountable)
        #expect(desk.state?.duties["r/ask"]?.deciders == ["ann", owner])
        try desk.decide("ask", "approved", by: owner)
        #expect(desk.state?.outcome == "ok")
    }

    @Test("and where nobody may come in, it is an incident")
    func recusedAlone() throws {
        var desk = try desk("[person('ann'), person('bob')]", absent: .fail)
        try desk.start()
        try desk.send(
            .act(ActOnDuty(duty: DutyID("r/ask"), kind: .recuse, person: "bob")))
        #expect(desk.openDuties == ["r/ask/incident"])
    }

    @Test("as long as enough are left, who steps out does no harm")
    func enough() throws {
        var desk = try desk("role('clerks')")
        try desk.start()
        try desk.send(
            .act(ActOnDuty(duty: DutyID("r/ask"), kind: .recuse, person: "bob")))
        try desk.decide("ask", "approved", by: "ann")
        try desk.decide("ask", "approved", by: "cay")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("where a deadline passes, the record says who had decided what")
    func votes() throws {
        var desk = try desk("role('clerks')", ladder: "deciding")
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.decide("ask", "rejected", by: "bob")
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(
            desk.because == """
                rung 1 of ladder `deciding`: 2 of 3 had decided (`ann` approved, `bob` rejected), \
                which settled nothing
                """)
    }

    @Test("a deadline that passes while the work waits to be verified is the verifier's")
    func verifier() throws {
        for ladder in ["standard", "deciding"] {
            var desk = try Desk(
                plan([
                    duty(
                        "ask", responsible: "person('ann')", ladder: ladder,
                        verifiedBy: "person('cay')"), end("done", "ok"),
                ]))
            try desk.start()
            try desk.decide("ask", "approved", by: "ann")
            try desk.pass(to: "2026-06-04T18:00:00Z")
            let reminded = desk.events.compactMap { event in
                if case .rungFired(let rung) = event.body { rung.reminded } else { nil }
            }
            #expect(Set(reminded.flatMap { $0 }) == (ladder == "standard" ? ["cay"] : []))
            let because = """
                rung 1 of ladder `deciding`: it was `approved` by `ann`, and `cay` had not \
                verified it
                """
            #expect(desk.because == (ladder == "standard" ? nil : because))
        }
    }

    @Test("whom a ladder adds while the work waits to be verified may verify it")
    func joins() throws {
        var desk = try Desk(
            plan([
                duty(
                    "ask", responsible: "person('ann')", ladder: "joining",
                    verifiedBy: "person('cay')"), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("ask", "approved", by: "ann")
        try desk.pass(to: "2026-06-04T18:00:00Z")
        #expect(try desk.duty("ask").responsible == ["ann"])
        #expect(try desk.duty("ask").opened.people.verifiers == ["cay", "bob"])
        try desk.send(
            .act(
                ActOnDuty(
                    duty: DutyID("r/ask"), kind: .verify, person: "bob", outcome: "verified")))
        #expect(desk.state?.outcome == "ok")
    }
}

extension Desk {
    /// Why the duty that closed last was closed.
    fileprivate var because: String? {
        events.compactMap { event in
            if case .dutyClosed(let end) = event.body { end.because } else { nil }
        }.last
    }
}
