import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore
import Synchronization

/// The engines of the plans that runs of this process follow, each made once.
final class Engines: Sendable {
    private let table = Mutex<[String: Engine]>([:])
    private let store: any Store
    private let catalog: Catalog

    init(store: any Store, catalog: Catalog) {
        self.store = store
        self.catalog = catalog
    }

    func engine(forPlan digest: String) async throws(RuntimeError) -> Engine {
        if let engine = table.withLock({ $0[digest] }) { return engine }
        let document: Document?
        do { document = try await store.document(digest) } catch { throw RuntimeError(error) }
        guard let document else {
            throw RuntimeError(.unknownWorkflow, "the database has no plan `\(digest)`")
        }
        let engine = Engine(
            plan: try Self.plan(in: document), digest: digest, catalog: catalog)
        table.withLock { $0[digest] = engine }
        return engine
    }

    static func plan(in document: Document) throws(RuntimeError) -> Plan {
        do {
            return try ValueDecoder(keys: .asWritten).decode(
                Plan.self, from: Value(canonicalJSON: document.body))
        } catch {
            throw RuntimeError(
                .unreadable,
                "the plan of `\(document.name)` cannot be read: it was stored by another version")
        }
    }
}
