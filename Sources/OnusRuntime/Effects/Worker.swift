import Logging
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// How many timers and effects one round takes, so that a burst never keeps people waiting.
    private static let roundSize = 128
    /// How long a worker sleeps at most before it looks what other processes have done.
    static let longestSleep: Duration = .milliseconds(500)

    /// When a worker has done enough.
    package enum Until: Sendable {
        /// Nothing is to be done now, whatever may become due later.
        case idle
        /// The task is cancelled.
        case cancelled
    }

    /// Fires timers and performs effects.
    ///
    /// - Parameter runs: whose effects to perform; nil means everybody's.
    package func work(
        until: Until, runs: Set<RunID>? = nil
    ) async throws(RuntimeError) {
        while !Task.isCancelled {
            let fired = try await fireTimers()
            let performed = try await performEffects(of: runs)
            if fired + performed > 0 { continue }
            if case .idle = until { return }
            await rest()
        }
    }

    /// Sleeps until the next timer, the bell, or the time to look again.
    private func rest() async {
        let next = try? await store.nextTimer()
        let now = clock.now
        let sleep = next.map { max(.milliseconds(1), min($0.at - now, Self.longestSleep)) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.bell.wait() }
            group.addTask { try? await Task.sleep(for: sleep ?? Self.longestSleep) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Wakes every run that has a timer due; the number of runs that moved.
    private func fireTimers() async throws(RuntimeError) -> Int {
        let due: [StoredTimer]
        do {
            due = try await store.dueTimers(at: clock.now, limit: Self.roundSize)
        } catch {
            throw RuntimeError(error)
        }
        var woken: Set<RunID> = []
        var moved = 0
        for timer in due where woken.insert(timer.run).inserted {
            if try await wake(timer.run) { moved += 1 }
        }
        return moved
    }

    /// Lets a run notice what has become due; whether it did anything.
    @discardableResult
    package func wake(_ run: RunID) async throws(RuntimeError) -> Bool {
        let before = try await load(run)?.sequence ?? 0
        let answer: Answer
        do {
            answer = try await submit(Command(id: "", body: .wake), to: run)
        } catch  where error.code == .unreadable || error.code == .unknownWorkflow {
            // One run that cannot be read does not keep the others from going on.
            log.error("run cannot be woken", metadata: ["run": "\(run)", "why": "\(error)"])
            return false
        }
        if case .recorded(let version) = answer { return version > before }
        return false
    }

    /// Performs what is to be done now; how many effects there were.
    private func performEffects(of runs: Set<RunID>?) async throws(RuntimeError) -> Int {
        let now = clock.now
        let until = now.adding(configuration.lease) ?? .distantFuture
        let effects: [StoredEffect]
        do {
            effects = try await store.claimEffects(
                of: runs, for: Lease(worker: worker, until: until), at: now,
                limit: configuration.concurrency)
        } catch {
            throw RuntimeError(error)
        }
        await withTaskGroup(of: Void.self) { group in
            for effect in effects { group.addTask { await self.perform(effect) } }
        }
        return effects.count
    }
}
