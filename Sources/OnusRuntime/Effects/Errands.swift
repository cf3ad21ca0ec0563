import Logging
import OnusModel
import OnusPlugin
import OnusStore

// The half of a worker that performs effects.
extension OnusRuntime {
    func performEffects(
        of runs: Set<RunID>?, _ shift: Shift
    ) async throws(RuntimeError) {
        while !Task.isCancelled, !shift.isOver {
            let window = Window()
            let renewal = Task { await keepLeases(of: window) }
            defer { renewal.cancel() }
            if let failure = await perform(of: runs, in: window, shift) { throw failure }
        }
    }

    /// Performs what is to be done, as many effects at once as there is room for, until the shift
    /// is over or the leases are lost.
    private func perform(
        of runs: Set<RunID>?, in window: Window, _ shift: Shift
    ) async -> RuntimeError? {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, !shift.isOver, !window.isLost {
                let count = bell.count
                let until = clock.now.adding(configuration.lease) ?? .distantFuture
                let effects: [StoredEffect]
                do throws(RuntimeError) {
                    effects = try await claim(
                        of: runs, until: until, limit: configuration.concurrency - window.count)
                } catch {
                    return error
                }
                for effect in effects {
                    window.enter(until: until)
                    group.addTask {
                        await self.perform(effect)
                        window.leave()
                        self.bell.ring()
                    }
                }
                if !effects.isEmpty { continue }
                if window.count == 0, shift.rests(.effects, at: count, bell) { break }
                await rest(since: count)
            }
            // Somebody else may perform them now.
            if window.isLost { group.cancelAll() }
            return nil
        }
    }

    private func claim(
        of runs: Set<RunID>?, until: Timestamp, limit: Int
    ) async throws(RuntimeError) -> [StoredEffect] {
        do {
            // WHY: asking takes no place in the queue of those who write.
            guard limit > 0, try await store.hasEffects(of: runs) else { return [] }
            return try await store.claimEffects(
                of: runs, for: Lease(worker: worker, until: until), at: clock.now, limit: limit)
        } catch {
            throw RuntimeError(error)
        }
    }

    /// Makes the leases last while their effects are performed. When it cannot, they are lost.
    private func keepLeases(of window: Window) async {
        while true {
            do { try await Task.sleep(for: configuration.lease / 3) } catch { return }
            let now = clock.now
            if window.needsRenewal(at: now) {
                let until = now.adding(configuration.lease) ?? .distantFuture
                do {
                    try await store.extendLeases(to: Lease(worker: worker, until: until))
                    window.renewed(until: until)
                } catch {
                    log.warning("leases are not renewed", metadata: ["why": "\(error)"])
                }
            } else if window.isLost {
                log.error("the leases ran out; what was being performed is given up")
                return bell.ring()
            }
        }
    }
}
