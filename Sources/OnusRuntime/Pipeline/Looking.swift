import OnusEngine
import OnusModel
import OnusStore

// What whoever looks at runs needs besides their records.
extension OnusRuntime {
    /// The organisation and the calendars in force. Throws when none were deployed.
    package func world() async throws(RuntimeError) -> World {
        try await worlds.world(of: store)
    }

    /// The plan that a run is pinned to.
    package func plan(of state: RunState) async throws(RuntimeError) -> Plan {
        try await engines.engine(forPlan: state.plan).plan
    }

    /// Whether an event from outside, another run or somebody with a right could move a run.
    package func hearsFromOutside(_ state: RunState) async throws(RuntimeError) -> Bool {
        try await engines.engine(forPlan: state.plan).hearsFromOutside(state)
    }

    /// What a decision on this duty must bring.
    package func form(of duty: Duty) async throws(RuntimeError) -> [Field] {
        guard let state = try await load(duty.opened.run) else { return [] }
        return try await form(of: duty.opened.step, in: state)
    }

    /// The same for what people may do at a step, or by a handler.
    package func form(
        of step: StepID, in state: RunState
    ) async throws(RuntimeError) -> [Field] {
        try await engines.engine(forPlan: state.plan).form(of: step)
    }

    /// An id that no other signal has.
    package func freshSignalID() -> String { "signal-\(entropy.next())" }
}

extension OnusRuntime {
    /// Forgets the states in memory that other programs have gone past, so that what is looked at
    /// next is as the record says.
    package func catchUp(on runs: [RunID]) async throws(RuntimeError) {
        for run in runs {
            guard let known = residents.state(of: run)?.sequence else { continue }
            do throws(StoreError) {
                if try await store.version(of: run) != known { residents.drop(run) }
            } catch {
                throw RuntimeError(error)
            }
        }
    }

    /// How a run began; nil when there is none.
    package func beginning(of run: RunID) async throws(RuntimeError) -> RunStarted? {
        do {
            let first = try await store.events(of: run, after: 0, limit: 1).first
            if case .runStarted(let started)? = try first?.event().body { return started }
            return nil
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch {
            throw RuntimeError(.unreadable, "the record of `\(run)` cannot be read: \(error)")
        }
    }
}
