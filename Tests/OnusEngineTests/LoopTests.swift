import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Rounds, items and turns")
struct LoopTests {
    private let count = Field(name: "count", type: .int, defaultValue: 0)

    private func set(_ id: String, _ name: String, _ value: String) throws -> Step {
        Step(id: StepID(id), verb: .set([Binding(name, .expression(try .cel(value)))]))
    }

    @Test("a repeat goes round until its condition holds, which sees the last round")
    func rounds() throws {
        var desk = try Desk(
            plan([
                try again(
                    "drafts", [try duty("draft", next: Next())],
                    until: "steps.draft.outcome == 'approved'"),
                end("done", "ok"),
            ]))
        try desk.start()
        for person in ["ann", "bob", "cay"] as [Person] {
            try desk.decide("drafts/draft", "rejected", by: person)
        }
        #expect(desk.openDuties == ["r/drafts/draft#2"])
        try desk.decide("drafts/draft#2", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
        #expect(desk.state?.results["drafts/draft"]?.pass == 2)
    }

    @Test("a variable to which nothing was bound is absent")
    func unbound() throws {
        let unbound = [
            Field(name: "seen", type: .string), Field(name: "count", type: .int),
            Field(name: "then", type: .int),
        ]
        var desk = try Desk(
            plan([
                try again(
                    "once",
                    [
                        try set("early", "seen", "has(vars.count) ? 'there' : 'absent'"),
                        try set("bind", "count", "vars.?count.orValue(7)"),
                        try set("late", "then", "has(vars.count) ? vars.count : 0"),
                    ], until: "true", variables: unbound), end("done", "ok"),
            ]))
        try desk.start()
        let bound = desk.events.compactMap { event in
            if case .variablesSet(let set) = event.body { set.values } else { nil }
        }
        #expect(bound == [["seen": "absent"], ["count": 7], ["then": 7]])
    }

    @Test("a repeat that may not go round again raises `passes`")
    func limit() throws {
        let note = try set("note", "count", "vars.count + 1")
        var desk = try Desk(
            plan([
                try again(
                    "tries", [note], until: "false", most: 3,
                    catches: ["passes": .step("refused")], variables: [count]),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(desk.state?.outcome == "rejected")
        #expect(desk.events.count { $0.body.kind == .variablesSet } == 3)
    }

    @Test("a variable never has a value beyond its limits")
    func limits() throws {
        let small = Field(
            name: "count", type: .int, defaultValue: 0, limits: Field.Limits(maximum: 1))
        var desk = try Desk(
            plan([
                try again(
                    "tries", [try set("note", "count", "vars.count + 1")], until: "false",
                    catches: ["expression": .step("refused")], variables: [small]),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(desk.state?.outcome == "rejected")
        #expect(desk.events.count { $0.body.kind == .variablesSet } == 1)
    }

    @Test("what was caught is known behind the catch, also outside of the block that caught it")
    func caught() throws {
        let fail = Step(
            id: "break", verb: .fail(FailPlan(error: "broken")), catches: ["any": .step("note")])
        let tries = [
            try set("before", "text", "has(error.name) ? 'early' : 'nothing'"), fail,
            end("never", "never"), try set("note", "text", "vars.text + ', then ' + error.name"),
        ]
        let after = try set("after", "text", "error.step")
        var desk = try Desk(
            plan([
                try again("tries", tries, until: "vars.text == 'nothing, then broken'"),
                after, end("done", "ok"),
            ]))
        try desk.start()
        let texts = desk.events.compactMap { event -> Value? in
            if case .variablesSet(let set) = event.body { set.values["text"] } else { nil }
        }
        #expect(texts == ["nothing", "nothing, then broken", "break"])
        #expect(desk.state?.outcome == "ok")
    }

    @Test("variables of a block live through its rounds and are new when it begins again")
    func variables() throws {
        var desk = try Desk(
            plan([
                try again(
                    "tries", [try set("note", "count", "vars.count + 1"), try duty("ask")],
                    until: "vars.count > 1", variables: [count]),
                try duty("more", next: Next(byOutcome: ["rejected": .step("tries")])),
                end("done", "ok"),
            ]))
        try desk.start()
        for pass in ["", "#2"] {
            try desk.decide("tries/ask\(pass)", "approved", by: "ann")
        }
        for person in ["ann", "bob", "cay"] as [Person] {
            try desk.decide("more", "rejected", by: person)
        }
        #expect(desk.state?.activations["tries#2"]?.variables?["count"] == 1)
        #expect(desk.state?.variables.isEmpty == true)
    }

    @Test("every item has its own list, its own results and its own variables")
    func items() throws {
        let outputs = [
            Binding("seen", .expression(try .cel("vars.count"))),
            Binding("who", .expression(try .cel("n"))),
        ]
        var desk = try Desk(
            plan([
                try each(
                    "visits", "['ann', 'bob']", "n",
                    [
                        try duty("ask", responsible: "person(n)", next: Next()),
                        try set("note", "count", "vars.count + steps.ask.passes"),
                    ], outputs: outputs, variables: [count]),
                Step(
                    id: "done",
                    verb: .end(
                        EndPlan(
                            outcome: "ok",
                            outputs: [
                                Binding("seen", .expression(try .cel("steps.visits.seen"))),
                                Binding("who", .expression(try .cel("steps.visits.who"))),
                            ]))),
            ]))
        try desk.start()
        #expect(desk.openDuties == ["r/visits/n[1]/ask", "r/visits/n[2]/ask"])
        try desk.decide("visits/n[2]/ask", "approved", by: "bob")
        try desk.decide("visits/n[1]/ask", "approved", by: "ann")
        #expect(desk.state?.outputs["seen"] == [1, 1])
        #expect(desk.state?.outputs["who"] == ["ann", "bob"])
    }

    @Test("no more items are under way than `at_once` says")
    func atOnce() throws {
        var desk = try Desk(
            plan([
                try each("visits", "[1, 2, 3]", "n", [try duty("ask", next: Next())], atOnce: 2),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(desk.openDuties == ["r/visits/n[1]/ask", "r/visits/n[2]/ask"])
        try desk.decide("visits/n[2]/ask", "approved", by: "ann")
        #expect(desk.openDuties == ["r/visits/n[1]/ask", "r/visits/n[3]/ask"])
    }

    @Test("enough items end the step, and the others are withdrawn; none at all end it at once")
    func joined() throws {
        for (items, open) in [("[1, 2, 3]", 3), ("[]", 0)] {
            var desk = try Desk(
                plan([
                    try each(
                        "visits", items, "n", [try duty("ask", next: Next())], join: .count(2)),
                    end("done", "ok"),
                ]))
            try desk.start()
            #expect(desk.openDuties.count == open)
            guard open > 0 else { continue }
            try desk.decide("visits/n[1]/ask", "approved", by: "ann")
            try desk.decide("visits/n[3]/ask", "approved", by: "ann")
            #expect(desk.state?.outcome == "ok")
        }
    }

    @Test("what is no list is an error at the step")
    func noList() throws {
        var desk = try Desk(
            plan([try each("visits", "7", "n", [try duty("ask")]), end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("visits/incident").opened.incident?.error == "expression")
    }

    @Test("one branch at a time: whoever takes one up holds the others back until it is over")
    func turns() throws {
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        (
                            "one",
                            [
                                try duty("a", responsible: "person('bob')", next: Next()),
                                action("pay"),
                            ]
                        ),
                        ("two", [try duty("b", responsible: "person('ann')", next: Next())]),
                        ("three", [action("print")]),
                    ], isOneAtATime: true),
                end("done", "ok"),
            ]))
        try desk.start()
        // The machine was first; people wait for it.
        let claim = ActOnDuty(duty: "r/both/two/b", kind: .claim, person: "ann")
        #expect(try desk.refusal(.act(claim)) == .notPermitted)
        try desk.send(.actionCompleted("both/three/print", attempt: 1, outputs: [:]))
        try desk.send(.act(claim))
        #expect(
            try desk.refusal(
                .act(
                    ActOnDuty(
                        duty: "r/both/one/a", kind: .decide, person: "bob", outcome: "approved")))
                == .notPermitted)
        // Nobody is late with what they may not do yet.
        #expect(try desk.duty("both/one/a").stopped?.during == "both/two")
        #expect(desk.state?.timers[.rung("r/both/one/a")] == nil)
        #expect(try desk.duty("both/two/b").stopped == nil)
        try desk.decide("both/two/b", "approved", by: "ann")
        #expect(try desk.duty("both/one/a").stopped == nil)
        try desk.decide("both/one/a", "approved", by: "bob")
        #expect(desk.state?.activations["both/one/pay"] != nil)
    }
}
