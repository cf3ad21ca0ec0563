import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Signals, conditions and what is taken back")
struct SignalTests {
    private func receive(
        _ id: String, _ events: [String], match: String? = "event.to == 'us'", from: String? = nil,
        needsAll: Bool? = nil, count: Int? = nil, within: String? = nil, dropsEarly: Bool? = nil
    ) throws -> Step {
        let pattern = EventPattern(
            events: events, match: try match.map { try .cel($0) },
            from: try from.map { try .cel($0) },
            form: from == nil ? nil : [Field(name: "to", type: .string)])
        return Step(
            id: StepID(id),
            verb: .receive(
                ReceivePlan(
                    pattern: pattern, needsAll: needsAll, count: count,
                    within: try within.map { try .init(parsing: $0) }, dropsEarly: dropsEarly)),
            next: Next(byOutcome: ["expired": .step("refused")]))
    }

    private func tell(
        _ name: String, to: String = "us", id: String = "1", by person: Person? = nil
    ) -> Command.Body {
        .deliver(Signal(id: id, name: name, data: ["to": .string(to)], sender: person))
    }

    @Test("a foreach that is over takes no items, though some of them go on")
    func joined() throws {
        let pattern = EventPattern(events: ["add"], from: try .cel("person('dan')"))
        var step = try each(
            "all", "[1, 2]", "n", [duty("look", next: Next())], join: .any)
        if case .foreach(var loop) = step.verb {
            loop.rest = .goOn
            loop.addition = ItemAddition(pattern: pattern)
            step.verb = .foreach(loop)
        }
        var desk = try Desk(plan([step, duty("last", next: Next()), end("done", "ok")]))
        try desk.start()
        #expect(desk.state?.rights.count == 1)
        try desk.decide("all/n[1]/look", "approved", by: "ann")
        #expect(desk.openDuties == ["r/all/n[2]/look", "r/last"])
        #expect(desk.state?.rights.isEmpty == true)
    }

    @Test("who sends an event by right is held to its form")
    func form() throws {
        var desk = try Desk(
            plan([try receive("letter", ["mail"], from: "person('dan')"), end("done", "ok")]))
        try desk.start()
        for (id, data) in [("1", [:]), ("3", ["to": "us", "more": 1])]
            as [(String, ValueMap)]
        {
            try desk.send(.deliver(Signal(id: id, name: "mail", data: data, sender: "dan")))
        }
        #expect(
            desk.refusals == [
                "`to` is missing: it is a text",
                "`more` is not a field of the form: there are `to`",
            ])
        #expect(desk.openDuties.isEmpty, "it is no incident")
        // What is meant for others is none of this one's.
        #expect(try desk.send(tell("mail", to: "them", id: "4", by: "dan")) == [])
        try desk.send(tell("mail", id: "5", by: "dan"))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who sends an event by right is kept apart like whoever uses it at their desk")
    func separateSender() throws {
        var desk = try Desk(
            plan(
                [
                    try duty("first", next: Next()),
                    try receive("letter", ["mail"], from: "role('clerks')"), end("done", "ok"),
                ], separate: [[.steps(["first"]), .steps(["letter"])]]))
        try desk.start()
        try desk.decide("first", "approved", by: "ann")
        try desk.send(tell("mail", id: "1", by: "ann"))
        #expect(desk.refusals.first?.contains("`ann` has acted in `first`") == true)
        try desk.send(tell("mail", id: "2", by: "bob"))
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a signal that matches ends the step, another one changes nothing")
    func matching() throws {
        var desk = try Desk(plan([try receive("letter", ["mail"]), end("done", "ok")]))
        try desk.start()
        #expect(try desk.send(tell("call")) == [])
        #expect(try desk.send(tell("mail", to: "them")) == [])
        #expect(
            try desk.send(tell("mail", id: "3")) == ["signal.received", "step.ended", "run.ended"])
        #expect(desk.state?.results["letter"]?.outputs["to"] == "us")
    }

    @Test("what comes early is kept, once, unless the step drops it")
    func early() throws {
        for drops in [true, false] {
            var desk = try Desk(
                plan([
                    try duty("first", next: Next()),
                    try receive("letter", ["mail"], dropsEarly: drops), end("done", "ok"),
                ]))
            try desk.start()
            #expect(try desk.send(tell("mail")) == (drops ? [] : ["signal.kept"]))
            #expect(try desk.send(tell("mail")) == [])
            #expect(try desk.send(tell("mail", to: "them", id: "2")) == [])
            try desk.decide("first", "approved", by: "ann")
            #expect(desk.state?.isOpen == drops)
            #expect(desk.state?.mailbox == nil)
        }
    }

    @Test("several are counted, or one of each name is needed")
    func several() throws {
        var counting = try Desk(plan([try receive("letters", ["mail"], count: 2), end("e", "ok")]))
        try counting.start()
        try counting.send(tell("mail", id: "1"))
        #expect(counting.state?.isOpen == true)
        try counting.send(tell("mail", id: "2"))
        #expect(counting.state?.outcome == "ok")
        var all = try Desk(
            plan([try receive("both", ["mail", "call"], needsAll: true), end("e", "ok")]))
        try all.start()
        try all.send(tell("mail", id: "1"))
        try all.send(tell("mail", id: "2"))
        #expect(all.state?.isOpen == true)
        try all.send(tell("call", id: "3"))
        #expect(all.state?.outcome == "ok")
    }

    @Test("a step that waits too long ends `expired`")
    func expired() throws {
        var desk = try Desk(
            plan([try receive("letter", ["mail"], within: "2 days"), end("done", "ok")]))
        try desk.start()
        try desk.pass(to: "2026-06-05T09:00:00Z")
        #expect(desk.state?.outcome == "rejected")
    }

    @Test("a right is no duty: only those who have it may do it, and nobody must")
    func rights() throws {
        var desk = try Desk(
            plan([
                try receive("letter", ["mail"], match: nil, from: "[person('ann'), person('bob')]"),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(desk.openDuties.isEmpty)
        #expect(desk.state?.rights["r/letter"]?.people == ["ann", "bob"])
        func give(_ person: Person, _ fields: ValueMap) -> Command.Body {
            .act(ActOnDuty(duty: "r/letter", kind: .decide, person: person, fields: fields))
        }
        #expect(try desk.refusal(give("cay", ["to": "x"])) == .notAllowed)
        #expect(try desk.refusal(give("bob", ["from": "x"])) == .badInput)
        // From outside it must come from one of them too.
        #expect(try desk.send(tell("mail", by: "cay")) == [])
        // eve stands in for ann in June.
        try desk.send(give("eve", ["to": "x"]))
        #expect(desk.state?.outcome == "ok")
        #expect(desk.state?.results["letter"]?.by == ["ann"])
        #expect(desk.state?.actors["letter"] == ["ann"])
    }

    private func handled(_ trigger: ScopePlan.Trigger, _ steps: [Step]) -> Step {
        Step(
            id: "deliver",
            verb: .scope(
                ScopePlan(
                    body: Block(id: "deliver", steps: steps),
                    handlers: [
                        .init(
                            id: "beside", trigger: trigger,
                            block: Block(
                                id: "deliver/beside",
                                steps: [
                                    Step(
                                        id: "note",
                                        verb: .emit(EmitPlan(event: "noted", data: [])))
                                ]))
                    ])))
    }

    @Test("a handler begins on each signal, and none once the steps are over")
    func handlers() throws {
        let pattern = EventPattern(events: ["mail"], match: try .cel("event.to == 'us'"))
        var desk = try Desk(
            plan([
                handled(.event(pattern), [try duty("ask", next: Next())]), try duty("after"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(tell("mail", id: "1"))
        try desk.send(tell("mail", id: "2"))
        #expect(desk.events.count { $0.body.kind == .signalSent } == 2)
        #expect(desk.effects.map(\.key).contains("publish:r/deliver/beside[2]/note"))
        try desk.decide("deliver/ask", "approved", by: "ann")
        #expect(try desk.send(tell("mail", id: "3")) == [])
    }

    @Test("a handler with a condition begins whenever it turns true")
    func conditions() throws {
        let trigger = ScopePlan.Trigger.condition(
            try .cel("has(steps.ask.outcome) && steps.ask.outcome == 'rejected'"))
        let again = Next(byOutcome: ["rejected": .step("ask"), "approved": .step("ask")])
        var desk = try Desk(
            plan([
                handled(trigger, [try duty("ask", responsible: "person('ann')", next: again)]),
                end("done", "ok"),
            ]))
        try desk.start()
        for (pass, outcome) in ["rejected", "rejected", "approved", "rejected"].enumerated() {
            try desk.decide("deliver/ask\(pass == 0 ? "" : "#\(pass + 1)")", outcome, by: "ann")
        }
        #expect(desk.events.count { $0.body.kind == .signalSent } == 2)
    }

    @Test("that a step has finished is a signal too, also when it was early")
    func steps() throws {
        for isEarly in [true, false] {
            let waiting = try receive("meet", ["steps.first"], match: nil)
            let before = isEarly ? [try duty("b", next: Next())] : []
            var desk = try Desk(
                plan([
                    parallel(
                        "both",
                        [("one", [try duty("first", next: Next())]), ("two", before + [waiting])]),
                    end("done", "ok"),
                ]))
            // A step of a sibling branch is told when it finishes; nothing is looked up before.
            try desk.start()
            try desk.decide("both/one/first", "approved", by: "ann")
            if isEarly { try desk.decide("both/two/b", "approved", by: "bob") }
            #expect(desk.state?.outcome == "ok")
        }
    }

    @Test("a wait for other steps goes on when they are not open and cannot be reached")
    func settled() throws {
        let wait = Step(
            id: "meet", verb: .wait(.settled(["second"], blockers: ["first"])))
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        (
                            "one",
                            [
                                try duty("first", next: Next()), try duty("second", next: Next()),
                                try duty("third", next: Next()),
                            ]
                        ),
                        ("two", [wait]),
                    ]),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("both/one/first", "approved", by: "ann")
        #expect(desk.state?.activations["both/two/meet"] != nil)
        try desk.decide("both/one/second", "approved", by: "ann")
        #expect(desk.state?.activations["both/two/meet"] == nil)
    }

    @Test("a withdraw takes back what is open, and what would follow it in its list")
    func withdrawn() throws {
        let enough = Step(id: "enough", verb: .withdraw(["first"]))
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        ("one", [try duty("first", next: Next()), try duty("more")]),
                        ("two", [try duty("second", next: Next()), enough]),
                    ]),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(
            try desk.decide("both/two/second", "approved", by: "ann") == [
                "duty.acted", "duty.closed", "duty.withdrawn", "steps.withdrawn", "block.closed",
                "block.closed", "step.ended", "run.ended",
            ])
    }

    @Test("in a foreach, a withdraw takes back the steps of its own item")
    func withdrawnItem() throws {
        let enough = Step(id: "enough", verb: .withdraw(["ask"]))
        var desk = try Desk(
            plan([
                try each(
                    "all", "[1, 2]", "n",
                    [
                        parallel(
                            "both",
                            [
                                ("one", [try duty("ask", next: Next())]),
                                ("two", [try duty("stop", next: Next()), enough]),
                            ])
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("all/n[2]/both/two/stop", "approved", by: "ann")
        #expect(desk.openDuties == ["r/all/n[1]/both/one/ask", "r/all/n[1]/both/two/stop"])
    }

    @Test("items join a foreach while it runs")
    func joining() throws {
        var step = try each("all", "['ann']", "n", [try duty("ask", next: Next())])
        guard case .foreach(var loop) = step.verb else { return }
        loop.addition = ItemAddition(
            pattern: EventPattern(events: ["mail"]), item: try .cel("event.to"))
        step.verb = .foreach(loop)
        var desk = try Desk(plan([step, end("done", "ok")]))
        try desk.start()
        #expect(
            try desk.send(tell("mail"))
                == ["signal.received", "item.added", "block.opened", "duty.opened"])
        #expect(desk.openDuties == ["r/all/n[1]/ask", "r/all/n[2]/ask"])
    }

    @Test("a step that is done in the items of a foreach beside it counts once for each item")
    func items() throws {
        for isLate in [false, true] {
            let pause = Step(id: "pause", verb: .wait(.period(try .init(parsing: "1 h"))))
            let hear = try receive("hear", ["steps.look"], match: nil, count: 2)
            var desk = try Desk(
                plan([
                    parallel(
                        "both",
                        [
                            (
                                "one",
                                [try each("all", "[1, 2, 3]", "n", [duty("look", next: Next())])]
                            ), ("two", isLate ? [pause, hear] : [hear]),
                        ]), end("done", "ok"),
                ]))
            try desk.start()
            for number in [2, 1] {
                try desk.decide("both/one/all/n[\(number)]/look", "approved", by: "ann")
            }
            if isLate {
                #expect(desk.state?.results["both/two/hear"] == nil)
                try desk.pass(to: "2026-06-01T11:00:00Z")
            }
            let heard = try #require(desk.state?.results["both/two/hear"])
            #expect(heard.outputs["events"]?.listValue?.count == 2)
        }
    }

    @Test("in an item only the step of the same item is heard, though it was done before")
    func ownItem() throws {
        let pause = Step(id: "pause", verb: .wait(.period(try .init(parsing: "1 h"))))
        let branches = parallel(
            "both",
            [
                ("one", [try duty("look", next: Next())]),
                ("two", [pause, try receive("hear", ["steps.look"], match: nil)]),
            ])
        var desk = try Desk(plan([each("all", "[1, 2]", "n", [branches]), end("done", "ok")]))
        try desk.start()
        try desk.decide("all/n[1]/both/one/look", "approved", by: "ann")
        try desk.pass(to: "2026-06-01T11:00:00Z")
        #expect(desk.state?.results["all/n[1]/both/two/hear"] != nil)
        #expect(desk.state?.results["all/n[2]/both/two/hear"] == nil)
        try desk.decide("all/n[2]/both/one/look", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }
}
