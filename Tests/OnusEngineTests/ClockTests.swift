import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Clocks that stand still")
struct ClockTests {
    /// `look` is due while `hear` is, somewhere beside it, perhaps open.
    private static func desk(due: String, ladder: String = "standard") throws -> Desk {
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        (
                            "desk",
                            [try duty("look", ladder: ladder, due: due, stopsDuring: ["hear"])]
                        ),
                        (
                            "aside",
                            [
                                Step(id: "pause", verb: .wait(.period(try .init(parsing: "24 h")))),
                                try duty("hear", next: Next(), due: "90 days"),
                            ]
                        ),
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        return desk
    }

    @Test(
        "as much time is left afterwards as there was",
        arguments: [
            ("3 workdays", "2026-06-17T12:00:00Z"), ("4 days", "2026-06-16T23:59:59Z"),
            ("36 h", "2026-06-13T00:00:00Z"), ("10 workhours", "2026-06-12T14:00:00Z"),
        ])
    func left(due: String, end: String) throws {
        var desk = try Self.desk(due: due)
        // Monday 09:00 to Tuesday 09:00 counts; then it stands still until Friday of the next week.
        try desk.pass(to: "2026-06-02T09:00:00Z")
        #expect(try desk.duty("both/desk/look").stopped?.since == desk.now)
        let fired = try desk.duty("both/desk/look").nextRung
        try desk.pass(to: "2026-06-12T12:00:00Z")
        #expect(try desk.duty("both/desk/look").nextRung == fired)
        try desk.decide("both/aside/hear", "approved", by: "ann")
        let duty = try desk.duty("both/desk/look")
        #expect(duty.stopped == nil)
        #expect(duty.deadline.at == World.time(end), "\(duty.deadline.at)")
        #expect(duty.rungs == duty.rungs.sorted())
        #expect(duty.rungs[1] == duty.deadline.at)
        #expect(desk.state?.timers[.rung("r/both/desk/look")] == duty.rungs[duty.nextRung])
        #expect(RunState.folding(desk.events) == desk.state)
    }

    @Test(
        "nobody loses working time, however long within a day or over days the clock stood still",
        arguments: [
            // 16 h were left on Wednesday at nine: half an hour that day, Thursday, 7.5 h on Friday.
            ("2026-06-03T09:00:00Z", "2026-06-03T16:30:00Z", "2026-06-05T16:30:00Z"),
            // 23 h were left on Tuesday at ten: four on Thursday, then Friday, Monday and three more.
            ("2026-06-02T10:00:00Z", "2026-06-04T13:00:00Z", "2026-06-09T12:00:00Z"),
        ])
    func nothingLost(stop: String, goOn: String, due: String) throws {
        let pause = try Step(
            id: "pause", verb: .wait(.until(.cel("timestamp('\(stop)')"))))
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        ("desk", [try duty("look", due: "3 workdays", stopsDuring: ["hear"])]),
                        ("aside", [pause, try duty("hear", next: Next(), due: "90 days")]),
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        let before = try desk.duty("both/desk/look").deadline
        try desk.pass(to: goOn)
        try desk.decide("both/aside/hear", "approved", by: "ann")
        let duty = try desk.duty("both/desk/look")
        #expect(before.at == World.time("2026-06-04T17:00:00Z"))
        #expect(duty.deadline.at == World.time(due), "\(duty.deadline.at)")
        #expect(duty.deadline.text == before.text)
        #expect(duty.counting?.unit == .workhour)
    }

    @Test("a rung that was being repeated goes on, and more time moves what stands still")
    func repeated() throws {
        var desk = try Self.desk(due: "1 h")
        try desk.pass(to: "2026-06-02T09:00:00Z")
        #expect(try desk.duty("both/desk/look").repetition == 1)
        #expect(desk.state?.timers[.rung("r/both/desk/look")] == nil)
        try desk.pass(to: "2026-06-09T12:00:00Z")
        try desk.decide("both/aside/hear", "approved", by: "ann")
        let duty = try desk.duty("both/desk/look")
        // It was over before the clock stopped.
        #expect(duty.deadline.at == World.time("2026-06-01T10:00:00Z"))
        #expect(duty.repetition == 1)
        let next = try #require(desk.state?.timers[.rung("r/both/desk/look")])
        #expect(next == World.time("2026-06-09T20:00:00Z"))
    }

    @Test("the duty can be done while its clock stands still")
    func done() throws {
        var desk = try Self.desk(due: "3 workdays")
        try desk.pass(to: "2026-06-03T09:00:00Z")
        try desk.decide("both/desk/look", "approved", by: "ann")
        try desk.decide("both/aside/hear", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("in a foreach, a clock goes by the step of its own item")
    func items() throws {
        let branches = parallel(
            "both",
            [
                ("desk", [try duty("look", next: Next(), stopsDuring: ["hear"])]),
                ("aside", [try duty("hear", next: Next())]),
            ])
        var desk = try Desk(plan([each("all", "[1, 2]", "n", [branches]), end("done", "ok")]))
        try desk.start()
        #expect(try desk.duty("all/n[1]/both/desk/look").stopped != nil)
        try desk.decide("all/n[1]/both/aside/hear", "approved", by: "ann")
        #expect(try desk.duty("all/n[1]/both/desk/look").stopped == nil)
        #expect(try desk.duty("all/n[2]/both/desk/look").stopped != nil)
    }

    @Test(
        "days go on to the hour at which they end, and a clock that stands still again gives no more"
    )
    func days() throws {
        let pause = Step(id: "pause", verb: .wait(.period(try .init(parsing: "1 h"))))
        var desk = try Desk(
            plan([
                parallel(
                    "both",
                    [
                        (
                            "desk",
                            [try duty("look", due: "10 days", stopsDuring: ["hear", "ask"])]
                        ),
                        ("aside", [try duty("hear", next: Next()), pause, try duty("ask")]),
                    ]), end("done", "ok"),
            ]))
        try desk.start()
        #expect(try desk.duty("both/desk/look").deadline.at == World.time("2026-06-11T23:59:59Z"))
        try desk.pass(to: "2026-06-01T19:00:00Z")
        try desk.decide("both/aside/hear", "approved", by: "ann")
        #expect(try desk.duty("both/desk/look").deadline.at == World.time("2026-06-12T23:59:59Z"))
        try desk.pass(to: "2026-06-02T06:00:00Z")
        try desk.decide("both/aside/ask", "approved", by: "ann")
        #expect(try desk.duty("both/desk/look").deadline.at == World.time("2026-06-12T23:59:59Z"))
        #expect(RunState.folding(desk.events) == desk.state)
    }
}
