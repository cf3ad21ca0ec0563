import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Handlers of scopes")
struct HandlerTests {
    private func occurrences(_ desk: Desk) -> [String] {
        desk.events.compactMap { event in
            guard case .blockOpened(let block) = event.body, block.handler != nil else {
                return nil
            }
            return block.place.rawValue
        }
    }

    @Test("what comes after a time begins once, whatever steps it has")
    func after() throws {
        var desk = try Desk(
            plan([
                scope(
                    "deliver", [try duty("report")], .after(try .init(parsing: "2 days")),
                    handler: "look", [try duty("inspect", next: Next())]), end("done", "ok"),
            ]))
        try desk.start()
        desk.now = World.time("2026-06-05T09:00:00Z")
        try desk.send(.wake)
        #expect(occurrences(desk) == ["deliver/look[1]"])
        #expect(desk.state?.timers.keys.contains { $0.rawValue.hasPrefix("handler:") } == false)
        try desk.send(.wake)
        #expect(occurrences(desk).count == 1)
        try desk.decide("deliver/look[1]/inspect", "approved", by: "ann")
        try desk.decide("deliver/report", "approved", by: "ann")
        #expect(desk.state?.outcome == "ok")
    }

    @Test("what comes every week begins once a week, and all that were missed")
    func every() throws {
        var desk = try Desk(
            plan([
                scope(
                    "deliver", [try duty("report")], every: "1 week", handler: "look",
                    [try duty("inspect", next: Next())]), end("done", "ok"),
            ]))
        try desk.start()
        desk.now = World.time("2026-06-23T09:00:00Z")
        try desk.send(.wake)
        #expect(occurrences(desk).count == 3)
    }

    @Test("a handler whose next time cannot be told is an incident and not silence")
    func noNextTime() throws {
        var desk = try Desk(
            plan([
                scope(
                    "deliver", [try duty("report")], every: "4000 years", handler: "look",
                    [try duty("inspect", next: Next())]), end("done", "ok"),
            ]))
        try desk.start()
        desk.now = World.time("6026-06-02T09:00:00Z")
        try desk.send(.wake)
        #expect(desk.openDuties == ["r/deliver/incident"])
    }
}
