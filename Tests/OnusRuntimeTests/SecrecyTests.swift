import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Secret votes")
struct SecrecyTests {
    private static let workflow = House.workflow(
        "ballot",
        """
          - {id: vote, task: approval, responsible: clerks, with: {rule: all, secret: true}, then: {rejected: refused}}
          - {id: look, task: approval, responsible: boss, with: {shows: [vote]}, then: {rejected: refused}}
          - {id: done, end: approved}
          - {id: refused, end: rejected}
        """)

    @Test("no list, report or log tells who decided what, while it is open and afterwards (I14)")
    func nowhere() async throws {
        let runtime = try await House.runtime([Self.workflow])
        let run = try await runtime.start("ballot", by: "dan", inputs: [:]).run
        func seen() async throws -> String {
            let report = try await runtime.report(on: run).value
            let rows = try await runtime.store.duties(of: run).compactMap(\.value)
            let log = try await runtime.events(of: run).map { try $0.line(of: run) }
            return String(
                decoding: Value.list([report, .list(rows), .list(log)]).canonicalJSON,
                as: UTF8.self)
        }
        _ = try await runtime.submit(
            Command(
                id: "",
                body: .act(
                    ActOnDuty(
                        duty: DutyID("\(run)/vote"), kind: .decide, person: "ann",
                        outcome: "approved", comment: "ann says why"))),
            to: run)
        #expect(try await !seen().contains("ann says why"))
        #expect(try await !seen().contains(#""votes":[{"#))
        _ = try await runtime.decide("\(run)/vote", "approved", by: "bob")
        let whole = try await seen()
        #expect(!whole.contains(#""votes":[{"#))
        #expect(!whole.contains(#""actor":"ann""#))
        #expect(!whole.contains(#""by":["ann""#))
        #expect(whole.contains("(secret)"))
        #expect(try await runtime.report(on: run).state.duties.count == 1)
    }
}
