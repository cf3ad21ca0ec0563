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
        // WHY: nearly always nobody is there, and then nothing has to be set up to be woken.
        if waiting.withLock({ Self.enter(run, &$0) }) { return }
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting in
                if Self.enter(run, &waiting) { return true }
                waiting[run]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Whether nobody was there.
    private static func enter(
        _ run: RunID, _ waiting: inout [RunID: [CheckedContinuation<Void, Never>]]
    ) -> Bool {
        guard waiting[run] == nil else { return false }
        waiting[run] = []
        return true
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
