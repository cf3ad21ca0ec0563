import OnusModel
import OnusPlugin
import Synchronization

/// What the two halves of a worker know of each other: one fires timers, the other performs effects.
final class Shift: Sendable {
    enum Half: Sendable { case timers, effects }

    private struct State {
        /// How often the bell had rung when a half last found nothing to do.
        var idle: [Half: Int] = [:]
        var isOver = false
    }
    private let state = Mutex(State())
    private let endsWhenIdle: Bool

    init(endsWhenIdle: Bool) { self.endsWhenIdle = endsWhenIdle }

    var isOver: Bool { state.withLock { $0.isOver } }

    func end() { state.withLock { $0.isOver = true } }

    /// Notes that a half has nothing to do; whether that is the end, since the other has nothing
    /// either and nothing was committed since.
    func rests(_ half: Half, at count: Int, _ bell: Bell) -> Bool {
        let isOver = state.withLock { state in
            state.idle[half] = count
            state.isOver =
                state.isOver
                || endsWhenIdle && state.idle.count == 2
                    && state.idle.values.allSatisfy { $0 == bell.count }
            return state.isOver
        }
        if isOver { bell.ring() }
        return isOver
    }
}

/// The effects that a worker performs at the moment, and until when they are its own.
final class Window: Sendable {
    private struct State {
        var count = 0
        var until: Timestamp = .distantFuture
        var isLost = false
    }
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }
    /// Whether the leases ran out before they were renewed: somebody else may have the effects.
    var isLost: Bool { state.withLock { $0.isLost } }

    /// - Parameter until: when the lease of this one ends.
    func enter(until: Timestamp) {
        state.withLock { state in
            state.until = state.count == 0 ? until : min(state.until, until)
            state.count += 1
        }
    }

    func leave() { state.withLock { $0.count -= 1 } }

    func renewed(until: Timestamp) { state.withLock { $0.until = until } }

    /// Whether leases must be renewed now; they are lost when it is too late.
    func needsRenewal(at now: Timestamp) -> Bool {
        state.withLock { state in
            guard state.count > 0 else { return false }
            state.isLost = state.isLost || state.until <= now
            return !state.isLost
        }
    }
}
