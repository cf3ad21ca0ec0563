import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore
import OnusValues
import Testing

@Suite("Starts by the calendar, by events and by the public")
struct StartTests {
    private static func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private static func monthly(_ overlap: String) -> String {
        House.workflow(
            "monthly",
            """
              - {id: look, task: approval, responsible: clerk, due: 90 days, then: {rejected: no}}
              - {id: yes, end: approved}
              - {id: no, end: rejected}
            """,
            more: """
                inputs: {month: {type: timestamp}}
                start: {every: 1 month, day: first workday, at: "09:00", overlap: \(overlap),
                        as: person('dan'), with: {month: "${ event.scheduled_at }"}}
                """)
    }

    private static func runs(_ runtime: OnusRuntime) async throws -> [RunRow] {
        try await runtime.store.runs(matching: RunFilter(limit: .max)).reversed()
    }

    private static func decideAll(_ runtime: OnusRuntime) async throws {
        for row in try await runtime.store.inbox(of: ["ann"], limit: 100) {
            _ = try await runtime.decide(row.duty.rawValue, "approved", by: "ann")
        }
    }

    @Test("the calendar starts a workflow, once each time, however many workers there are")
    func schedule() async throws {
        let clock = VirtualClock(at: try Self.time("2026-05-20T09:00:00Z"))
        let store = MemoryStore()
        let runtime = try await House.runtime([Self.monthly("skip")], on: store, clock: clock)
        let other = OnusRuntime(store: store, catalog: runtime.catalog, clock: clock)
        try await runtime.work(until: .idle)
        #expect(try await Self.runs(runtime).isEmpty)
        for month in ["06-01", "07-01", "08-03"] {
            clock.advance(to: try Self.time("2026-\(month)T09:00:00Z"))
            async let one: Void = runtime.work(until: .idle)
            async let two: Void = other.work(until: .idle)
            _ = try await (one, two)
            try await runtime.work(until: .idle)
            try await Self.decideAll(runtime)
        }
        let runs = try await Self.runs(runtime)
        #expect(runs.count == 3)
        #expect(runs.allSatisfy { $0.initiator == "dan" && $0.outcome == "approved" })
        let state = try #require(try await runtime.load(runs[2].run))
        #expect(state.inputs["month"] == .timestamp(try Self.time("2026-08-03T09:00:00Z")))
        #expect(state.startedAt == (try Self.time("2026-08-03T09:00:00Z")))
    }

    @Test(
        "what was missed is handled in its order, late rather than never",
        arguments: [("skip", 1, 1), ("queue", 1, 3), ("allow", 3, 3)])
    func missed(overlap: String, atOnce: Int, inAll: Int) async throws {
        let clock = VirtualClock(at: try Self.time("2026-05-20T09:00:00Z"))
        let runtime = try await House.runtime([Self.monthly(overlap)], clock: clock)
        try await runtime.work(until: .idle)
        clock.advance(to: try Self.time("2026-08-20T09:00:00Z"))
        try await runtime.work(until: .idle)
        #expect(try await Self.runs(runtime).count == atOnce)
        for _ in 0..<4 {
            try await Self.decideAll(runtime)
            try await runtime.work(until: .idle)
        }
        let runs = try await Self.runs(runtime)
        #expect(runs.count == inAll)
        var months: [Value?] = []
        for run in runs { months.append(try await runtime.load(run.run)?.inputs["month"]) }
        let times = ["2026-06-01", "2026-07-01", "2026-08-03"].prefix(inAll).map {
            Timestamp("\($0)T09:00:00Z").map { Value.timestamp($0) }
        }
        #expect(months == Array(times))
    }

    @Test("where a schedule stands outlives the program")
    func restart() async throws {
        try await withDatabase { path in
            let clock = VirtualClock(at: try Self.time("2026-05-20T09:00:00Z"))
            for (moment, count) in [("05-20", 0), ("06-01", 1), ("06-01", 1), ("07-01", 2)] {
                clock.advance(to: try Self.time("2026-\(moment)T09:00:00Z"))
                let store = try await SQLiteStore.open(path)
                let runtime = try await House.runtime(
                    [Self.monthly("allow")], on: store, clock: clock)
                try await runtime.work(until: .idle)
                #expect(try await Self.runs(runtime).count == count)
                await store.close()
            }
        }
    }

    @Test("nobody starts by hand what the calendar starts, and a test does")
    func byHand() async throws {
        let runtime = try await House.runtime([Self.monthly("skip")])
        let answer = try await runtime.start(
            "monthly", by: "dan", inputs: ["month": .timestamp(.epoch)]
        ).answer
        #expect(answer.refusal == .notAllowed)
        let problems = try await House.play(
            [Self.monthly("skip")],
            """
            test: monthly
            cases:
              - name: by hand
                start: {by: dan, at: 2026-06-01T09:00, inputs: {month: 2026-06-01T09:00:00Z}}
                script: [{person: ann, duty: look, do: approved}]
                expect: {outcome: approved}
            """)
        #expect(problems == [])
    }

    private static let complaint = House.workflow(
        "complaint",
        """
          - {id: more, receive: complaint, match: "event.number == inputs.number", count: 2}
          - {id: yes, end: approved}
        """,
        more: """
            inputs: {number: {type: string}}
            start: {on: complaint, case: event.number, as: person('dan'), with: {number: "${ event.number }"}}
            """)

    private static func complain(
        _ runtime: OnusRuntime, _ id: String, _ number: String
    ) async throws -> [RunID] {
        let runs = try await runtime.publish(
            Signal(id: id, name: "complaint", data: ["number": .string(number)]))
        try await runtime.work(until: .idle)
        return runs
    }

    @Test("an event for a case starts it or is delivered to it, never both")
    func cases() async throws {
        let runtime = try await House.runtime([Self.complaint])
        let first = try await Self.complain(runtime, "1", "A")
        #expect(first.count == 1)
        #expect(try await Self.complain(runtime, "1", "A").isEmpty)
        let state = try #require(try await runtime.load(first[0]))
        #expect(state.isOpen)
        #expect(state.mailbox == nil)
        let other = try await Self.complain(runtime, "2", "B")
        #expect(other.count == 1 && other != first)
        #expect(try await Self.complain(runtime, "3", "A") == first)
        #expect(try await Self.complain(runtime, "4", "A") == first)
        #expect(try await runtime.load(first[0])?.outcome == "approved")
        // The case is closed, so the next event opens another.
        let again = try await Self.complain(runtime, "5", "A")
        #expect(again.count == 1 && again != first)
        #expect(try await Self.runs(runtime).count == 3)
    }

    @Test("of many events at once for one case one starts it")
    func crowd() async throws {
        let runtime = try await House.runtime([
            Self.complaint.replacing("count: 2", with: "count: 19")
        ])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    try await runtime.publish(
                        Signal(id: "\(number)", name: "complaint", data: ["number": "A"]))
                }
            }
            try await group.waitForAll()
        }
        let runs = try await Self.runs(runtime)
        #expect(runs.count == 1)
        #expect(runs.first?.outcome == "approved")
    }

    private static let request = House.workflow(
        "request",
        """
          - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
          - {id: papers, receive: papers, from: initiator, form: {text: {type: string}}}
          - {id: yes, end: approved, outputs: {text: "${ steps.papers.text }"}}
          - {id: no, end: rejected}
        """, more: "start: {by: public}")

    @Test("somebody of the public starts, and with the receipt is reached again")
    func publicForm() async throws {
        let runtime = try await House.runtime([Self.request])
        let receipt = runtime.freshReceipt()
        let person = Person.holding(receipt: receipt)
        #expect(receipt != runtime.freshReceipt())
        #expect(person == .holding(receipt: receipt.uppercased().replacing("-", with: " ")))
        let (run, answer) = try await runtime.start("request", by: person, inputs: [:])
        #expect(answer.isRecorded)
        #expect(!"\(try await runtime.report(on: run).value)".contains(receipt))
        #expect(
            try await runtime.decide("\(run)/look", "approved", by: person).refusal == .notAllowed)
        _ = try await runtime.decide("\(run)/look", "approved", by: "ann")
        #expect(try await runtime.store.inbox(of: [person], limit: 9).count == 1)
        let other = Person.holding(receipt: runtime.freshReceipt())
        for (who, refusal) in [(other, Refusal.Code.notAllowed), ("ann", .notAllowed)] {
            #expect(
                try await runtime.decide("\(run)/papers", "received", by: who).refusal == refusal)
        }
        let act = ActOnDuty(
            duty: DutyID("\(run)/papers"), kind: .decide, person: person, outcome: "received",
            fields: ["text": "here"])
        #expect(try await runtime.submit(Command(id: "", body: .act(act)), to: run).isRecorded)
        #expect(try await runtime.load(run)?.outputs["text"] == "here")
        let closed = try await House.runtime([House.approval])
        #expect(
            try await closed.start("approval", by: person, inputs: [:]).answer.refusal
                == .notAllowed)
    }

    @Test("a test plays somebody of the public")
    func publicTest() async throws {
        let problems = try await House.play(
            [Self.request],
            """
            test: request
            cases:
              - name: papers
                start: {by: public, at: 2026-06-01T09:00}
                script:
                  - {person: ann, duty: look, do: approved}
                  - {person: public, duty: papers, do: received, form: {text: here}}
                expect: {outcome: approved, outputs: {text: here}}
            """)
        #expect(problems == [])
    }
}
