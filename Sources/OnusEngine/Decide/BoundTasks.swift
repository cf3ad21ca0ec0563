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

    /// What a task says that it gives under a name; nil where it says nothing.
    func type(ofOutput name: String, of task: String?) -> ValueType? {
        task.flatMap { catalog.task($0) }?.description.outputs.first { $0.name == name }?.type
    }

    /// Nil for an incident and for a phase. Throws when the plugin is gone or does not take the parameters.
    func task(of duty: Duty) throws(TaskFault) -> BoundDuty? {
        guard duty.opened.hasTask else { return nil }
        return try task(duty.opened.task, duty.opened.parameters)
    }

    func task(_ name: String, _ parameters: ValueMap) throws(TaskFault) -> BoundDuty {
        let key = Key(task: name, parameters: parameters)
        if let known = bound.withLock({ $0[key] }) { return known }
        let task = try catalog.boundDuty(name, parameters)
        bound.withLock { bound in
            if bound.count >= Self.limit { bound = [:] }
            bound[key] = task
        }
        return task
    }
}
