import OnusCEL
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("What is heard")
struct HeardTests {
    @Test(
        "what comes from outside is read as the run's own events are, or is refused in the record")
    func brought() throws {
        var pattern = EventPattern(
            events: ["mail"], match: try .cel("event.sum > decimal('3')"))
        pattern.brings = [
            BroughtField(name: "sum", type: .decimal, isOptional: false),
            BroughtField(name: "from", type: nil, isOptional: false),
        ]
        let step = Step(id: "letter", verb: .receive(ReceivePlan(pattern: pattern)))
        var desk = try Desk(plan([step, end("done", "ok")]))
        try desk.start()
        func mail(_ id: String, _ data: ValueMap) -> Command.Body {
            .deliver(Signal(id: id, name: "mail", data: data))
        }
        let text = try desk.send(mail("1", ["sum": "text", "from": "x"]))
        #expect(text.first == "signal.received")
        let lacking = try desk.send(mail("2", ["sum": 5]))
        #expect(lacking.first == "signal.received")
        #expect(desk.state?.isOpen == true)
        try desk.send(mail("3", ["sum": 5, "from": 1, "besides": true]))
        #expect(desk.state?.outcome == "ok")
        #expect(desk.state?.results["letter"]?.outputs["sum"] == .decimal(Decimal(5)))
    }

    @Test("a step of items that has finished is heard by what begins to wait beside them")
    func finishedItems() throws {
        let loop = try each("all", "[1, 2]", "n", [duty("look", next: Next())])
        let wait = try [
            duty("first", next: Next()),
            Step(
                id: "hears",
                verb: .receive(
                    ReceivePlan(pattern: EventPattern(events: ["steps.look"]), count: 2))),
        ]
        var desk = try Desk(
            plan([
                parallel("both", [("one", [loop]), ("two", wait)]), end("done", "ok"),
            ]))
        try desk.start()
        try desk.decide("both/one/all/n[1]/look", "approved", by: "ann")
        try desk.decide("both/one/all/n[2]/look", "approved", by: "ann")
        #expect(desk.state?.isOpen == true)
        try desk.decide("both/two/first", "approved", by: "bob")
        #expect(desk.state?.outcome == "ok")
    }
}
