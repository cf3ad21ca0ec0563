import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore
import OnusValues
import Testing

@Suite("Runtime")
struct RuntimeTests {
    @Test("a run goes from start to end, and its report tells all of it")
    func whole() async throws {
        let runtime = try await House.runtime([House.approval])
        let (run, answer) = try await runtime.start("approval", by: "bob", inputs: [:])
        #expect(answer.isRecorded)
        #expect(try await runtime.decide("\(run)/first", "approved", by: "ann").isRecorded)
        let inbox = try await runtime.store.inbox(of: ["dan"], limit: 10)
        #expect(inbox.map(\.duty.rawValue) == ["\(run)/second"])
        #expect(try await runtime.decide("\(run)/second", "approved", by: "dan").isRecorded)
        let report = try await runtime.report(on: run)
        #expect(report.state.outcome == "approved")
        #expect(report.steps.map(\.id) == ["first", "second", "done"])
        #expect(report.duties.map(\.state) == [.closed, .closed])
        #expect(try await runtime.store.inbox(of: nil, limit: 10).isEmpty)
        #expect(try await runtime.store.nextTimer() == nil)
    }

    @Test("the same command has one answer for ever (I2)")
    func idempotent() async throws {
        let runtime = try await House.runtime([House.approval])
        let run = try await runtime.start("approval", by: "bob", inputs: [:], command: "go").run
        let again = try await runtime.start("approval", by: "bob", inputs: [:], command: "go").run
        #expect(run == again)
        let one = try await runtime.decide("\(run)/first", "approved", by: "ann", command: "c1")
        let two = try await runtime.decide("\(run)/first", "approved", by: "ann", command: "c1")
        #expect(one == two)
        let late = try await runtime.decide("\(run)/first", "rejected", by: "ann", command: "c2")
        #expect(late.refusal == .dutyIsClosed)
        #expect(
            try await runtime.decide("\(run)/first", "rejected", by: "ann", command: "c2") == late)
    }

    @Test("what has become due comes before what is said later, though no worker was there (I4)")
    func behind() async throws {
        let workflow = House.workflow(
            "lapse",
            """
              - id: look
                task: approval
                responsible: clerk
                escalation:
                  - {at: due, mark: red, remind: responsible}
                  - {at: due + 2 workdays, decide: expired}
                then: {rejected: refused, expired: refused}
              - {id: done, end: approved}
              - {id: refused, end: rejected}
            """)
        for (day, isOver) in [("2026-06-04", false), ("2026-06-12", true)] {
            let clock = VirtualClock(at: try #require(Timestamp("2026-06-01T09:00:00Z")))
            let runtime = try await House.runtime([workflow], clock: clock)
            let run = try await runtime.start("lapse", by: "bob", inputs: [:]).run
            clock.advance(to: try #require(Timestamp("\(day)T18:00:00Z")))
            let answer = try await runtime.decide("\(run)/look", "approved", by: "ann")
            #expect(answer.isRecorded != isOver)
            let kinds = try await runtime.events(of: run).map(\.body.kind)
            let rung = try #require(kinds.firstIndex(of: .rungFired))
            let end = try #require(kinds.firstIndex(of: .dutyClosed))
            #expect(rung < end)
            #expect(try await runtime.load(run)?.outcome == (isOver ? "rejected" : "approved"))
        }
    }

    @Test("another process goes on where the first one stopped (I1, I12)")
    func restart() async throws {
        try await withDatabase { path in
            var store = try await SQLiteStore.open(path)
            var runtime = try await House.runtime([House.approval], on: store)
            let run = try await runtime.start("approval", by: "bob", inputs: [:]).run
            _ = try await runtime.decide("\(run)/first", "approved", by: "ann")
            let before = try await runtime.load(run)
            await store.close()
            store = try await SQLiteStore.open(path)
            runtime = try await House.runtime([House.approval], on: store)
            #expect(try await runtime.load(run) == before)
            _ = try await runtime.decide("\(run)/second", "rejected", by: "dan")
            #expect(try await runtime.report(on: run).state.outcome == "rejected")
            await store.close()
        }
    }

    @Test("two runtimes on one database never both advance a duty (I2)")
    func contention() async throws {
        try await withDatabase { path in
            let store = try await SQLiteStore.open(path)
            let other = try await SQLiteStore.open(path)
            let one = try await House.runtime([House.approval], on: store)
            let two = try await House.runtime([House.approval], on: other)
            for _ in 0..<10 {
                let run = try await one.start("approval", by: "bob", inputs: [:]).run
                async let first = one.decide("\(run)/first", "approved", by: "ann")
                async let second = two.decide("\(run)/first", "rejected", by: "ann")
                let answers = try await [first, second]
                #expect(answers.filter(\.isRecorded).count == 1)
                let closed = try await one.events(of: run).filter {
                    if case .dutyClosed = $0.body { true } else { false }
                }
                #expect(closed.count == 1)
            }
            await store.close()
            await other.close()
        }
    }

    @Test("fifty reservations at once never pass the ceiling")
    func ceiling() async throws {
        try await withDatabase { path in
            let store = try await SQLiteStore.open(path)
            let settings: [String: Settings] = [
                "fund": Settings(["funds": ["small": "1000"]])
            ]
            let runtime = try await House.runtime([House.fund], on: store, settings: settings)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        _ = try await runtime.start("fund", by: "bob", inputs: [:])
                    }
                }
                for _ in 0..<4 { group.addTask { try await runtime.work(until: .idle) } }
                try await group.waitForAll()
            }
            try await runtime.work(until: .idle)
            let runs = try await store.runs(matching: RunFilter(workflow: "fund"))
            #expect(runs.count == 50)
            #expect(runs.filter { $0.outcome == "granted" }.count == 9)
            #expect(runs.filter { $0.outcome == "unfunded" }.count == 41)
            await store.close()
        }
    }

    @Test("a timer fires once, late rather than never (I4, I5)")
    func timers() async throws {
        let clock = VirtualClock(at: Timestamp("2026-06-01T09:00:00Z") ?? .epoch)
        let runtime = try await House.runtime([House.approval], clock: clock)
        let run = try await runtime.start("approval", by: "bob", inputs: [:]).run
        clock.advance(to: Timestamp("2026-07-01T09:00:00Z") ?? .epoch)
        try await runtime.work(until: .idle)
        try await runtime.work(until: .idle)
        let rungs = try await runtime.events(of: run).compactMap { event in
            if case .rungFired(let rung) = event.body { rung.rung } else { nil }
        }
        #expect(rungs == [0, 1])
        let desks = try await runtime.store.inbox(of: ["eve"], limit: 10)
        #expect(desks.map(\.duty.rawValue) == ["\(run)/first"])
    }
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path for a database in a folder of its own, which is gone afterwards.
func withDatabase(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/onus-runtime-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
        for suffix in ["", "-wal", "-shm", ".lock"] { unlink("\(folder)/onus.db\(suffix)") }
        rmdir(folder)
    }
    try await body("\(folder)/onus.db")
}
