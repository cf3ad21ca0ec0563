import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Synchronization
import Testing

/// Doors that actions of these tests wait before, each by its name.
final class Doors: Sendable {
    static let all = Doors()

    private struct Door {
        var isOpen = false
        var entered = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let doors = Mutex<[String: Door]>([:])

    func pass(_ name: String) async {
        await withCheckedContinuation { continuation in
            let isOpen = doors.withLock { doors in
                doors[name, default: Door()].entered += 1
                if doors[name]?.isOpen == true { return true }
                doors[name]?.waiting.append(continuation)
                return false
            }
            if isOpen { continuation.resume() }
        }
    }

    func open(_ name: String) {
        let waiting = doors.withLock { doors in
            defer {
                doors[name, default: Door()].isOpen = true
                doors[name]?.waiting = []
            }
            return doors[name]?.waiting ?? []
        }
        for continuation in waiting { continuation.resume() }
    }

    /// How many have come to the door.
    func entered(_ name: String) -> Int { doors.withLock { $0[name]?.entered ?? 0 } }
}

struct PassDoor: ActionTask {
    static let name = "door.pass"
    @Parameter("Which one.") var door: String
    init() {}
    func perform(_ context: ActionContext) async throws -> NoOutput {
        await Doors.all.pass(door)
        return NoOutput()
    }
}

struct DoorPlugin: Plugin {
    static let name = "door"
    init(settings: Settings) throws {}
    var tasks: [any TaskKind.Type] { [PassDoor.self] }
}

@Suite("Workers", .timeLimit(.minutes(5)))
struct WorkerTests {
    private let clock = VirtualClock(at: Timestamp("2026-06-01T09:00:00Z") ?? .epoch)

    private static func door(_ name: String) -> String {
        House.workflow(
            name,
            """
              - {id: go, task: door.pass, with: {door: \(name)}}
              - {id: done, end: through}
            """)
    }

    private static let pause = House.workflow(
        "pause",
        """
          - {id: rest, wait: 1 h}
          - {id: done, end: rested}
        """)

    private func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test("what takes long holds up neither timers nor other actions (I13)")
    func slow() async throws {
        var configuration = OnusRuntime.Configuration()
        configuration.concurrency = 2
        let runtime = try await House.runtime(
            [Self.door("slow"), Self.door("quick"), Self.pause], clock: clock,
            plugins: [DoorPlugin.self], configuration: configuration)
        Doors.all.open("quick")
        let slow = try await runtime.start("slow", by: "bob", inputs: [:]).run
        let work = Task { try await runtime.work(until: .cancelled) }
        try await until { Doors.all.entered("slow") == 1 }
        let pause = try await runtime.start("pause", by: "bob", inputs: [:]).run
        for _ in 0..<10 { _ = try await runtime.start("quick", by: "bob", inputs: [:]) }
        clock.advance(to: Timestamp("2026-06-01T11:00:00Z") ?? .epoch)
        try await until {
            try await runtime.store.runs(matching: RunFilter(status: .running)).map(\.run) == [slow]
        }
        #expect(try await runtime.store.run(pause)?.outcome == "rested")
        Doors.all.open("slow")
        try await until { try await runtime.store.run(slow)?.outcome == "through" }
        work.cancel()
        try await work.value
    }

    @Test("to be idle is to have nothing under way either")
    func idle() async throws {
        let runtime = try await House.runtime(
            [Self.door("idle")], clock: clock, plugins: [DoorPlugin.self])
        let run = try await runtime.start("idle", by: "bob", inputs: [:]).run
        let work = Task { try await runtime.work(until: .idle) }
        try await until { Doors.all.entered("idle") == 1 }
        Doors.all.open("idle")
        try await work.value
        #expect(try await runtime.store.run(run)?.outcome == "through")
    }

    @Test("a lease is renewed for as long as its effect is performed (I10)")
    func renewal() async throws {
        var configuration = OnusRuntime.Configuration()
        configuration.lease = .seconds(3)
        let runtime = try await House.runtime(
            [Self.door("leased")], clock: SystemClock(), plugins: [DoorPlugin.self],
            configuration: configuration)
        _ = try await runtime.start("leased", by: "bob", inputs: [:])
        let work = Task { try await runtime.work(until: .idle) }
        try await until { Doors.all.entered("leased") == 1 }
        let first = try #require(try await runtime.store.nextEffect())
        let later = try #require(first.adding(.milliseconds(300)))
        try await until { try await runtime.store.nextEffect() ?? .distantPast > later }
        Doors.all.open("leased")
        try await work.value
        #expect(Doors.all.entered("leased") == 1)
    }

    @Test("runs that cannot be read keep nobody else waiting (I13)")
    func unreadable() async throws {
        let store = MemoryStore()
        let runtime = try await House.runtime([Self.pause], on: store, clock: clock)
        let good = try await runtime.start("pause", by: "bob", inputs: [:]).run
        for number in 0..<300 {
            let run = RunID("bad-\(number)")
            var batch = Batch(run: run, expectedVersion: 0)
            batch.events = [StoredEvent(sequence: 1, body: Array("no event".utf8))]
            batch.row = RunRow(
                run: run, workflow: "pause", version: 1, plan: "none", status: .running,
                initiator: "bob", startedAt: clock.now)
            batch.timers = [.set("wait:rest", at: clock.now)]
            _ = try await store.commit([batch])
        }
        clock.advance(to: Timestamp("2026-06-01T11:00:00Z") ?? .epoch)
        try await runtime.work(until: .idle)
        #expect(try await store.run(good)?.outcome == "rested")
        #expect(try await store.nextTimer()?.run != good)
    }

    @Test("no two workers have one name, whatever the seed")
    func names() async throws {
        var configuration = OnusRuntime.Configuration()
        configuration.seed = 7
        configuration.lease = .seconds(60)
        let store = MemoryStore()
        let one = try await House.runtime(
            [Self.door("named")], on: store, clock: clock, plugins: [DoorPlugin.self],
            configuration: configuration)
        let two = try await House.runtime(
            [Self.door("named")], on: store, clock: clock, plugins: [DoorPlugin.self],
            configuration: configuration)
        #expect(one.worker != two.worker)
    }
}
