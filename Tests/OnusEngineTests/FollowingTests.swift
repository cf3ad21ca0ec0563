import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Following the plan")
struct FollowingTests {
    @Test("steps run in order, and the end ends the run")
    func sequence() throws {
        var desk = try Desk(plan([action("first"), duty("ask"), end("done", "approved")]))
        #expect(try desk.start() == ["run.started", "action.requested"])
        #expect(
            try desk.send(.actionCompleted(Place(rawValue: "first"), attempt: 1, outputs: [:]))
                == ["action.completed", "duty.opened"])
        #expect(
            try desk.decide("ask", "approved", by: "ann")
                == ["duty.acted", "duty.closed", "run.ended"])
        #expect(desk.state?.outcome == "approved")
        #expect(desk.state?.timers.isEmpty == true)
    }

    @Test("an outcome leads where the plan says")
    func outcome() throws {
        var desk = try Desk(plan([duty("ask", responsible: "person('ann')"), end("done", "ok")]))
        try desk.start()
        try desk.decide("ask", "rejected", by: "ann")
        #expect(desk.state?.outcome == "rejected")
    }

    @Test("a step whose condition is false is passed over to the next of its list")
    func skipped() throws {
        var desk = try Desk(
            plan([
                duty("ask", next: Next(otherwise: .step("refused")), condition: "1 > 2"),
                end("done", "ok"),
            ]))
        #expect(try desk.start() == ["run.started", "step.skipped", "run.ended"])
        #expect(desk.state?.outcome == "ok")
    }

    @Test("asking for a field of a step that has not run gives false, and no error")
    func absentStep() throws {
        let condition = "steps.first.outcome == 'approved' && has(steps.third.outcome)"
        var desk = try Desk(
            plan([
                duty("first"), duty("second", condition: condition), duty("third"),
                end("done", "ok"),
            ]))
        try desk.start()
        #expect(
            try desk.decide("first", "approved", by: "ann")
                == ["duty.acted", "duty.closed", "step.skipped", "duty.opened"])
    }

    @Test("join all waits for every branch, join any withdraws the rest")
    func joins() throws {
        for (join, open) in [(ParallelPlan.Join.all, 1), (.any, 0), (.count(1), 0)] {
            var desk = try Desk(
                plan([
                    parallel(
                        "both", [("one", [try duty("a")]), ("two", [try duty("b")])], join: join),
                    end("done", "ok"),
                ]))
            try desk.start()
            #expect(desk.openDuties == ["r/both/one/a", "r/both/two/b"])
            try desk.decide("both/one/a", "approved", by: "ann")
            #expect(desk.openDuties.count == open)
            #expect(desk.state?.isOpen == (open == 1))
        }
    }

    @Test("branches that go on do not hold the run up, and its end withdraws them")
    func goOn() throws {
        var desk = try Desk(
            plan([
                parallel(
                    "both", [("one", [try duty("a")]), ("two", [try duty("b")])], join: .any,
                    rest: .goOn),
                try duty("after"), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("both/one/a", "approved", by: "ann")
        #expect(desk.openDuties == ["r/after", "r/both/two/b"])
        try desk.decide("both/two/b", "approved", by: "ann")
        #expect(desk.openDuties == ["r/after"])
        try desk.decide("after", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("a jump out of a branch withdraws what is open beside it")
    func jump() throws {
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        ("one", [try duty("a", responsible: "person('ann')")]),
                        ("two", [try duty("b")]),
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        let events = try desk.decide("both/one/a", "rejected", by: "ann")
        #expect(
            events == [
                "duty.acted", "duty.closed", "duty.withdrawn", "step.withdrawn", "run.ended",
            ])
        #expect(desk.state?.outcome == "rejected")
    }

    @Test("a new pass is a new duty and a new clock")
    func passes() throws {
        var desk = try Desk(
            plan([
                duty("ask", next: Next(byOutcome: ["rejected": .step("ask")])), end("done", "ok"),
            ]))
        try desk.start()
        for person in ["ann", "bob", "cay"] {
            try desk.decide("ask", "rejected", by: Person(person))
        }
        #expect(desk.openDuties == ["r/ask#2"])
        #expect(desk.state?.results[Place(rawValue: "ask")]?.outcome == "rejected")
    }

    @Test("handlers begin beside a scope, and none begins once its steps are over")
    func handlers() throws {
        var desk = try Desk(
            plan([
                try scope(
                    "deliver", [try duty("report")], every: "1 week", handler: "inspection",
                    [try duty("inspect")]), end("done", "ok"),
            ]))
        try desk.start()
        try desk.pass(to: "2026-06-16T09:00:00Z")
        #expect(
            desk.openDuties == [
                "r/deliver/inspection[1]/inspect", "r/deliver/inspection[2]/inspect",
                "r/deliver/report",
            ])
        try desk.decide("deliver/report", "approved", by: "ann")
        #expect(desk.state?.isOpen == true)
        #expect(desk.state?.timers.keys.contains { $0.rawValue.hasPrefix("handler") } == false)
        for number in 1...2 {
            try desk.decide("deliver/inspection[\(number)]/inspect", "approved", by: "bob")
        }
        #expect(desk.state?.outcome == "ok")
    }
}
