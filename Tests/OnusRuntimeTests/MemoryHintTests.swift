import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

/// What a runtime has in memory is a hint: the database says whether it still holds.
@Suite("Memory is a hint")
struct MemoryHintTests {
    private let clock = VirtualClock(at: Timestamp("2026-06-01T09:00:00Z") ?? .epoch)
    private let store = MemoryStore()

    private func runtime(_ workflow: String = House.approval) async throws -> OnusRuntime {
        try await House.runtime([workflow], on: store, clock: clock)
    }

    @Test("timers that another runtime set fire, however old the state in memory is (I4)")
    func foreignTimers() async throws {
        let slow = House.workflow(
            "slow",
            """
              - {id: first, task: approval, responsible: clerk, due: 60 workdays, then: {rejected: refused}}
              - {id: second, task: approval, responsible: boss, supervisor: "person('bob')", then: {rejected: refused}}
              - {id: done, end: approved}
              - {id: refused, end: rejected}
            """)
        let one = try await runtime(slow)
        let two = try await runtime(slow)
        let run = try await one.start("slow", by: "bob", inputs: [:]).run
        #expect(try await two.decide("\(run)/first", "approved", by: "ann").isRecorded)
        clock.advance(to: Timestamp("2026-06-09T09:00:00Z") ?? .epoch)
        try await one.work(until: .idle)
        let fired = try await one.events(of: run).filter {
            if case .rungFired = $0.body { true } else { false }
        }
        #expect(fired.count == 2)
    }

    @Test("somebody who left may not act, whoever deployed it (I7)")
    func foreignDeployment() async throws {
        let one = try await runtime()
        let two = try await runtime()
        let run = try await one.start("approval", by: "bob", inputs: [:]).run
        let known = try #require(try House.deployment([House.approval]).0.organization)
        let without = Organization(
            id: known.id, calendar: known.calendar, units: known.units,
            people: known.people.filter { $0.id != "ann" }, roles: known.roles)
        try await two.deploy(Deployment(organization: without))
        let answer = try await one.decide("\(run)/first", "approved", by: "ann", command: "c")
        // Nobody else is named, so it has gone to the accountable person.
        #expect(answer.refusal == .notAllowed)
        #expect(try await one.load(run)?.duties.values.map(\.deciders) == [["dan"]])
    }

    @Test("a start follows the plan that was deployed last, whoever deployed it")
    func foreignPlan() async throws {
        func workflow(ending outcome: String) -> String {
            House.workflow("short", "  - {id: done, end: \(outcome)}")
        }
        let one = try await runtime(workflow(ending: "old"))
        let first = try await one.start("short", by: "bob", inputs: [:]).run
        #expect(try await one.report(on: first).state.outcome == "old")
        let two = try await runtime(workflow(ending: "new"))
        let second = try await one.start("short", by: "bob", inputs: [:]).run
        #expect(try await one.report(on: second).state.outcome == "new")
        let third = try await two.start("short", by: "bob", inputs: [:]).run
        #expect(try await two.report(on: third).state.outcome == "new")
    }

    @Test("a refusal holds against what is stored and not against what is remembered")
    func refusals() async throws {
        let one = try await runtime()
        let two = try await runtime()
        let run = try await one.start("approval", by: "bob", inputs: [:], command: "go").run
        let again = try await two.start("approval", by: "bob", inputs: ["no": 1], command: "go")
        #expect(again.answer.isRecorded)
        #expect(try await one.decide("\(run)/second", "approved", by: "dan").refusal != nil)
        #expect(try await two.decide("\(run)/first", "approved", by: "ann").isRecorded)
        #expect(try await one.decide("\(run)/second", "approved", by: "dan").isRecorded)
    }
}
