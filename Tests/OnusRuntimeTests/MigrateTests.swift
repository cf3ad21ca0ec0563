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

    /// A run that calls `sub`, before or while it is called, moved to where `sub` ends as `better`.
    private static func caller(
        isOpen: Bool
    ) async throws -> (runtime: OnusRuntime, run: RunID, answer: Answer) {
        func files(_ number: Int, _ word: String) -> [String] {
            let sub =
                "  - {id: job, task: approval, responsible: clerk, then: {rejected: continue}}\n"
            let caller = """
                  - {id: first, task: approval, responsible: clerk, then: {rejected: continue}}
                  - {id: kid, call: sub, then: {\(word): yes}}
                  - {id: yes, end: \(word)}
                """
            return [
                version(number, caller),
                House.workflow("sub", sub + "  - {id: done, end: \(word)}")
                    .replacing("version: 1", with: "version: \(number)"),
            ]
        }
        let store = MemoryStore()
        let first = try await House.runtime(files(1, "good"), on: store)
        let run = try await first.start("flow", by: "dan", inputs: [:]).run
        if isOpen {
            _ = try await first.decide("\(run)/first", "approved", by: "ann")
            try await first.work(until: .idle)
        }
        let runtime = try await House.runtime(files(2, "better"), on: store)
        return (
            runtime, run, try await runtime.migrate(run, to: 2, by: "dan", because: "better")
        )
    }

    @Test("what a run calls later goes by the version that it moved with")
    func callees() async throws {
        let (runtime, run, answer) = try await Self.caller(isOpen: false)
        #expect(answer.isRecorded)
        _ = try await runtime.decide("\(run)/first", "approved", by: "ann")
        try await runtime.work(until: .idle)
        let kids = try await runtime.family(of: run).filter { $0 != run }
        let kid = try #require(kids.first)
        _ = try await runtime.decide("\(kid)/job", "approved", by: "ann")
        try await runtime.work(until: .idle)
        #expect(try await runtime.load(run)?.outcome == "better")
    }

    @Test("a run that is called comes back with its own outcomes, and they must lead somewhere")
    func openCall() async throws {
        let (_, _, answer) = try await Self.caller(isOpen: true)
        guard case .refused(let refusal) = answer else {
            Issue.record("it moved")
            return
        }
        #expect(refusal.message.contains("when it comes back with `good`, that leads nowhere"))
    }

    private static let looking = """
          - id: each
            foreach: inputs.names
            as: name
            steps:
              - {id: look, task: approval, responsible: clerk, form: {share: {type: string}}, then: {rejected: leave}}
              - {id: sign, task: approval, responsible: boss, supervisor: clerk, form: {note: {type: string, optional: true}}, then: {rejected: leave}}
          - {id: yes, end: approved}
        """

    /// What stands in the way of a run that has looked and waits for the signature.
    private static func obstacles(_ steps: String) async throws -> String {
        func version(_ number: Int, _ steps: String) -> String {
            House.workflow("flow", steps, more: "inputs: {names: {type: list, items: string}}")
                .replacing("version: 1", with: "version: \(number)")
        }
        let store = MemoryStore()
        let first = try await House.runtime([version(1, looking)], on: store)
        let run = try await first.start("flow", by: "dan", inputs: ["names": ["ann"]]).run
        let act = ActOnDuty(
            duty: DutyID("\(run)/each/name[1]/look"), kind: .decide, person: "ann",
            outcome: "approved", fields: ["share": "half"])
        #expect(try await first.submit(Command(id: "", body: .act(act)), to: run).isRecorded)
        let runtime = try await House.runtime([version(2, steps)], on: store)
        let answer = try await runtime.migrate(run, to: 2, by: "dan", because: "better")
        if case .refused(let refusal) = answer { return refusal.message }
        return "moved"
    }

    @Test("what the run has must be of the types that the other version reads")
    func types() async throws {
        #expect(try await Self.obstacles(Self.looking) == "moved")
        let numbers = Self.looking.replacing("inputs.names", with: "\"[1, 2]\"")
        #expect(
            try await Self.obstacles(numbers).contains(
                "`each` is open, and its items are of type int there, which `ann` is not"))
        let reading = Self.looking.replacing("{type: string}}, then", with: "{type: int}}, then")
        #expect(try await Self.obstacles(reading) == "moved")
        let read = reading.replacing(
            "supervisor: clerk,",
            with:
                "supervisor: clerk, then: {rejected: leave}}\n      - {id: rest, if: steps.look.share > 1, wait: 1 h}\n      - {id: again, task: approval, responsible: boss, supervisor: clerk,"
        )
        #expect(
            try await Self.obstacles(read).contains(
                "`rest` reads `steps.look.share`, and `share` is a text, expected a whole number"))
        let guarded = read.replacing(
            "steps.look.share > 1", with: "\"has(steps.look.share) && steps.look.share > 1\"")
        #expect(try await Self.obstacles(guarded).contains("`rest` reads `steps.look.share`"))
    }
}
