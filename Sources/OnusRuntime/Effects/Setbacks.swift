import OnusModel
import OnusPlugin
import Synchronization

/// Runs that could not be woken, so that they keep nobody else waiting. They are tried again later
/// each time, after an hour at most.
final class Setbacks: Sendable {
    private struct Setback {
        var count: Int
        var until: Timestamp
    }
    private let table = Mutex<[RunID: Setback]>([:])

    func holds(_ run: RunID, at now: Timestamp) -> Bool {
        table.withLock { ($0[run]?.until).map { now < $0 } ?? false }
    }

    func add(_ run: RunID, at now: Timestamp) {
        table.withLock { table in
            let count = (table[run]?.count ?? 0) + 1
            let seconds = min(3600, 1 << min(count, 12))
            table[run] = Setback(count: count, until: now.adding(.seconds(seconds)) ?? now)
        }
    }

    func remove(_ run: RunID) { table.withLock { $0[run] = nil } }
}
