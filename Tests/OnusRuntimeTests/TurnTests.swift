import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore
import OnusValues
import Testing

@Suite("Turns")
struct TurnTests {
    private static let workflow = House.workflow(
        "shift",
        """
          - {id: look, task: approval, responsible: clerks, allocate: round_robin, then: {rejected: refused}}
          - {id: done, end: approved}
          - {id: refused, end: rejected}
        """)

    @Test("people take turns over runs and processes, however many start at once")
    func turns() async throws {
        try await withDatabase { path in
            let store = try await SQLiteStore.open(path)
            let other = try await SQLiteStore.open(path)
            let one = try await House.runtime([Self.workflow], on: store)
            let two = try await House.runtime([Self.workflow], on: other)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    let runtime = number.isMultiple(of: 2) ? one : two
                    group.addTask { _ = try await runtime.start("shift", by: "dan", inputs: [:]) }
                }
                try await group.waitForAll()
            }
            let desks = try await store.inbox(of: nil, limit: 100).flatMap(\.desks)
            #expect(desks.count { $0 == "ann" } == 6)
            #expect(desks.count { $0 == "bob" } == 6)
            await store.close()
            await other.close()
        }
    }

    @Test("who steps out leaves the duty to whoever the workflow's rule finds, on their desk")
    func recusal() async throws {
        let runtime = try await House.runtime([Self.workflow])
        let run = try await runtime.start("shift", by: "dan", inputs: [:]).run
        func recuse(_ person: Person) async throws -> Answer {
            try await runtime.submit(
                Command(
                    id: "",
                    body: .act(
                        ActOnDuty(duty: DutyID("\(run)/look"), kind: .recuse, person: person))),
                to: run)
        }
        #expect(try await recuse("ann").isRecorded)
        #expect(try await runtime.store.inbox(of: ["bob"], limit: 9).count == 1)
        #expect(try await recuse("bob").isRecorded)
        #expect(try await runtime.store.inbox(of: ["dan"], limit: 9).count == 1)
        #expect(try await recuse("dan").isRecorded)
        let incident = try #require(try await runtime.store.inbox(of: ["eve"], limit: 9).first)
        #expect(incident.duty.rawValue == "\(run)/look/incident")
    }
}
