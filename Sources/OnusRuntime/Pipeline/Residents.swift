import OnusModel
import Synchronization

/// Runs whose state is in memory. A hint: the store's version decides whether one still holds.
final class Residents: Sendable {
    private struct Table {
        var states: [RunID: RunState] = [:]
        var snapshots: [RunID: Int] = [:]
    }
    private let table = Mutex(Table())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func state(of run: RunID) -> RunState? { table.withLock { $0.states[run] } }

    func keep(_ state: RunState) {
        table.withLock { table in
            if table.states.count >= limit, table.states[state.run] == nil {
                // WHY: any victim will do, and the first is found without bookkeeping on the path
                // that every command takes.
                if let victim = table.states.keys.first { table.states.removeValue(forKey: victim) }
            }
            table.states[state.run] = state.isOpen ? state : nil
            if !state.isOpen { table.snapshots[state.run] = nil }
        }
    }

    func drop(_ run: RunID) {
        table.withLock { table in
            table.states[run] = nil
            table.snapshots[run] = nil
        }
    }

    /// The version of the run's last snapshot, as far as this process knows.
    func snapshotVersion(of run: RunID) -> Int { table.withLock { $0.snapshots[run] ?? 0 } }

    func noteSnapshot(of run: RunID, at version: Int) {
        table.withLock { $0.snapshots[run] = version }
    }
}
