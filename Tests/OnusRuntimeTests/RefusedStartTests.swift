import OnusEngine
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Starts that are refused")
struct RefusedStartTests {
    private static func workflow(_ version: Int, startedBy person: String) -> String {
        House.workflow(
            "small",
            """
              - {id: ask, task: approval, responsible: clerk, then: {rejected: no}}
              - {id: yes, end: approved}
              - {id: no, end: rejected}
            """, more: "start: {by: person('\(person)')}"
        ).replacing("version: 1", with: "version: \(version)")
    }

    @Test("the same start gets the same answer, whatever has changed since; another one its own")
    func kept() async throws {
        let store = MemoryStore()
        let runtime = try await House.runtime([Self.workflow(1, startedBy: "ann")], on: store)
        let first = try await runtime.start("small", by: "dan", inputs: [:], command: "c1")
        #expect(first.answer.refusal == .notAllowed)
        #expect(try await runtime.hasRefused("c1"))
        #expect(try await store.run(first.run) == nil)
        let later = try await House.runtime([Self.workflow(2, startedBy: "dan")], on: store)
        let again = try await later.start("small", by: "dan", inputs: [:], command: "c1")
        #expect(again.run == first.run)
        #expect(again.answer == first.answer)
        #expect(try await later.start("small", by: "dan", inputs: [:]).answer.isRecorded)
        #expect(
            try await later.start("small", by: "dan", inputs: [:], command: "c2").answer.isRecorded)
        #expect(try await !later.hasRefused("c2"))
    }

    private static func monthly(_ version: Int, least: Int) -> String {
        House.workflow(
            "monthly", "  - {id: yes, end: approved}",
            more: """
                inputs: {month: {type: int, minimum: \(least)}}
                start: {every: 1 month, day: first workday, at: "09:00", as: person('dan'),
                        with: {month: "${ event.scheduled_at.getMonth() }"}}
                """
        ).replacing("version: 1", with: "version: \(version)")
    }

    @Test("what the calendar cannot start is kept until it can")
    func calendar() async throws {
        let store = MemoryStore()
        let clock = VirtualClock(at: try #require(Timestamp("2026-05-20T09:00:00Z")))
        let runtime = try await House.runtime(
            [Self.monthly(1, least: 9)], on: store, clock: clock)
        try await runtime.work(until: .idle)
        #expect(try await runtime.refusedStarts().isEmpty)
        clock.advance(to: try #require(Timestamp("2026-06-01T09:00:00Z")))
        try await runtime.work(until: .idle)
        let refused = try await runtime.refusedStarts()
        #expect(refused.map(\.workflow) == ["monthly"])
        #expect(refused.map(\.cause) == ["the calendar"])
        #expect(refused.first?.why.contains("at least `9`") == true)
        #expect(refused.first?.at == clock.now)
        let later = try await House.runtime(
            [Self.monthly(2, least: 1)], on: store, clock: clock)
        try await later.work(until: .idle)
        #expect(try await store.runs(matching: RunFilter(limit: 9)).count == 1)
        #expect(try await later.refusedStarts().isEmpty)
    }

    @Test("a call that goes its own way and cannot start is kept, and by whom it was made")
    func detached() async throws {
        let sub = { (version: Int, least: Int) in
            House.workflow(
                "sub", "  - {id: yes, end: approved}",
                more: "inputs: {n: {type: int, minimum: \(least)}}"
            ).replacing("version: 1", with: "version: \(version)")
        }
        let main = House.workflow(
            "main",
            """
              - {id: go, call: sub, detached: true, with: {n: "${ size(inputs.text) }"}}
              - {id: yes, end: approved}
            """, more: "inputs: {text: {type: string}}")
        let store = MemoryStore()
        let clock = VirtualClock(at: try #require(Timestamp("2026-06-01T09:00:00Z")))
        let runtime = try await House.runtime([main, sub(1, 3)], on: store, clock: clock)
        let (run, _) = try await runtime.start("main", by: "dan", inputs: ["text": "a"])
        try await runtime.work(until: .idle)
        let refused = try await runtime.refusedStarts()
        #expect(refused.map(\.workflow) == ["sub"])
        #expect(refused.map(\.cause) == ["`\(run)`"])
        #expect(refused.first?.why.contains("at least `3`") == true)
    }
}
