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
    /// Whether it works for all runs, those included that the calendar is to start.
    let servesAll: Bool

    init(endsWhenIdle: Bool, servesAll: Bool) {
        self.endsWhenIdle = endsWhenIdle
        self.servesAll = servesAll
    }

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
        var effects: Set<EffectKey> = []
        var until: Timestamp = .distantFuture
    }
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.effects.count } }

    /// False when it is being performed already.
    ///
    /// - Parameter until: when its lease ends.
    func enter(_ effect: EffectKey, until: Timestamp) -> Bool {
        state.withLock { state in
            state.until = state.effects.isEmpty ? until : min(state.until, until)
            return state.effects.insert(effect).inserted
        }
    }

    func leave(_ effect: EffectKey) { state.withLock { _ = $0.effects.remove(effect) } }

    func renewed(until: Timestamp) { state.withLock { $0.until = until } }

    /// Whether a lease ends before this time.
    func endsBefore(_ time: Timestamp) -> Bool {
        state.withLock { !$0.effects.isEmpty && $0.until < time }
    }
}
