import Foundation
import OnusEngine
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore
import OnusValues
import Testing

/// `kill -9` at every named stage and at a hundred seeded moments: the same command again goes on
/// where it was, and nothing that was answered is lost or done twice.
///
/// The program under test is the `onus` that was built beside these tests. `ONUS_FAULT` makes it
/// kill itself; there is no clock in it, so that every moment can be had again by its seed.
@Suite("Kill -9", .serialized)
struct CrashTests {
    @Test("onus run, killed at every named stage", arguments: FaultPoint.allCases)
    func stages(point: FaultPoint) async throws {
        for count in [1, 2, 5] {
            try await withFolder { folder in
                try await folder.drive(faults: ["\(point.rawValue):\(count)"])
            }
        }
    }

    @Test("onus run, killed at a hundred seeded moments", arguments: 0..<UInt64(25))
    func moments(seed: UInt64) async throws {
        var chance = SplitMix(seed: seed)
        let faults = (0..<4).map { _ in
            let point = FaultPoint.allCases.randomElement(using: &chance) ?? .afterCommit
            return "\(point.rawValue):\(Int.random(in: 1...12, using: &chance))"
        }
        try await withFolder { folder in try await folder.drive(faults: faults) }
    }

    @Test("onus decide and onus work, killed, lose no decision that was answered (I1)")
    func decisions() async throws {
        for (number, point) in FaultPoint.allCases.enumerated() {
            try await withFolder { folder in
                try await folder.decide(fault: "\(point.rawValue):\(1 + number % 3)")
            }
        }
    }

    @Test("onus work, killed while the calendar starts runs, starts each once (I4)")
    func schedule() async throws {
        for point in FaultPoint.allCases {
            for count in [1, 2] {
                try await withFolder { folder in
                    try await folder.schedule(fault: "\(point.rawValue):\(count)")
                }
            }
        }
    }

    private func withFolder(_ body: (CrashFolder) async throws -> Void) async throws {
        let folder = try CrashFolder()
        defer { folder.remove() }
        try await body(folder)
    }
}

/// A folder with the workflow that `onus init` writes, and a database that gets killed.
struct CrashFolder {
    let place: URL

    init() throws {
        place = FileManager.default.temporaryDirectory
            .appending(path: "onus-crash-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        #expect(try onus(["init", "."]).status == 0)
        // An action between the two duties, so that there is something to perform.
        let file = place.appending(path: "purchase.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let notify =
            "{id: tell, task: notify, with: {to: lead, subject: soon, message: it is bought, channels: [console]}}"
        try text.replacing("  - id: buy\n", with: "  - \(notify)\n  - id: buy\n")
            .write(to: file, atomically: true, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(at: place) }

    struct Result {
        var status: Int32
        var wasKilled: Bool
        var output: String
        var errors: String
    }

    func onus(_ arguments: [String], fault: String? = nil) throws -> Result {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "onus")
        process.arguments = arguments
        process.currentDirectoryURL = place
        var environment = ProcessInfo.processInfo.environment
        environment["ONUS_FAULT"] = fault
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let told = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: told, as: UTF8.self))
    }

    private static let run = [
        "run", "purchase.yaml", "--as", "sam", "--input", "item=drill", "--input", "amount=120",
        "--script", "purchase.script.yaml", "--clock", "virtual",
    ]

    /// Runs the same command until it comes to its end, with one fault for each of the first tries.
    func drive(faults: [String?]) async throws {
        var last: Result?
        for fault in faults + [nil] where last == nil {
            let result = try onus(Self.run, fault: fault)
            if result.wasKilled { try await check(isWhole: false) } else { last = result }
        }
        #expect(last?.status == 0, "\(last?.errors ?? "killed without a fault")")
        let runs = try await check(isWhole: true)
        #expect(runs == 1, "the same command started \(runs) runs")
    }

    /// Decides with a process of its own that is killed; what it answered must be there.
    func decide(fault: String) async throws {
        #expect(try onus(["deploy", "."]).status == 0)
        let start = ["start", "purchase", "--as", "sam", "--input", "item=drill"]
        #expect(try onus(start + ["--input", "amount=120"]).status == 0)
        let inbox = try onus(["inbox", "--as", "kim", "--format", "json"])
        let duty = try #require(
            try JSON.parse(inbox.output).mapValue?["duties"]?.listValue?.first?.mapValue?["duty"]?
                .stringValue)
        let decision = ["decide", duty, "approved", "--as", "kim"]
        let answered = try onus(decision, fault: fault)
        try await check(isWhole: false)
        let again = try onus(decision)
        // 0: recorded now. 2: refused, since the killed process had recorded it already.
        #expect(again.status == 0 || again.status == 2, "\(again.errors)")
        #expect(!(answered.status == 0 && again.status == 0), "the same decision counted twice")
        _ = try onus(["work", "--until-idle"], fault: fault)
        #expect(try onus(["work", "--until-idle"]).status == 0)
        let inboxes = try await acts()
        #expect(inboxes == 1, "\(inboxes) decisions stand in the record")
    }

    /// Lets the calendar start a workflow on three days with a process that is killed.
    func schedule(fault: String) async throws {
        let text = """
            onus: 1
            workflow: daily
            version: 1
            start: {every: 1 workday, at: "09:00", overlap: allow, as: "person('kim')"}
            steps: [{id: done, end: done}]
            """
        try text.write(
            to: place.appending(path: "daily.yaml"), atomically: true, encoding: .utf8)
        let deploy = try onus(["deploy", ".", "--at", "2026-03-02T08:00"])
        #expect(deploy.status == 0, "\(deploy.errors)")
        #expect(try onus(["work", "--until-idle"]).status == 0)
        for day in ["03-02", "03-03", "03-04"] {
            let work = ["work", "--until-idle", "--at", "2026-\(day)T10:00"]
            _ = try onus(work, fault: fault)
            let again = try onus(work)
            #expect(again.status == 0, "\(again.errors)")
        }
        let store = try await store()
        let runs = try await store.runs(matching: RunFilter(workflow: "daily"))
        await store.close()
        #expect(runs.count == 3, "\(fault): \(runs.count) runs")
        #expect(runs.allSatisfy { $0.outcome == "done" })
    }

    private func store() async throws -> SQLiteStore {
        try await SQLiteStore.open(place.appending(path: ".onus/onus.db").path)
    }

    private func acts() async throws -> Int {
        let store = try await store()
        var count = 0
        for row in try await store.runs(matching: RunFilter()) {
            count += try await store.events(of: row.run, after: 0, limit: .max).filter {
                if case .dutyActed = try $0.event().body { true } else { false }
            }.count
        }
        await store.close()
        return count
    }

    /// The invariants that must hold of the database whenever nobody writes; the number of runs
    /// that were started by hand.
    @discardableResult
    func check(isWhole: Bool) async throws -> Int {
        guard FileManager.default.fileExists(atPath: place.appending(path: ".onus/onus.db").path)
        else { return 0 }
        let store = try await store()
        let runs = try await store.runs(matching: RunFilter())
        for row in runs {
            let events = try await store.events(of: row.run, after: 0, limit: .max)
                .map { try $0.event() }
            try Invariants(row, events).check(isWhole: isWhole)
            let state = try #require(RunState.folding(events))
            let timers = try await store.dueTimers(at: .distantFuture, limit: 1000)
                .filter { $0.run == row.run }
            #expect(Set(timers.map(\.timer)) == Set(state.timers.keys), "I3: timers and state")
            let open = try await store.duties(of: row.run).filter { $0.state == .open }
            #expect(Set(open.map(\.duty)) == Set(state.duties.keys), "I3: duties and state")
        }
        await store.close()
        return runs.filter { $0.parent == nil }.count
    }
}

/// What must hold of one run's record, by the names of the invariants.
struct Invariants {
    let row: RunRow
    let events: [Event]

    init(_ row: RunRow, _ events: [Event]) {
        self.row = row
        self.events = events
    }

    func check(isWhole: Bool) throws {
        #expect(events.map(\.sequence) == Array(1...max(1, events.count)), "I3: no gap")
        let state = try #require(RunState.folding(events), "I12: a state")
        #expect(state.status == row.status, "I12: the row tells what the events fold to")
        var closed: [DutyID: Int] = [:]
        var fired: [String: Int] = [:]
        var decided: [String: Int] = [:]
        for event in events {
            switch event.body {
            case .dutyClosed(let end): closed[end.duty, default: 0] += 1
            case .rungFired(let rung):
                fired["\(rung.duty) \(rung.rung) \(rung.repetition)", default: 0] += 1
            case .dutyActed(let acted) where acted.act.kind == .decide:
                decided["\(acted.duty) \(acted.act.person)", default: 0] += 1
            default: break
            }
        }
        #expect(closed.values.allSatisfy { $0 == 1 }, "I2: one outcome for each duty")
        #expect(fired.values.allSatisfy { $0 == 1 }, "I4: each timer once")
        #expect(decided.values.allSatisfy { $0 == 1 }, "I2: each line of the script once")
        guard isWhole else { return }
        #expect(state.outcome == "bought", "the run ended as it does without a crash")
        #expect(fired.isEmpty == false, "I4: the late first answer made the ladder climb")
    }
}
