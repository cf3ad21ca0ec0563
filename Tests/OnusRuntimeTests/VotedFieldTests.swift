import OnusModel
import OnusPlugin
import OnusRuntime
import Testing

@Suite("Forms that several people fill in")
struct VotedFieldTests {
    private static let workflow = House.workflow(
        "grant",
        """
          - id: vote
            task: approval
            responsible: [clerks, boss]
            form: {grant: {type: int}, words: {type: string}}
            with: {rule: {share: 2/3}}
            then: {rejected: refused}
          - {id: done, end: approved, outputs: {grant: "${ steps.vote.grant }", words: "${ steps.vote.words }"}}
          - {id: refused, end: rejected}
        """)

    @Test("a field is what most of those gave whose outcome it became, the latest of equals")
    func most() async throws {
        let runtime = try await House.runtime([Self.workflow])
        let run = try await runtime.start("grant", by: "eve", inputs: [:]).run
        let votes: [(Person, String, Int64, String)] = [
            ("bob", "rejected", 1, "no"), ("ann", "approved", 5, "yes"),
            ("dan", "approved", 5, "well"),
        ]
        for (person, outcome, grant, words) in votes {
            let act = ActOnDuty(
                duty: DutyID("\(run)/vote"), kind: .decide, person: person, outcome: outcome,
                fields: ["grant": .int(grant), "words": .string(words)])
            let answer = try await runtime.submit(Command(id: "", body: .act(act)), to: run)
            guard case .recorded = answer else {
                Issue.record("\(answer)")
                return
            }
        }
        let state = try #require(try await runtime.load(run))
        #expect(state.outcome == "approved")
        #expect(state.outputs == ["grant": 5, "words": "well"])
    }
}
