import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import Testing

@Suite("Runs that move to another version")
struct MigrateTests {
    private static func version(_ number: Int, _ steps: String) -> String {
        House.workflow("flow", steps).replacing("version: 1", with: "version: \(number)")
    }

    @Test("a run moves, goes on by the new version, and lists show it")
    func whole() async throws {
        let store = MemoryStore()
        let first = try await House.runtime(
            [
                Self.version(
                    1,
                    """
                      - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
                      - {id: yes, end: approved}
                      - {id: no, end: rejected}
                    """)
            ], on: store)
        let run = try await first.start("flow", by: "dan", inputs: [:]).run
        let runtime = try await House.runtime(
            [
                Self.version(
                    2,
                    """
                      - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
                      - {id: sign, task: approval, responsible: boss, supervisor: "person('bob')", then: {rejected: no}}
                      - {id: yes, end: signed}
                      - {id: no, end: rejected}
                    """)
            ], on: store)
        await #expect(throws: RuntimeError.self) {
            try await runtime.migrate(run, to: 3, by: "dan", because: "x")
        }
        let answer = try await runtime.migrate(run, to: 2, by: "dan", because: "two signatures")
        #expect(answer.isRecorded)
        #expect(try await store.run(run)?.version == 2)
        _ = try await runtime.decide("\(run)/look", "approved", by: "ann")
        _ = try await runtime.decide("\(run)/sign", "approved", by: "dan")
        #expect(try await runtime.load(run)?.outcome == "signed")
        let late = try await runtime.migrate(run, to: 1, by: "dan", because: "back")
        #expect(late.refusal == .runIsOver)
    }
}
