import OnusPlugin
import Synchronization

/// What time it is for runs.
package protocol RunClock: Sendable {
    var now: Timestamp { get }
    /// Whether somebody moves it by hand, so that nothing waits for it.
    var isVirtual: Bool { get }
}

/// The clock of the machine, cut to microseconds.
package struct SystemClock: RunClock {
    package init() {}
    package var isVirtual: Bool { false }
    package var now: Timestamp { Timestamp(microsecondsSinceEpoch: microseconds()) ?? .epoch }

    private func microseconds() -> Int64 {
        let time = WallTime.now
        return time.seconds * 1_000_000 + Int64(time.nanoseconds) / 1000
    }
}

/// A clock that stands still until it is moved forward. For tests, simulations and scripts.
package final class VirtualClock: RunClock {
    private let time: Mutex<Timestamp>

    package init(at time: Timestamp) { self.time = Mutex(time) }

    package var isVirtual: Bool { true }
    package var now: Timestamp { time.withLock { $0 } }

    /// Moves it to this time, unless it is there or further already.
    package func advance(to later: Timestamp) {
        time.withLock { $0 = max($0, later) }
    }
}
