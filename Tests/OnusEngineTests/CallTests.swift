import OnusCEL
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Calls, locks and what is undone")
struct CallTests {
    private func call(
        _ id: String, next: Next = Next(), catches: [String: Target] = [:],
        isDetached: Bool? = nil, outcomes: [String]? = nil
    ) -> Step {
        Step(
            id: StepID(id),
            verb: .call(
                CallPlan(
                    workflow: "other", inputs: [Binding("x", .constant(1))],
                    isDetached: isDetached, outcomes: outcomes)), next: next, catches: catches)
    }

    private func started(_ desk: Desk) throws -> CallStarted {
        let calls = desk.events.compactMap { event -> CallStarted? in
            if case .callStarted(let call) = event.body { call } else { nil }
        }
        return try #require(calls.last)
    }

    private func answer(_ desk: Desk, _ result: CallAnswer.Result) throws -> Command.Body {
        let call = try started(desk)
        return .callAnswered(CallAnswer(place: call.place, run: call.run, result: result))
    }

    private func keys(_ desk: Desk, _ word: String) -> [String] {
        desk.effects.map(\.key.rawValue).filter { $0.hasPrefix(word + ":") }
    }

    @Test("the ends of the called workflow are the outcomes of the call")
    func outcome() throws {
        let next = Next(byOutcome: ["no": .step("refused")])
        for (answered, outcome) in [("yes", "ok"), ("no", "rejected")] {
            var desk = try Desk(plan([call("ask", next: next), end("done", "ok")]))
            try desk.start()
            #expect(keys(desk, "start").count == 1)
            try desk.send(
                try answer(desk, .ended(answered, outputs: ["y": 2], actors: ["bob"])))
            #expect(desk.state?.outcome == outcome)
            #expect(desk.state?.results["ask"]?.outputs["y"] == 2)
            #expect(desk.state?.actors["ask"] == ["bob"])
        }
    }

    @Test("an end that leads nowhere is an error, never taken for another one")
    func unknownEnd() throws {
        var desk = try Desk(plan([call("ask", outcomes: ["yes", "no"]), end("done", "ok")]))
        try desk.start()
        try desk.send(try answer(desk, .ended("other", outputs: [:], actors: ["bob"])))
        #expect(desk.openDuties == ["r/ask/incident"])
    }

    @Test("its error is raised at the call, and an answer that nobody waits for is refused")
    func errors() throws {
        var desk = try Desk(
            plan([call("ask", catches: ["cancelled": .step("refused")]), end("done", "ok")]))
        try desk.start()
        let failed = try answer(desk, .failed(error: "cancelled", message: "x"))
        try desk.send(failed)
        #expect(desk.state?.outcome == "rejected")
        #expect(try desk.refusal(failed) == .late)
    }

    @Test("a call that failed is an incident, and nothing that it called is taken back")
    func failed() throws {
        for catches in [[:], ["cancelled": Target.step("refused")]] {
            var desk = try Desk(plan([call("ask", catches: catches), end("done", "ok")]))
            try desk.start()
            let run = try started(desk).run
            try desk.send(try answer(desk, .failed(error: "start", message: "`x` is missing")))
            #expect(desk.openDuties == ["r/ask/incident"])
            try desk.decide("ask/incident", "retry", by: "dan")
            #expect(keys(desk, "cancel") == [])
            #expect(keys(desk, "start").count == 2)
            #expect(try started(desk).run != run)
        }
    }

    @Test("a call that is withdrawn cancels what it called")
    func withdrawn() throws {
        var desk = try Desk(
            plan([
                parallel(
                    "both", [("one", [call("ask")]), ("two", [try duty("b", next: Next())])],
                    join: .any), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("both/two/b", "approved", by: "ann")
        #expect(keys(desk, "cancel") == ["cancel:\(try started(desk).run)"])
    }

    @Test("nobody waits for what goes its own way")
    func detached() throws {
        var desk = try Desk(plan([call("ask", isDetached: true), end("done", "ok")]))
        try desk.start()
        #expect(desk.state?.outcome == "ok")
        #expect(keys(desk, "cancel") == [])
        #expect(keys(desk, "report") == [])
    }

    @Test("a called run tells its caller how it ended, and fails where another has an incident")
    func called() throws {
        let cause = RunStarted.Cause(run: "caller", duty: nil, depth: 1, place: "ask")
        for (steps, count) in [
            ([end("done", "ok")], 1), ([Step(id: "no", verb: .fail(FailPlan(error: "broken")))], 1),
        ] {
            var desk = try Desk(plan(steps))
            try desk.send(.start(StartRun(run: "r", initiator: "eve", inputs: [:], cause: cause)))
            #expect(desk.state?.isOpen == false)
            #expect(keys(desk, "report").count == count)
        }
    }

    private func locked(_ id: String, _ steps: [Step]) throws -> Step {
        Step(
            id: StepID(id),
            verb: .lock(
                LockPlan(
                    name: try Template(parsing: "vault"),
                    body: Block(id: BlockID(id), steps: steps))))
    }

    @Test("nothing is done inside a lock before it is taken, and it is given back in every case")
    func locks() throws {
        for outcome in ["approved", "rejected"] {
            var desk = try Desk(
                plan([try locked("inside", [try duty("ask")]), end("done", "ok")]))
            try desk.start()
            #expect(desk.openDuties.isEmpty)
            #expect(keys(desk, "lock") == ["lock:r/inside"])
            try desk.send(.lockTaken("inside"))
            #expect(desk.openDuties == ["r/inside/ask"])
            #expect(try desk.refusal(.lockTaken("inside")) == .late)
            for person in ["ann", "bob", "cay"] as [Person] where desk.state?.isOpen == true {
                try desk.decide("inside/ask", outcome, by: person)
            }
            #expect(desk.state?.isOpen == false)
            #expect(keys(desk, "unlock") == ["unlock:r/inside"])
        }
    }

    @Test("what causes itself over a call comes to an end")
    func chain() throws {
        var desk = try Desk(
            plan([
                Step(id: "other", verb: .call(CallPlan(workflow: "tried", isDetached: true))),
                end("done", "ok"),
            ]))
        try desk.send(
            .start(StartRun(run: "r", initiator: "eve", inputs: [:], signal: "s", chain: 49)))
        let cause = desk.effects.lazy.compactMap { effect in
            if case .start(let start) = effect.body { start.cause } else { nil }
        }.first
        #expect(cause?.chain == 49)
        let emits = Step(id: "tell", verb: .emit(EmitPlan(event: "again")))
        var called = try Desk(plan([emits, end("done", "ok")]))
        try called.send(.start(StartRun(run: "r", initiator: "eve", inputs: [:], cause: cause)))
        #expect(called.state?.outcome == "ok")
        var last = cause
        last?.chain = Signal.longestChain
        var refused = try Desk(plan([emits, end("done", "ok")]))
        try refused.send(.start(StartRun(run: "r", initiator: "eve", inputs: [:], cause: last)))
        #expect(refused.openDuties == ["r/tell/incident"])
    }

    @Test("what lies in a lock that is not taken yet has not settled")
    func lockAhead() throws {
        let wait = Step(id: "meet", verb: .wait(.settled(["second"], blockers: ["first"])))
        let inside = try locked(
            "inside", [try duty("first", next: Next()), try duty("second", next: Next())])
        var desk = try Desk(
            plan([parallel("both", [("one", [inside]), ("two", [wait])]), end("done", "ok")]))
        try desk.start()
        #expect(desk.state?.activations["both/two/meet"] != nil)
        try desk.send(.lockTaken("both/one/inside"))
        try desk.decide("both/one/inside/first", "approved", by: "ann")
        #expect(desk.state?.activations["both/two/meet"] != nil)
        try desk.decide("both/one/inside/second", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }

    private func undone(_ id: String, by undo: StepID) throws -> Step {
        var step = try duty(id, next: Next())
        step.undo = undo
        return step
    }

    private func undoing() throws -> Plan {
        try plan([
            try undone("first", by: "unfirst"), try undone("second", by: "unsecond"),
            try duty("third"),
            Step(id: "stop", verb: .end(EndPlan(outcome: "no", undoesAll: true))),
            try duty("unfirst"), action("unsecond"),
        ])
    }

    @Test("what was done is undone before the run ends, the newest first")
    func undo() throws {
        for isCancelled in [true, false] {
            var desk = try Desk(undoing())
            try desk.start()
            try desk.decide("first", "approved", by: "ann")
            try desk.decide("second", "approved", by: "ann")
            if isCancelled {
                try desk.send(.cancel(CancelRun(person: "eve", reason: "x")))
            } else {
                try desk.decide("third", "approved", by: "ann")
            }
            #expect(desk.state?.status == .running)
            #expect(desk.state?.activations["unsecond"] != nil)
            try desk.send(.actionCompleted("unsecond", attempt: 1, outputs: [:]))
            #expect(desk.openDuties == ["r/unfirst"])
            try desk.decide("unfirst", "approved", by: "ann")
            #expect(desk.state?.status == (isCancelled ? .cancelled : .ended))
        }
    }

    @Test("what has not finished is not undone")
    func undoSome() throws {
        var desk = try Desk(undoing())
        try desk.start()
        try desk.decide("first", "approved", by: "ann")
        try desk.send(.cancel(CancelRun(person: "eve", reason: "x")))
        #expect(desk.openDuties == ["r/unfirst"])
    }

    @Test(
        "what others read is tried again or fails, and whoever owns the incident may cancel the run"
    )
    func owned() throws {
        var desk = try Desk(
            plan([
                call("ask"), try duty("look", condition: "steps.ask.y == 1"),
                end("done", "ok"),
            ]))
        try desk.start()
        try desk.send(try answer(desk, .failed(error: "start", message: "`x` is missing")))
        #expect(try desk.duty("ask/incident").opened.offered == ["retry", "fail"])
        try desk.send(.cancel(CancelRun(person: "dan", reason: "nobody can mend it")))
        #expect(desk.state?.status == .cancelled)
    }
}
