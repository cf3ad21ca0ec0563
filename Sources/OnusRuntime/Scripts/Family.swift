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

    /// The open duty of this step, or what people may do there, in the run itself or else in one that
    /// it made start.
    package func openAsk(
        at step: String, of run: RunID
    ) async throws(RuntimeError) -> OpenAsk? {
        for member in try await family(of: run) {
            guard let state = try await load(member) else { continue }
            let duty = state.duties.values.filter { duty in
                let opened = duty.opened
                return [opened.step.rawValue, opened.place.rawValue, opened.duty.rawValue]
                    .contains(step)
            }.min { $0.opened.duty < $1.opened.duty }
            if let duty { return OpenAsk(duty: duty) }
            let right = state.rights.values.filter {
                $0.step.rawValue == step || $0.id.rawValue == step
                    || $0.id.rawValue == "\(member)/\(step)"
            }.min { $0.id < $1.id }
            if let right { return OpenAsk(right: right) }
        }
        return nil
    }

    /// The open duty of this step.
    package func openDuty(at step: String, of run: RunID) async throws(RuntimeError) -> Duty? {
        try await openAsk(at: step, of: run)?.duty
    }
}

/// What somebody can act on: a duty, or else a right.
package struct OpenAsk: Sendable {
    package var duty: Duty?
    package var right: Right?
}
