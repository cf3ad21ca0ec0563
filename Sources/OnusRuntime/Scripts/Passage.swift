import OnusModel
import OnusPlugin
import OnusStore

/// Lets time pass for a run and its children until something holds.
///
/// On a virtual clock time jumps from one timer to the next; on a real one it is waited for.
package struct Passage: Sendable {
    let runtime: OnusRuntime
    let run: RunID
    /// Called whenever something may have happened.
    let watch: @Sendable () async -> Void

    /// Works at the present time until nothing is left to do, in runs that begin meanwhile too.
    func settle() async throws(RuntimeError) {
        var worked: Set<RunID> = []
        var family = try await Set(runtime.family(of: run))
        repeat {
            try await runtime.work(until: .idle, runs: family)
            worked = family
            family = try await Set(runtime.family(of: run))
        } while family != worked
        await watch()
    }

    /// Moves to this time, firing on the way what falls due.
    func go(to time: Timestamp) async throws(RuntimeError) {
        try await settle()
        while runtime.clock.now < time {
            let next = try await nextTimer().map { min($0, time) } ?? time
            try await wait(until: next)
            try await settle()
        }
    }

    /// Moves on until the condition gives something; nil when nothing more can happen by then.
    func until<T: Sendable>(
        _ limit: Timestamp, _ condition: () async throws(RuntimeError) -> T?
    ) async throws(RuntimeError) -> T? {
        try await settle()
        while true {
            if let found = try await condition() { return found }
            guard let next = try await nextTimer(), next <= limit else { return nil }
            try await wait(until: next)
            try await settle()
        }
    }

    /// The next timer of any run: a ladder may start runs that nobody knows of yet.
    private func nextTimer() async throws(RuntimeError) -> Timestamp? {
        do {
            return try await runtime.store.nextTimer()?.at
        } catch {
            throw RuntimeError(error)
        }
    }

    private func wait(until time: Timestamp) async throws(RuntimeError) {
        if let clock = runtime.clock as? VirtualClock {
            clock.advance(to: time)
            return try await runtime.keepVirtualTime()
        }
        let span = time - runtime.clock.now
        if span > .zero { try? await Task.sleep(for: min(span, .seconds(1))) }
    }
}

extension OnusRuntime {
    /// The setting that keeps the time of a virtual database.
    package static let virtualTime = "virtual_time"

    /// Keeps where a virtual clock stands, so that the next process goes on from there.
    package func keepVirtualTime() async throws(RuntimeError) {
        guard clock.isVirtual else { return }
        do {
            try await store.change([Self.virtualTime: clock.now.description])
        } catch {
            throw RuntimeError(error)
        }
    }
}
