import OnusModel
import OnusPlugin
import OnusSQLite
import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// A program of its own that the tests of OnusSQLite kill, starve and take rights from.
//
//   store-probe commit PATH CLIENTS    commits for ever; a line for each answer
//   store-probe claim PATH WORKER      claims all effects, prints them and waits
//   store-probe limited PATH BYTES     commits until no file may grow over so many bytes
//   store-probe nobody PATH            opens and commits without the rights of root
//   store-probe look PATH              prints the setting `colour` without them, and tries to change it
//
// Each ends with a line that names what failed, if something did.

@main
struct Probe {
    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        guard words.count >= 2, let verb = words.first else { return say("what shall it do?") }
        let path = words[words.startIndex + 1]
        let rest = words.dropFirst(2).first ?? ""
        do {
            switch verb {
            case "commit": try await commit(path, clients: Int(rest) ?? 1)
            case "claim": try await claim(path, worker: rest)
            case "limited": try await fill(path, limit: UInt(rest) ?? 0)
            case "nobody": try await openAsNobody(path)
            case "look": try await lookAsNobody(path)
            default: say("unknown: \(verb)")
            }
        } catch {
            say(
                (error as? StoreError).map { "failed: \($0.code.rawValue) \($0.message)" }
                    ?? "failed: \(error)")
        }
    }

    /// Writes past every buffer, so that a line that was printed is a line that was seen.
    static func say(_ line: String) {
        var text = line + "\n"
        text.withUTF8 { bytes in _ = write(1, bytes.baseAddress, bytes.count) }
    }

    private static func commit(_ path: String, clients: Int) async throws {
        let store = try await SQLiteStore.open(path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask { try await commitForEver(RunID("run-\(client)"), in: store) }
            }
            try await group.waitForAll()
        }
    }

    private static func commitForEver(_ run: RunID, in store: SQLiteStore) async throws {
        var version = try await store.version(of: run) ?? 0
        while true {
            guard try await store.commit([batch(run, version)]) == [.committed] else {
                return say("refused: \(run) \(version)")
            }
            version += 3
            say("\(run) \(version)")
        }
    }

    /// Three events, a duty, a timer and an answer: all or nothing.
    private static func batch(_ run: RunID, _ version: Int) -> Batch {
        var batch = Batch(run: run, expectedVersion: version)
        batch.events = (1...3).map {
            StoredEvent(sequence: version + $0, body: [UInt8](repeating: 7, count: 3000))
        }
        let time = Timestamp(seconds: Int64(version)) ?? .epoch
        if version == 0 {
            batch.row = RunRow(
                run: run, workflow: "probe", version: 1, plan: "p", status: .running,
                initiator: "wang", startedAt: time)
        }
        batch.snapshot = Array("\(version + 3)".utf8)
        batch.duties = [
            DutyRow(
                duty: DutyID("\(run)/\(version)"), run: run, step: "s", state: .open,
                openedAt: time, dueAt: time, desks: ["wang"], body: [1])
        ]
        batch.timers = [.set(TimerID("\(version)"), at: time), .cancel(TimerID("\(version - 3)"))]
        batch.effects = [QueuedEffect(key: EffectKey("\(run)/\(version)"), body: [2])]
        batch.command = (CommandID("\(run)/\(version)"), Array("\(version + 3)".utf8))
        return batch
    }

    private static func claim(_ path: String, worker: String) async throws {
        let store = try await SQLiteStore.open(path)
        let lease = Lease(worker: worker, until: .distantFuture)
        for effect in try await store.claimEffects(of: nil, for: lease, at: .epoch, limit: 100) {
            say("\(effect.key)")
        }
        say("claimed")
        while true { pause() }
    }

    private static func fill(_ path: String, limit: UInt) async throws {
        signal(SIGXFSZ) { _ in }
        let store = try await SQLiteStore.open(path)
        var bound = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
        #if canImport(Glibc)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &bound)
        #else
            setrlimit(RLIMIT_FSIZE, &bound)
        #endif
        try await commitForEver("run-0", in: store)
    }

    private static func openAsNobody(_ path: String) async throws {
        if geteuid() == 0 { setuid(65534) }
        let store = try await SQLiteStore.open(path)
        _ = try await store.commit([batch("run-0", store.version(of: "run-0") ?? 0)])
        say("committed")
        await store.close()
    }

    private static func lookAsNobody(_ path: String) async throws {
        if geteuid() == 0 { setuid(65534) }
        let store = try await SQLiteStore.open(path)
        say(try await store.setting("colour") ?? "nothing")
        say("\(try await store.inspect().version)")
        do throws(StoreError) {
            try await store.change(["colour": "red"])
        } catch {
            say("\(error.code.rawValue) \(error)")
        }
        await store.close()
    }
}
