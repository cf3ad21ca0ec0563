import ApprovalTasks
import CCommitFloor
import OnusCatalog
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore

/// approval-3 on the SQLite store, in turns with a C program that commits as many bytes.
@main
struct ApprovalBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let clients = Int(arguments[1]) ?? 1
        let runs = Int(arguments[2]) ?? 1000
        let slices = Int(arguments[3]) ?? 5
        let folder = arguments[4]
        let path = "\(folder)/approval.onus"
        let floor = "\(folder)/floor.db"
        Measure.remove(path)
        let store = try await SQLiteStore.open(path)
        let runtime = OnusRuntime(
            store: store, catalog: try Catalog(plugins: [ApprovalPlugin.self]),
            clock: SystemClock())
        try await runtime.deploy(
            Deployment(
                plans: [try Office.plan()], organization: Office.organization(clients: clients),
                calendars: [try Office.calendar()]))
        _ = try await slice(runtime, clients, max(200, clients * 4), 0)
        var bytes = 6000
        if let given = arguments.dropFirst(5).first.flatMap(Int.init) { bytes = given }
        var latencies: [Double] = []
        var time = 0.0
        var floorTime = 0.0
        let cpu = Measure.processorSeconds
        var floorCPU = 0.0
        let floorRuns = clients == 1 ? runs : runs * 3
        for number in 1...slices {
            let cpuBefore = Measure.processorSeconds
            Measure.remove(floor)
            let seconds = onus_commit_floor(floor, floorRuns, bytes, clients)
            Measure.remove(floor)
            floorCPU += Measure.processorSeconds - cpuBefore
            let start = ContinuousClock.now
            latencies += try await slice(runtime, clients, runs, number)
            let mine = Measure.seconds(ContinuousClock.now - start)
            print(
                number, "floor", Int(Double(floorRuns) / seconds), "runs/s", Int(Double(runs) / mine),
                "ratio", Double(runs) / mine / (Double(floorRuns) / seconds))
            time += mine
            floorTime += seconds
        }
        let used = Measure.processorSeconds - cpu - floorCPU
        let total = runs * slices
        latencies.sort()
        await store.close()
        print("cpu us/run", used * 1e6 / Double(total), "p50", latencies.percentile(0.5), "p99",
            latencies.percentile(0.99), "bytes/run", Measure.bytes(of: path) / (total + max(200, clients * 4)), "MB", Measure.peakMegabytes, "ratio", Double(total) / time / (Double(floorRuns * slices) / floorTime))
    }

    static func slice(
        _ runtime: OnusRuntime, _ clients: Int, _ runs: Int, _ number: Int
    ) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in 0..<clients {
                group.addTask {
                    try await Client(runtime: runtime, number: client, salt: 0)
                        .play(runs / clients, of: number)
                }
            }
            var all: [Double] = []
            for try await some in group { all += some }
            return all
        }
    }
}
