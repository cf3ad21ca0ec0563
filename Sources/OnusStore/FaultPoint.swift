import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment at which a test may kill the process.
///
/// `ONUS_FAULT=after-commit:3` kills it, as `kill -9` would, when it passes `after-commit` for the
/// third time. A release build knows nothing of it.
package enum FaultPoint: String, Sendable, CaseIterable {
    /// The stages of the runtime around a commit.
    case afterLoad = "after-load"
    case afterDecide = "after-decide"
    case beforePerform = "before-perform"
    /// An action has done its work and nothing of it is recorded.
    case afterPerform = "after-perform"
    case afterFeedback = "after-feedback"
    case beforeBegin = "before-begin"
    case afterBegin = "after-begin"
    case beforeCommit = "before-commit"
    /// The changes are durable, and nobody was told yet.
    case afterCommit = "after-commit"
    case beforeCheckpoint = "before-checkpoint"
    case afterCheckpoint = "after-checkpoint"

    /// Those that a store passes by itself.
    package static let ofStore: [FaultPoint] = [
        .beforeBegin, .afterBegin, .beforeCommit, .afterCommit, .beforeCheckpoint, .afterCheckpoint,
    ]

    #if DEBUG
        package func pass() {
            guard let plan = Self.plan, plan.point == self else { return }
            let isReached = Self.passes.withLock { passes in
                passes += 1
                return passes == plan.count
            }
            if isReached { kill(getpid(), SIGKILL) }
        }

        private static let passes = Mutex(0)
        private static let plan: (point: FaultPoint, count: Int)? = {
            guard let text = getenv("ONUS_FAULT") else { return nil }
            let parts = String(cString: text).split(separator: ":")
            guard let point = parts.first.flatMap({ FaultPoint(rawValue: String($0)) }) else {
                return nil
            }
            return (point, parts.dropFirst().first.flatMap { Int($0) } ?? 1)
        }()
    #else
        @inlinable package func pass() {}
    #endif
}
