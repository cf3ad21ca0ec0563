import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// A run and all runs that it made start, itself first.
    package func family(of run: RunID) async throws(RuntimeError) -> [RunID] {
        var family = [run]
        var next = 0
        do {
            while next < family.count {
                let children = try await store.runs(matching: RunFilter(parent: family[next]))
                family += children.map(\.run).filter { !family.contains($0) }
                next += 1
            }
        } catch {
            throw RuntimeError(error)
        }
        return family
    }

    /// The open duty of this step, in the run itself or else in one that it made start.
    package func openDuty(
        at step: String, of run: RunID
    ) async throws(RuntimeError) -> Duty? {
        for member in try await family(of: run) {
            guard let state = try await load(member) else { continue }
            let found = state.duties.values
                .filter { $0.opened.step.rawValue == step || $0.opened.duty.rawValue == step }
                .min { $0.opened.duty < $1.opened.duty }
            if let found { return found }
        }
        return nil
    }
}
