import OnusModel
import Synchronization

/// Lets one command at a time into a run within this process, in the order in which they came, so
/// that they queue here rather than collide in the store.
final class RunLocks: Sendable {
    private let waiting = Mutex<[RunID: [CheckedContinuation<Void, Never>]]>([:])

    func withLock<T: Sendable>(
        _ run: RunID, _ body: () async throws(RuntimeError) -> T
    ) async throws(RuntimeError) -> T {
        await acquire(run)
        defer { release(run) }
        return try await body()
    }

    private func acquire(_ run: RunID) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting in
                if waiting[run] == nil {
                    waiting[run] = []
                    return true
                }
                waiting[run]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func release(_ run: RunID) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[run], !queue.isEmpty else {
                waiting[run] = nil
                return nil
            }
            let first = queue.removeFirst()
            waiting[run] = queue
            return first
        }
        next?.resume()
    }
}
