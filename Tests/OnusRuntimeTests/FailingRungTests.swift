import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Rungs that come to nothing")
struct FailingRungTests {
    private static let late = House.workflow(
        "late",
        """
          - id: first
            task: approval
            responsible: clerk
            then: {rejected: refused}
            escalation:
              - {at: due, mark: red, notify: "role('clerks').filter(p, p == person('eve'))"}
              - {at: due + 1 workday, task: fund.reserve, with: {fund: small, amount: 900}}
              - {at: due + 2 workdays, start: strict, with: {size: "${ size(duty.id) }"}}
              - {at: due + 3 workdays, assign: manager(accountable)}
          - {id: done, end: approved}
          - {id: refused, end: rejected}
        """)

    private static let strict = House.workflow(
        "strict",
        """
          - {id: done, end: approved}
        """
    ).replacing("roles:", with: "inputs: {size: {type: int, minimum: 1000}}\nroles:")

    @Test("it stands in the record, and those above are told")
    func told() async throws {
        let clock = VirtualClock(at: try #require(Timestamp("2026-06-01T09:00:00Z")))
        let runtime = try await House.runtime(
            [Self.late, Self.strict], clock: clock,
            settings: ["fund": Settings(["funds": ["small": 100]])], channels: ["console"])
        let run = try await runtime.start("late", by: "bob", inputs: [:]).run
        clock.advance(to: try #require(Timestamp("2026-06-12T09:00:00Z")))
        try await runtime.work(until: .idle)
        let events = try await runtime.events(of: run)
        let fired = events.compactMap { event in
            if case .rungFired(let rung) = event.body { rung } else { nil }
        }
        #expect(fired.map(\.rung) == [0, 1, 2, 3])
        #expect(
            fired[0].problems == [
                "notify: `role('clerks').filter(p, p == person('eve'))` gives nobody"
            ])
        #expect(fired[0].notified == ["dan", "eve"])
        let failed = events.compactMap { event in
            if case .rungFailed(let rung) = event.body { rung } else { nil }
        }
        #expect(Set(failed.map(\.what)) == ["fund.reserve", "strict"])
        #expect(Set(failed.map(\.error)) == ["insufficient_funds", "start"])
        #expect(try await !runtime.store.hasEffects(of: nil))
        let telling = try #require(events.last { $0.body.kind == .rungFailed })
        let state = try #require(try await runtime.load(run))
        let effects = Engine.effects(of: telling, before: state)
        guard case .notify(let notice)? = effects.first?.body else {
            Issue.record("nobody is told")
            return
        }
        #expect(notice.to == ["dan", "eve"])
    }
}
