import OnusStore
import Synchronization

/// What is in force, read again whenever something was deployed.
final class WorldCache: Sendable {
    private let world = Mutex<World?>(nil)

    func world(of store: any Store) async throws(RuntimeError) -> World {
        do {
            let mark = try await store.setting(Pointer.mark)
            if let known = world.withLock({ $0 }), known.mark == mark ?? "" { return known }
            guard let fresh = try await World.load(from: store) else {
                throw RuntimeError(
                    .noOrganization,
                    "the database has no organisation: deploy one with `onus deploy`")
            }
            world.withLock { $0 = fresh }
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
