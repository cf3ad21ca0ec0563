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
}
