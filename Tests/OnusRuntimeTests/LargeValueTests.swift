import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Values that are too large for the record")
struct LargeValueTests {
    /// A list of little memory that is written out as some ten million numbers.
    private static let large = ["a", "b", "c", "d", "e", "f"].reduce("[1]") { text, name in
        let list = Array(repeating: name, count: 15).joined(separator: ",")
        return "cel.bind(\(name), \(text), [\(list)])"
    }

    @Test(
        "a step that would make one fails, and the run can be read by everybody",
        arguments: [
            "{id: tell, emit: big, with: {x: \"${ LARGE }\"}}",
            "{id: tell, foreach: \"LARGE\", as: x, steps: [{id: rest, wait: 1 day}]}",
            "{id: tell, if: 1 < 2, end: done, outputs: {x: \"${ LARGE }\"}}",
        ])
    func step(text: String) async throws {
        let store = MemoryStore()
        let workflow = House.workflow(
            "flow",
            """
              - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
              - \(text.replacing("LARGE", with: Self.large))
              - {id: sign, task: approval, responsible: clerk, then: {rejected: no}}
              - {id: yes, end: approved}
              - {id: no, end: rejected}
            """)
        let runtime = try await House.runtime([workflow], on: store)
        let run = try await runtime.start("flow", by: "dan", inputs: [:]).run
        #expect(try await runtime.decide("\(run)/look", "approved", by: "ann").isRecorded)
        let other = OnusRuntime(store: store, catalog: runtime.catalog, clock: runtime.clock)
        let state = try #require(try await other.load(run))
        #expect(state.duties.values.map(\.opened.incident?.error) == ["expression"])
        #expect(try await other.decide("\(run)/tell/incident", "fail", by: "dan").isRecorded)
    }

    @Test("what people and events bring is refused")
    func brought() async throws {
        let workflow = House.workflow(
            "flow",
            """
              - {id: hear, receive: news, match: "true"}
              - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
              - {id: yes, end: approved}
              - {id: no, end: rejected}
            """, more: "inputs: {note: {type: string}}")
        let runtime = try await House.runtime([workflow])
        let text = String(repeating: "x", count: 5 << 20)
        let start = try await runtime.start("flow", by: "dan", inputs: ["note": .string(text)])
        #expect(start.answer.refusal == .badInput)
        let run = try await runtime.start("flow", by: "dan", inputs: ["note": "x"]).run
        #expect(
            try await runtime.publish(Signal(id: "1", name: "news", data: ["x": .string(text)]))
                == [])
        #expect(try await runtime.publish(Signal(id: "2", name: "news")) == [run])
        var act = ActOnDuty(
            duty: DutyID("\(run)/look"), kind: .decide, person: "ann", outcome: "approved",
            comment: text)
        #expect(
            try await runtime.submit(Command(id: "a", body: .act(act)), to: run).refusal
                == .badInput)
        act.comment = "fine"
        #expect(try await runtime.submit(Command(id: "b", body: .act(act)), to: run).isRecorded)
    }

    @Test("an event that nobody could read again is not committed")
    func unreadable() async throws {
        let store = MemoryStore()
        let runtime = try await House.runtime([House.approval], on: store)
        let run = try await runtime.start("approval", by: "dan", inputs: [:]).run
        let cancel = CancelRun(person: "dan", reason: String(repeating: "x", count: 17 << 20))
        let answer = try await runtime.submit(Command(id: "c", body: .cancel(cancel)), to: run)
        #expect(answer.refusal == .badInput)
        let other = OnusRuntime(store: store, catalog: runtime.catalog, clock: runtime.clock)
        #expect(try await other.decide("\(run)/first", "approved", by: "ann").isRecorded)
    }

    @Test("a state that is too large for a snapshot is read from its events")
    func snapshot() async throws {
        let store = MemoryStore()
        var configuration = OnusRuntime.Configuration()
        configuration.snapshotInterval = 1
        let names = (0..<6).map { "v\($0)" }
        let sets = names.map { name in
            "  - {id: set_\(name), set: {\(name): \"${ inputs.note }\"}}"
        }
        let workflow = House.workflow(
            "flow",
            sets.joined(separator: "\n") + "\n"
                + """
                  - {id: look, task: approval, responsible: clerk, then: {rejected: no}}
                  - {id: yes, end: approved}
                  - {id: no, end: rejected}
                """,
            more: "inputs: {note: {type: string}}\nvars: {"
                + names.map { "\($0): {type: string}" }.joined(separator: ", ") + "}")
        let runtime = try await House.runtime(
            [workflow], on: store, configuration: configuration)
        let text = String(repeating: "x", count: 3 << 20)
        let run = try await runtime.start("flow", by: "dan", inputs: ["note": .string(text)]).run
        let other = OnusRuntime(store: store, catalog: runtime.catalog, clock: runtime.clock)
        #expect(try await other.load(run)?.variables["v5"] == .string(text))
        #expect(try await other.decide("\(run)/look", "approved", by: "ann").isRecorded)
    }
}
