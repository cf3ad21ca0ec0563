import OnusModel
import OnusPlugin
import OnusRuntime
import ResponsibilityTasks
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

    private static let settled = House.workflow(
        "settled",
        """
          - id: vote
            task: approval
            responsible: [clerks, boss]
            form: {grant: {type: int}, words: {type: string}}
            with: {rule: {at_least: 2}, settle: grant}
            then: {rejected: refused}
          - id: done
            end: approved
            outputs:
              grant: "${ steps.vote.grant }"
              words: "${ steps.vote.words }"
              asked: "${ steps.vote.votes.map(v, v.fields.grant) }"
          - id: refused
            end: rejected
            outputs: {agreed: "${ has(steps.vote.grant) }", words: "${ steps.vote.words }"}
        """)

    @Test(
        "a field that is voted on settles only where enough agree on it, and every vote keeps its own"
    )
    func settled() async throws {
        let votes: [(Person, String, Int64, String)] = [
            ("ann", "approved", 5, "yes"), ("bob", "approved", 7, "more"),
            ("dan", "approved", 5, "well"),
        ]
        let state = try await end(of: "settled", Self.settled, votes)
        #expect(state.outcome == "approved")
        #expect(state.outputs == ["grant": 5, "words": "well", "asked": [5, 7, 5]])
        let torn = try await end(
            of: "settled", Self.settled, votes.dropLast() + [("dan", "approved", 6, "well")])
        #expect(torn.outcome == "rejected")
        #expect(torn.outputs == ["agreed": false, "words": "well"])
    }

    private func end(
        of name: String, _ workflow: String, _ votes: [(Person, String, Int64, String)]
    ) async throws -> RunState {
        let runtime = try await House.runtime([workflow], plugins: [ResponsibilityPlugin.self])
        let run = try await runtime.start(WorkflowID(name), by: "eve", inputs: [:]).run
        for (person, outcome, grant, words) in votes {
            let act = ActOnDuty(
                duty: DutyID("\(run)/vote"), kind: .decide, person: person, outcome: outcome,
                fields: ["grant": .int(grant), "words": .string(words)])
            let answer = try await runtime.submit(Command(id: "", body: .act(act)), to: run)
            guard case .recorded = answer else {
                Issue.record("\(answer)")
                break
            }
        }
        return try #require(try await runtime.load(run))
    }

    @Test("a field is what most of those gave whose outcome it became, the latest of equals")
    func most() async throws {
        let state = try await end(
            of: "grant", Self.workflow,
            [
                ("bob", "rejected", 1, "no"), ("ann", "approved", 5, "yes"),
                ("dan", "approved", 5, "well"),
            ])
        #expect(state.outcome == "approved")
        #expect(state.outputs == ["grant": 5, "words": "well"])
    }

    private static let delivered = House.workflow(
        "delivered",
        """
          - id: vote
            task: responsibility.deliver
            responsible: [clerks, boss]
            form: {grant: {type: int}, words: {type: string}}
            with: {each: true}
          - id: done
            end: approved
            outputs:
              last: "${ steps.vote.words }"
              each: "${ steps.vote.votes.map(v, v.fields.words) }"
        """)

    @Test("where each of several delivers, everybody's form is in their vote")
    func deliveries() async throws {
        let state = try await end(
            of: "delivered", Self.delivered,
            [("ann", "done", 1, "a"), ("bob", "done", 2, "b"), ("dan", "done", 3, "c")])
        #expect(state.outputs == ["last": "c", "each": ["a", "b", "c"]])
    }
}
