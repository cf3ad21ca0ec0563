import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("The story of a run and of those that it made start")
struct StoryTests {
    private static let inner = House.workflow(
        "inner",
        """
          - {id: look, task: approval, responsible: clerk, then: {rejected: yes}}
          - {id: ring, emit: bell}
          - {id: yes, end: approved}
        """)
    private static let middle = House.workflow(
        "middle", "  - {id: down, call: inner}\n  - {id: yes, end: approved}")
    private static let outer = House.workflow(
        "outer",
        """
          - id: each
            foreach: "['a', 'b']"
            as: name
            at_once: 1
            steps: [{id: down, call: middle}]
          - {id: hear, receive: bell, match: "true"}
          - {id: yes, end: approved}
        """)

    @Test("what follows from something comes after it, though both happen at the same time")
    func causes() async throws {
        let runtime = try await House.runtime([Self.inner, Self.middle, Self.outer])
        let main = try await runtime.start("outer", by: "dan", inputs: [:]).run
        for _ in 0..<2 {
            try await runtime.work(until: .idle)
            for run in try await runtime.family(of: main) where run.rawValue.hasPrefix("inner") {
                guard try await runtime.load(run)?.isOpen == true else { continue }
                let answer = try await runtime.decide("\(run)/look", "approved", by: "ann")
                #expect(answer.isRecorded)
            }
            try await runtime.work(until: .idle)
        }
        var records: [(run: RunID, events: [Event])] = []
        for run in try await runtime.family(of: main) {
            records.append((run, try await runtime.events(of: run)))
        }
        let told = Story(records).told()
        #expect(records.count == 5)
        #expect(told.count == records.map(\.events.count).reduce(0, +))
        #expect(Set(told.map(\.1.at)).count == 1, "time alone tells nothing apart")
        for record in records {
            #expect(told.filter { $0.0 == record.run }.map(\.1) == record.events)
        }
        func place(_ matches: (RunID, EventBody) -> Bool) throws -> Int {
            try #require(told.firstIndex { matches($0.0, $0.1.body) }, "\(told.map(\.1.body))")
        }
        for record in records.dropFirst() {
            let run = record.run
            let called = try place {
                if case .callStarted(let call) = $1 { call.run == run } else { false }
            }
            let began = try place { if case .runStarted = $1 { $0 == run } else { false } }
            let ended = try place { if case .runEnded = $1 { $0 == run } else { false } }
            let back = try place {
                if case .callReturned(let call) = $1 { call.run == run } else { false }
            }
            #expect(called < began)
            #expect(ended < back)
        }
        let rang = try place { if case .signalSent = $1 { true } else { false } }
        let heard = try place { run, body in
            switch body {
            case .signalReceived, .signalKept: run == main
            default: false
            }
        }
        #expect(rang < heard)
    }

    @Test("records that contradict each other are told all the same")
    func contradiction() {
        let time = Timestamp.epoch
        func event(_ body: EventBody) -> Event {
            Event(sequence: 1, at: time, actor: .engine, body: body)
        }
        let back = CallReturned(place: "a", run: "two", outcome: "ok", outputs: [:], actors: [])
        let other = CallReturned(place: "a", run: "one", outcome: "ok", outputs: [:], actors: [])
        let end = RunEnded(outcome: "ok", outputs: [:])
        let told = Story([
            ("one", [event(.callReturned(back)), event(.runEnded(end))]),
            ("two", [event(.callReturned(other)), event(.runEnded(end))]),
        ]).told()
        #expect(told.count == 4)
    }
}
