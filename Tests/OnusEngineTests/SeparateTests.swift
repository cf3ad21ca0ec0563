import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Kept apart and put together")
struct SeparateTests {
    private static func act(_ place: String, by person: Person) -> Command.Body {
        .act(
            ActOnDuty(
                duty: DutyID("r/\(place)"), kind: .decide, person: person, outcome: "approved"))
    }

    @Test("people inside an inner list may overlap, and act in no other entry")
    func inner() throws {
        var desk = try Desk(
            plan(
                [duty("check"), duty("look"), duty("review"), end("done", "ok")],
                separate: [[.any([.steps(["check", "look"]), .start]), .steps(["review"])]]))
        try desk.start(by: "cay")
        try desk.decide("check", "approved", by: "ann")
        try desk.decide("look", "approved", by: "ann")
        #expect(try desk.duty("review").responsible == ["bob"])
        // eve stands in for ann.
        #expect(try desk.refusal(Self.act("review", by: "eve")) == .notAllowed)
        try desk.decide("review", "approved", by: "bob")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a list inside one foreach holds for each item by itself")
    func items() throws {
        let steps = [try duty("check", next: Next()), try duty("sign", next: Next())]
        var desk = try Desk(
            plan(
                [each("all", "[1, 2]", "n", steps), end("done", "ok")],
                separate: [[.steps(["check"]), .steps(["sign"]), .eachItem(of: "all")]]))
        try desk.start()
        try desk.decide("all/n[1]/check", "approved", by: "ann")
        try desk.decide("all/n[2]/check", "approved", by: "bob")
        #expect(try desk.duty("all/n[1]/sign").responsible == ["bob", "cay"])
        #expect(try desk.duty("all/n[2]/sign").responsible == ["ann", "cay"])
        try desk.decide("all/n[1]/sign", "approved", by: "bob")
        try desk.decide("all/n[2]/sign", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("whoever did one step does the others that belong together with it")
    func together() throws {
        var desk = try Desk(
            plan(
                [duty("check"), duty("report"), end("done", "ok")],
                together: [TogetherList(steps: ["check", "report"])]))
        try desk.start()
        try desk.decide("check", "approved", by: "bob")
        let report = try desk.duty("report")
        #expect(report.responsible == ["bob"])
        #expect(report.opened.excluded?.map(\.person) == ["ann", "cay"])
        #expect(report.opened.excluded?.first?.reason == "somebody else did `check`")
    }

    @Test("of two that are open at once, the first act says who does both")
    func beside() throws {
        let branches = [
            ("x", [try duty("check", next: Next())]), ("y", [try duty("report", next: Next())]),
        ]
        var desk = try Desk(
            plan(
                [parallel("both", branches), end("done", "ok")],
                together: [TogetherList(steps: ["check", "report"])]))
        try desk.start()
        let progress = ActOnDuty(
            duty: "r/both/x/check", kind: .attach, person: "cay",
            evidence: [File(name: "f", digest: "d", size: 1)])
        try desk.send(.act(progress))
        // To attach something is not to do it.
        try desk.decide("both/x/check", "approved", by: "bob")
        #expect(try desk.duty("both/y/report").deciders == ["bob"])
        #expect(try desk.refusal(Self.act("both/y/report", by: "cay")) == .notAllowed)
        try desk.decide("both/y/report", "approved", by: "bob")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("who acted in one of two that are kept apart is no more waited for in the other")
    func apart() throws {
        let branches = [
            ("x", [try duty("check", next: Next())]),
            ("y", [try duty("report", next: Next(), task: "ask.all")]),
        ]
        var desk = try Desk(
            plan(
                [parallel("both", branches), end("done", "ok")],
                separate: [[.steps(["check"]), .steps(["report"])]]))
        try desk.start()
        try desk.decide("both/y/report", "approved", by: "ann")
        #expect(try desk.duty("both/x/check").deciders == ["bob", "cay"])
        try desk.decide("both/y/report", "approved", by: "bob")
        try desk.decide("both/x/check", "approved", by: "cay")
        #expect(desk.state?.outcome == "ok", "all who may still act in `report` have")
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test("when nobody is left who may act, others are asked, or there is an incident")
    func nobodyLeft() throws {
        let branches = [
            ("x", [try duty("check", next: Next())]),
            ("y", [try duty("report", responsible: "person('ann')", next: Next())]),
        ]
        var desk = try Desk(
            plan(
                [parallel("both", branches), end("done", "ok")],
                separate: [[.steps(["check"]), .steps(["report"])]]))
        try desk.start()
        try desk.decide("both/x/check", "approved", by: "ann")
        #expect(try desk.duty("both/y/report").deciders == ["dan"], "the accountable person")
    }

    @Test("nobody who may do what belongs together is an incident")
    func nobody() throws {
        var desk = try Desk(
            plan(
                [
                    duty("check"),
                    duty(
                        "report", responsible: "person('dan')", accountable: "person('eve')",
                        supervisor: "person('bob')"), end("done", "ok"),
                ], together: [TogetherList(steps: ["check", "report"])]))
        try desk.start()
        try desk.decide("check", "approved", by: "bob")
        #expect(try desk.duty("report/incident").opened.incident?.error == "nobody")
    }

    @Test("in a foreach, what belongs together does so for each item")
    func togetherItems() throws {
        let steps = [try duty("check", next: Next()), try duty("sign", next: Next())]
        var desk = try Desk(
            plan(
                [each("all", "[1, 2]", "n", steps), end("done", "ok")],
                together: [TogetherList(steps: ["check", "sign"], foreach: "all")]))
        try desk.start()
        try desk.decide("all/n[1]/check", "approved", by: "ann")
        try desk.decide("all/n[2]/check", "approved", by: "bob")
        #expect(try desk.duty("all/n[1]/sign").responsible == ["ann"])
        #expect(try desk.duty("all/n[2]/sign").responsible == ["bob"])
    }

    @Test("what people may do is kept apart like what they owe")
    func rights() throws {
        let pattern = EventPattern(events: ["plea"], from: try .cel("role('clerks')"))
        var desk = try Desk(
            plan(
                [
                    duty("check"), Step(id: "plea", verb: .receive(ReceivePlan(pattern: pattern))),
                    end("done", "ok"),
                ], separate: [[.steps(["check"]), .steps(["plea"])]]))
        try desk.start()
        try desk.decide("check", "approved", by: "ann")
        func give(_ person: Person) -> Command.Body {
            .act(ActOnDuty(duty: "r/plea", kind: .decide, person: person))
        }
        #expect(try desk.refusal(give("ann")) == .separation)
        // eve stands in for ann.
        #expect(try desk.refusal(give("eve")) == .separation)
        #expect(try desk.refusal(give("bob")) == nil)
        #expect(desk.state?.outcome == "ok")
    }

    @Test("whoever lets an item join a block has acted in it, and leaves what is kept apart")
    func joining() throws {
        let pattern = EventPattern(events: ["more"], from: try .cel("role('clerks')"))
        var all = try each("all", "[1]", "n", [duty("look", next: Next())])
        guard case .foreach(var loop) = all.verb else { return }
        loop.addition = ItemAddition(pattern: pattern, item: nil)
        all.verb = .foreach(loop)
        var desk = try Desk(
            plan(
                [parallel("both", [("one", [all]), ("two", [duty("check", next: Next())])])]
                    + [end("done", "ok")],
                separate: [[.steps(["look", "all"]), .steps(["check"])]]))
        try desk.start()
        let right = try #require(desk.state?.rights.keys.first)
        try desk.send(
            .act(ActOnDuty(duty: right, kind: .decide, person: "ann", outcome: "received")))
        #expect(try desk.duty("both/two/check").responsible == ["bob", "cay"])
    }

    @Test("who has claimed a duty and given it back has done nothing of it")
    func claims() throws {
        var desk = try Desk(
            plan(
                [duty("check", task: "ask.one"), duty("sign"), end("done", "ok")],
                separate: [[.steps(["check"]), .steps(["sign"])]]))
        try desk.start()
        try desk.send(.act(ActOnDuty(duty: "r/check", kind: .claim, person: "bob")))
        try desk.send(.act(ActOnDuty(duty: "r/check", kind: .release, person: "bob")))
        try desk.decide("check", "approved", by: "ann")
        #expect(try desk.duty("sign").responsible == ["bob", "cay"])
    }

    @Test("a workflow that is called is told who may not act in it")
    func calls() throws {
        var desk = try Desk(
            plan(
                [
                    duty("check"), Step(id: "other", verb: .call(CallPlan(workflow: "tried"))),
                    end("done", "ok"),
                ], separate: [[.start, .steps(["check"]), .steps(["other"])]]))
        try desk.start(by: "cay")
        try desk.decide("check", "approved", by: "ann")
        let start = desk.effects.lazy.compactMap { effect in
            if case .start(let start) = effect.body { start } else { nil }
        }.first
        #expect(start?.cause.excluded == ["ann", "cay"])
        var called = try Desk(plan([duty("look"), end("done", "ok")]))
        try called.send(
            .start(StartRun(run: "r", initiator: "cay", inputs: [:], cause: start?.cause)))
        #expect(try called.duty("look").responsible == ["bob"])
        #expect(try called.refusal(Self.act("look", by: "ann")) == .notAllowed)
    }

    private static func starts(_ desk: Desk) -> [StartEffect] {
        desk.effects.compactMap { if case .start(let start) = $0.body { start } else { nil } }
    }

    @Test("who acts in a run or in one that it calls acts in the other no more, while both go on")
    func running() throws {
        var caller = try Desk(
            plan(
                [
                    parallel(
                        "both",
                        [
                            (
                                "one",
                                [Step(id: "other", verb: .call(CallPlan(workflow: "tried")))]
                            ), ("two", [try duty("sign")]),
                        ]), end("done", "ok"),
                ], separate: [[.steps(["other"]), .steps(["sign"])]]))
        try caller.start()
        let start = try #require(Self.starts(caller).first)
        var called = try Desk(plan([duty("look"), duty("again"), end("done", "ok")]))
        try called.send(
            .start(StartRun(run: "r", initiator: "eve", inputs: [:], cause: start.cause)))
        try called.decide("look", "approved", by: "ann")
        let told = called.effects.compactMap { effect in
            if case .tell(let tidings) = effect.body { tidings.tidings } else { nil }
        }
        #expect(told == [CallTidings(place: "both/one/other", run: "r", people: ["ann"])])
        let heard = Command.Body.callHeard(
            CallTidings(place: "both/one/other", run: start.run, people: ["ann"]))
        #expect(try caller.send(heard) == ["call.heard", "duty.assigned"])
        #expect(try caller.send(heard) == [])
        #expect(try caller.duty("both/two/sign").responsible == ["bob", "cay"])
        try caller.decide("both/two/sign", "approved", by: "bob")
        let bars = caller.effects.compactMap { effect in
            if case .bar(let bar) = effect.body { bar } else { nil }
        }
        #expect(bars == [BarEffect(run: start.run, people: ["bob"])])
        #expect(try called.send(.bar(["bob"])) == ["run.barred", "duty.assigned"])
        #expect(try called.send(.bar(["bob"])) == [])
        #expect(try called.duty("again").responsible == ["ann", "cay"])
        for desk in [caller, called] { #expect(RunState.folding(desk.events) == desk.state) }
    }

    @Test("what a run is told it tells those that it has called itself, and its own caller")
    func passedOn() throws {
        var middle = try Desk(
            plan([Step(id: "other", verb: .call(CallPlan(workflow: "tried"))), end("done", "ok")]))
        try middle.send(
            .start(
                StartRun(
                    run: "r", initiator: "eve", inputs: [:],
                    cause: .init(
                        run: "top", duty: nil, depth: 1, place: "k", excluded: ["cay"],
                        isHeard: true))))
        let start = try #require(Self.starts(middle).first)
        #expect(start.cause.excluded == ["cay"])
        #expect(try middle.send(.bar(["bob", "cay"])) == ["run.barred", "call.barred"])
        try middle.send(
            .callHeard(CallTidings(place: "other", run: start.run, people: ["ann"])))
        let bodies = middle.effects.map(\.body)
        #expect(bodies.contains(.bar(BarEffect(run: start.run, people: ["bob"]))))
        #expect(
            bodies.contains(
                .tell(
                    CallerEffect(
                        caller: "top",
                        tidings: CallTidings(place: "k", run: "r", people: ["ann"])))))
        #expect(RunState.folding(middle.events) == middle.state)
    }
}
