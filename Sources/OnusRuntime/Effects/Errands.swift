import Logging
import OnusModel
import OnusPlugin
import OnusStore

// The half of a worker that performs effects.
extension OnusRuntime {
    /// Performs what is to be done, as many effects at once as there is room for, until the shift
    /// is over.
    func performEffects(
        of runs: Set<RunID>?, _ shift: Shift
    ) async throws(RuntimeError) {
        let window = Window()
        let renewal = Task { await keepLeases(of: window) }
        defer { renewal.cancel() }
        let failure = await withDiscardingTaskGroup { group -> RuntimeError? in
            while !Task.isCancelled, !shift.isOver {
                let count = bell.count
                let isFree = window.count == 0
                do throws(RuntimeError) {
                    let effects = try await claim(of: runs, for: window)
                    for effect in effects {
                        let content = Result { try effect.content() }
                        // WHY: who asks for a lock first is let in first.
                        if case .success(.lock) = content {
                            await self.perform(content, effect, in: window)
                        } else {
                            group.addTask { await self.perform(content, effect, in: window) }
                        }
                    }
                    if !effects.isEmpty { continue }
                } catch {
                    return error
                }
                if isFree, shift.rests(.effects, at: count, bell) { break }
                await rest(since: count)
            }
            return nil
        }
        if let failure { throw failure }
    }

    private func perform(
        _ content: Result<Effect.Body, any Error>, _ effect: StoredEffect, in window: Window
    ) async {
        await perform(content, effect)
        window.leave(effect.key)
        bell.ring()
    }

    /// What nobody performs yet, as far as the window has room.
    private func claim(
        of runs: Set<RunID>?, for window: Window
    ) async throws(RuntimeError) -> [StoredEffect] {
        let room = configuration.concurrency - window.count
        do {
            // WHY: asking takes no place in the queue of those who write.
            guard room > 0, try await store.hasEffects(of: runs) else { return [] }
            // A clock that has jumped must not make the worker take its own work for somebody's.
            try await renewLeases(of: window)
            let until = leaseEnd
            let effects = try await store.claimEffects(
                of: runs, for: Lease(worker: worker, until: until), at: clock.now, limit: room)
            return effects.filter { window.enter($0.key, until: until) }
        } catch {
            throw RuntimeError(error)
        }
    }

    private var leaseEnd: Timestamp { clock.now.adding(configuration.lease) ?? .distantFuture }

    /// Makes the leases last while their effects are performed. One that somebody else has taken
    /// meanwhile stays with them, and our answer to it is refused.
    private func keepLeases(of window: Window) async {
        while true {
            do { try await Task.sleep(for: configuration.lease / 3) } catch { return }
            do throws(StoreError) { try await renewLeases(of: window) } catch {
                log.warning("leases are not renewed", metadata: ["why": "\(error)"])
            }
        }
    }

    private func renewLeases(of window: Window) async throws(StoreError) {
        let until = leaseEnd
        guard let soon = clock.now.adding(configuration.lease * 2 / 3), window.endsBefore(soon)
        else { return }
        try await store.extendLeases(to: Lease(worker: worker, until: until))
        window.renewed(until: until)
    }
}
