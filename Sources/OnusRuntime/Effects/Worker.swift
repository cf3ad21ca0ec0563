import OnusModel

extension OnusRuntime {
    /// How long a worker sleeps at most before it looks what other processes have done.
    static let longestSleep: Duration = .milliseconds(500)

    /// When a worker has done enough.
    package enum Until: Sendable {
        /// Nothing is to be done now, whatever may become due later.
        case idle
        /// The task is cancelled.
        case cancelled
    }

    /// Fires timers and performs effects, each without waiting for the other.
    ///
    /// - Parameter runs: whose effects to perform; nil means everybody's.
    package func work(
        until: Until, runs: Set<RunID>? = nil
    ) async throws(RuntimeError) {
        let shift = Shift(endsWhenIdle: until == .idle, servesAll: runs == nil)
        let failure = await withTaskGroup(of: RuntimeError?.self) { group in
            group.addTask {
                await self.failure(in: shift) { runtime throws(RuntimeError) in
                    try await runtime.fireTimers(shift)
                }
            }
            group.addTask {
                await self.failure(in: shift) { runtime throws(RuntimeError) in
                    try await runtime.performEffects(of: runs, shift)
                }
            }
            var failure: RuntimeError?
            for await end in group { failure = failure ?? end }
            return failure
        }
        if let failure { throw failure }
    }

    /// Why a half of the worker could not go on; then the other ends too.
    private func failure(
        in shift: Shift, _ half: (OnusRuntime) async throws(RuntimeError) -> Void
    ) async -> RuntimeError? {
        do throws(RuntimeError) {
            try await half(self)
            return nil
        } catch {
            shift.end()
            bell.ring()
            return error
        }
    }

    /// Sleeps until the bell rings, or the time to look again.
    func rest(since count: Int, at sleep: Duration = longestSleep) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.bell.wait(since: count) }
            group.addTask { try? await Task.sleep(for: sleep) }
            await group.next()
            group.cancelAll()
        }
    }
}
