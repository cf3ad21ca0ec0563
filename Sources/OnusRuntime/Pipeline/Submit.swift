import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// How often a command whose run moved under it is decided anew.
    private static let mostRaces = 50

    /// Carries a command out: recorded with all that follows from it, or refused.
    ///
    /// - Parameters:
    ///   - fingerprint: of the start, so that the same start finds its run again.
    ///   - completion: what the worker adds when the command is an action's answer.
    @discardableResult
    package func submit(
        _ command: Command, to run: RunID, engine: Engine? = nil, fingerprint: String? = nil,
        completion: Completion? = nil
    ) async throws(RuntimeError) -> Answer {
        try await locks.withLock(run) { () async throws(RuntimeError) -> Answer in
            for _ in 0..<Self.mostRaces {
                if let answer = try await attempt(
                    command, run, engine, fingerprint, completion)
                {
                    return answer
                }
                residents.drop(run)
            }
            throw RuntimeError(
                .contended, "the run `\(run)` was changed by others again and again; try again")
        }
    }

    /// Load, decide, commit; nil when the run moved in between.
    private func attempt(
        _ command: Command, _ run: RunID, _ given: Engine?, _ fingerprint: String?,
        _ completion: Completion?
    ) async throws(RuntimeError) -> Answer? {
        let state = try await load(run)
        FaultPoint.afterLoad.pass()
        if state == nil, given == nil {
            throw RuntimeError(.unknownRun, "there is no run `\(run)`")
        }
        let engine = try await engine(for: state, given)
        let facts = try await facts(for: engine)
        let decision: Decision
        do {
            decision = try engine.decide(state, command.body, facts)
        } catch {
            return try await refuse(command, run, state, error)
        }
        FaultPoint.afterDecide.pass()
        return try await commit(
            decision, of: command, run, engine, before: state, fingerprint, completion)
    }

    private func engine(
        for state: RunState?, _ given: Engine?
    ) async throws(RuntimeError) -> Engine {
        if let state, given?.planDigest != state.plan {
            return try await engines.engine(forPlan: state.plan)
        }
        guard let given else { throw RuntimeError(.unknownWorkflow, "there is no such plan") }
        return given
    }

    func facts(for engine: Engine) async throws(RuntimeError) -> Facts {
        let world = try await worlds.world(of: store)
        return Facts(
            now: clock.now, entropy: entropy.next(), organization: world.organization,
            organizationDigest: world.organizationDigest, calendars: world.calendars,
            openDuties: try await openDuties(engine, world))
    }

    /// Counted only for plans that give duties to whoever has the fewest.
    private func openDuties(
        _ engine: Engine, _ world: World
    ) async throws(RuntimeError) -> [Person: Int] {
        guard engine.countsOpenDuties else { return [:] }
        do {
            return try await store.openDuties(of: world.organization.people.map(\.id))
        } catch {
            throw RuntimeError(error)
        }
    }

    /// The newest state of a run; nil when there is none.
    package func load(_ run: RunID) async throws(RuntimeError) -> RunState? {
        if let state = residents.state(of: run) { return state }
        let stored: StoredRun?
        do { stored = try await store.load(run) } catch { throw RuntimeError(error) }
        guard let stored else { return nil }
        do {
            var state: RunState?
            if let snapshot = stored.snapshot {
                state = try ValueDecoder(keys: .asWritten).decode(
                    RunState.self, from: Value(canonicalJSON: snapshot))
                residents.noteSnapshot(of: run, at: state?.sequence ?? 0)
            }
            for event in stored.events { RunState.evolve(&state, try event.event()) }
            if let state { residents.keep(state) }
            return state
        } catch {
            throw RuntimeError(.unreadable, "the record of `\(run)` cannot be read: \(error)")
        }
    }
}
