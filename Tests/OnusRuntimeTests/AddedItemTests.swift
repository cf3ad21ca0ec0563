import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Items that join a foreach")
struct AddedItemTests {
    private static func workflow(_ loop: String, _ doer: String = "person(one)") -> String {
        House.workflow(
            "flow",
            """
              - id: each
            \(loop)
                steps: [{id: ask, task: approval, responsible: \(doer), then: {rejected: leave}}]
              - {id: yes, end: approved}
            """, more: "inputs: {names: {type: list, items: string}}")
    }

    private static let byEvent = workflow(
        """
            foreach: inputs.names
            as: one
            add: {on: joined, match: "true", item: event.name}
        """)

    private static func refusals(_ runtime: OnusRuntime, _ run: RunID) async throws -> [String] {
        try await runtime.events(of: run).compactMap { event in
            if case .signalReceived(let receipt) = event.body { receipt.refused } else { nil }
        }
    }

    @Test("an event that brings no item, or one of another type, is refused alone")
    func events() async throws {
        let runtime = try await House.runtime([Self.byEvent])
        let run = try await runtime.start("flow", by: "dan", inputs: ["names": ["ann"]]).run
        for (id, data) in [
            ("1", [:]), ("2", ["name": 5]), ("3", ["name": "bob"]), ("4", ["name": .null]),
        ] as [(String, ValueMap)] {
            #expect(
                try await runtime.publish(Signal(id: id, name: "joined", data: data)) == [run])
        }
        let state = try #require(try await runtime.load(run))
        #expect(
            state.duties.keys.sorted() == [
                DutyID("\(run)/each/one[1]/ask"), DutyID("\(run)/each/one[2]/ask"),
            ])
        #expect(state.duties.values.allSatisfy { $0.opened.incident == nil })
        let refusals = try await Self.refusals(runtime, run)
        #expect(refusals.count == 3)
        #expect(refusals[1] == "it brings a whole number, and the items are of type string")
    }

    @Test("people are told when what they add is no item")
    func people() async throws {
        let workflow = Self.workflow(
            """
                foreach: clerks
                as: one
                add: {by: boss, form: {name: {type: person}}, item: event.name}
            """, "one")
        let runtime = try await House.runtime([workflow])
        let run = try await runtime.start("flow", by: "dan", inputs: ["names": ["ann"]]).run
        func add(_ name: String) async throws -> Answer {
            let act = ActOnDuty(
                duty: DutyID("\(run)/each/add"), kind: .decide, person: "dan",
                outcome: "received", fields: ["name": .string(name)])
            return try await runtime.submit(Command(id: "", body: .act(act)), to: run)
        }
        let answer = try await add("nobody")
        guard case .refused(let refusal) = answer else { return #expect(answer.refusal != nil) }
        #expect(refusal.message.contains("names `nobody`, who is not a person of `house`"))
        #expect(try await add("bob").isRecorded)
        #expect(try await runtime.load(run)?.duties.count == 3)
    }
}
