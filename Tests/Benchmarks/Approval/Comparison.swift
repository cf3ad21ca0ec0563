import ApprovalTasks
import CCommitFloor
import OnusCatalog
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore

/// Onus and the C program in turns, on the same disk and within the same minute.
struct Comparison {
    private let options: Options
    private let store: SQLiteStore
    private let runtime: OnusRuntime
    private let emptyBytes: Int
    private var onus: [Double] = []
    private var floor: [Double] = []
    private var latencies: [Double] = []
    private var processorSeconds = 0.0

    private static func database(_ options: Options) -> String {
        "\(options.folder)/approval-3.\(options.variant).\(options.clients).onus"
    }

    init(_ options: Options) async throws {
        self.options = options
        let path = Self.database(options)
        Measure.removeDatabase(path)
        store = try await SQLiteStore.open(path)
        let catalog = try Catalog(plugins: [ApprovalPlugin.self, NotePlugin.self])
        runtime = OnusRuntime(store: store, catalog: catalog, clock: SystemClock())
        let office = Office(clients: options.clients, variant: options.variant)
        try await runtime.deploy(try office.deployment(catalog))
        emptyBytes = try await store.inspect().bytes
    }

    /// - Returns: the figures, ready to be printed.
    mutating func measure() async throws -> ValueMap {
        defer { Measure.removeDatabase(Self.database(options)) }
        let runtime = runtime
        let worker = Task { try await runtime.work(until: .cancelled) }
        // The first slice warms up and says how much the C program has to write.
        try await playSlice(0)
        let bytes = try await bytesPerRun(of: 1)
        (onus, latencies, processorSeconds) = ([], [], 0)
        for slice in 1...options.slices {
            try playFloor(bytes: bytes)
            try await playSlice(slice)
        }
        worker.cancel()
        _ = await worker.result
        try await checkEnds()
        let figures = try await figures(floorBytes: bytes)
        await store.close()
        return figures
    }

    private mutating func playSlice(_ slice: Int) async throws {
        let (runtime, options) = (runtime, options)
        let before = Measure.processorSeconds
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for number in 0..<options.clients {
                let client = Client(
                    runtime: runtime, number: number, waits: options.variant == .actions)
                group.addTask {
                    try await client.play(options.runs / options.clients, named: "\(slice)")
                }
            }
            for try await some in group { latencies += some }
        }
        // A benchmark looks again until the worker is done; nothing is asserted on it.
        while try await store.hasEffects(of: nil) { try await Task.sleep(for: .milliseconds(1)) }
        onus.append((ContinuousClock.now - start).seconds)
        processorSeconds += Measure.processorSeconds - before
    }

    /// WHY: a group of 64 is written so quickly that it needs more runs for a time of some length.
    private var floorRuns: Int { options.clients == 1 ? options.runs : options.runs * 4 }

    private mutating func playFloor(bytes: Int) throws {
        let path = "\(options.folder)/floor.db"
        Measure.removeDatabase(path)
        let seconds = onus_commit_floor(path, floorRuns, bytes, options.clients)
        Measure.removeDatabase(path)
        guard seconds > 0 else { throw Client.Trouble(description: "the C program failed") }
        floor.append(seconds)
    }

    private func bytesPerRun(of slices: Int) async throws -> Int {
        (try await store.inspect().bytes - emptyBytes) / (options.runs * slices)
    }

    private func checkEnds() async throws {
        let open = try await store.runs(matching: RunFilter(status: .running, limit: 1))
        guard open.isEmpty else {
            throw Client.Trouble(description: "`\(open[0].run)` has not come to its end")
        }
    }
}

extension Comparison {
    private func figures(floorBytes: Int) async throws -> ValueMap {
        let inspection = try await store.inspect()
        guard inspection.synchronous == 2 else {
            throw Client.Trouble(description: "the writing connection does not wait for the disk")
        }
        let perSecond = Double(options.runs * options.slices) / onus.sum
        let floorPerSecond = Double(floorRuns * options.slices) / floor.sum
        let scale = Double(options.runs) / Double(floorRuns)
        let ratios = zip(floor, onus).map { $0 * scale / $1 }
        return [
            "benchmark": "approval-3", "variant": .string(options.variant.rawValue),
            "clients": .int(Int64(options.clients)),
            "runs": .int(Int64(options.runs * options.slices)),
            "runs_per_second": .double(perSecond.rounded(to: 1)),
            "floor_runs_per_second": .double(floorPerSecond.rounded(to: 1)),
            // What one durable commit of the floor takes here; the dearer it is, the nearer is the
            // ratio to what the store alone allows.
            "floor_commit_ms": .double(
                (1000 * Double(options.clients) / (3 * floorPerSecond)).rounded(to: 3)),
            "floor_bytes_per_run": .int(Int64(floorBytes)),
            "ratio": .double((perSecond / floorPerSecond).rounded(to: 3)),
            "ratio_of_median_slice": .double(ratios.percentile(0.5).rounded(to: 3)),
            "next_duty_ms_p50": .double(latencies.percentile(0.5).rounded(to: 2)),
            "next_duty_ms_p99": .double(latencies.percentile(0.99).rounded(to: 2)),
            "bytes_per_run": .int(Int64(try await bytesPerRun(of: options.slices + 1))),
            "processor_us_per_run": .double(
                (processorSeconds * 1e6 / Double(options.runs * options.slices)).rounded(to: 1)),
            "peak_mb": .double(Measure.peakMegabytes.rounded(to: 1)),
            "synchronous": .int(Int64(inspection.synchronous ?? 0)),
        ]
    }
}
