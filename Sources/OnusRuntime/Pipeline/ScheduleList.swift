import OnusModel
import OnusPlugin
import Synchronization

/// The workflows in force that the calendar starts, looked up again when something was deployed.
final class ScheduleList: Sendable {
    private struct State {
        var mark: String??
        var workflows: [WorkflowID] = []
        var complaints: [WorkflowID: Timestamp] = [:]
    }
    private let state = Mutex(State())

    /// Nil when something was deployed since.
    func known(at mark: String?) -> [WorkflowID]? {
        state.withLock { state in
            if case .some(let known) = state.mark, known == mark { state.workflows } else { nil }
        }
    }

    func note(_ workflows: [WorkflowID], at mark: String?) {
        state.withLock { state in
            state.mark = .some(mark)
            state.workflows = workflows
        }
    }

    /// Once an hour for each workflow is enough.
    func mayComplain(of workflow: WorkflowID, at time: Timestamp) -> Bool {
        state.withLock { state in
            if let last = state.complaints[workflow], time - last < .seconds(3600) { return false }
            state.complaints[workflow] = time
            return true
        }
    }
}
