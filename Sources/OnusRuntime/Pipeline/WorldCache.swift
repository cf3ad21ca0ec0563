import OnusModel
import OnusStore
import Synchronization

/// What is in force, read again whenever something was deployed.
final class WorldCache: Sendable {
    private struct Memory {
        var world: World?
        /// The plans in force by their workflows' names, as far as somebody asked.
        var plans: [WorkflowID: String] = [:]
    }
    private let memory = Mutex(Memory())

    /// What is in force now.
    func world(of store: any Store) async throws(RuntimeError) -> World {
        let mark: String?
        do { mark = try await store.setting(Pointer.mark) } catch { throw RuntimeError(error) }
        if let known = memory.withLock({ $0.world }), known.mark == mark { return known }
        drop()
        return try await load(from: store)
    }

    /// What was in force when it was last read. Whoever decides by it commits with its premise, so
    /// that nothing is ever decided by what is in force no more.
    func recent(in store: any Store) async throws(RuntimeError) -> World {
        if let known = memory.withLock({ $0.world }) { return known }
        return try await load(from: store)
    }

    /// The digest of the plan that was in force under this name when it was last read; nil when
    /// there is none now.
    func recentPlan(
        of workflow: WorkflowID, in store: any Store
    ) async throws(RuntimeError) -> String? {
        if let known = memory.withLock({ $0.plans[workflow] }) { return known }
        // WHY: the world is read first. Were something deployed in between, the plan would be
        // newer than the mark and not older, and the commit would find that out.
        let mark = try await recent(in: store).mark
        let digest: String?
        do {
            digest = try await store.setting(Pointer.plan(workflow))
        } catch {
            throw RuntimeError(error)
        }
        memory.withLock { memory in
            if memory.world?.mark == mark { memory.plans[workflow] = digest }
        }
        return digest
    }

    /// Forgets what may no longer be in force.
    func drop() { memory.withLock { $0 = Memory() } }

    private func load(from store: any Store) async throws(RuntimeError) -> World {
        do {
            guard let fresh = try await World.load(from: store) else {
                throw RuntimeError(
                    .noOrganization,
                    "the database has no organisation: deploy one with `onus deploy`")
            }
            memory.withLock { $0.world = fresh }
            return fresh
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch let error as RuntimeError {
            throw error
        } catch {
            throw RuntimeError(.unreadable, "\(error)")
        }
    }
}
