import OnusCatalog
import OnusModel
import OnusPlugin
import Synchronization

/// The duty tasks of one plan with their parameters.
///
/// WHY: a task is asked several times for every act, and making it from its parameters costs more
/// than the questions. It is a pure value, so a kept one answers like a new one.
final class BoundTasks: Sendable {
    private struct Key: Hashable {
        var task: String
        var parameters: ValueMap
    }
    private let bound = Mutex<[Key: BoundDuty]>([:])
    private let catalog: Catalog
    /// Parameters that come from expressions differ from run to run.
    private static let limit = 1000

    init(catalog: Catalog) { self.catalog = catalog }

    /// Nil for an incident, or when the plugin is gone.
    func task(of duty: Duty) -> BoundDuty? {
        guard duty.opened.incident == nil else { return nil }
        let key = Key(task: duty.opened.task, parameters: duty.opened.parameters)
        if let known = bound.withLock({ $0[key] }) { return known }
        guard let task = try? catalog.duty(key.task)?.bind(key.parameters) else { return nil }
        bound.withLock { bound in
            if bound.count >= Self.limit { bound = [:] }
            bound[key] = task
        }
        return task
    }
}
