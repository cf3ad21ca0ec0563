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
    ///   - workflow: which plan in force a start follows; runs that are there keep their own.
    ///   - plan: the digest of another plan that a start follows.
    ///   - fingerprint: of the start, so that the same start finds its run again.
    ///   - ledger: what is written together with the start, unless somebody was first.
    ///   - completion: what the worker adds when the command is an action's answer.
    @discardableResult
    package func submit(
        _ command: Command, to run: RunID, starting workflow: WorkflowID? = nil,
        pinnedTo plan: String? = nil, fingerprint: String? = nil, ledger: Ledger? = nil,
        completion: Completion? = nil
    ) async throws(RuntimeError) -> Answer {
        let request = Request(
            command: command, run: run, workflow: workflow, plan: plan, fingerprint: fingerprint,
            ledger: ledger, completion: completion)
        return try await locks.withLock(run) { () async throws(RuntimeError) -> Answer in
            // WHY: a run that starts is rarely there, and the commit finds out when it is.
            var isNew = workflow != nil
            for _ in 0..<Self.mostRaces {
                if let answer = try await attempt(request, isNew: isNew) { return answer }
                isNew = false
                residents.drop(run)
            }
            throw RuntimeError(
                .contended, "the run `\(run)` was changed by others again and again; try again")
        }
    }

    /// Whether a command was given before, and refused.
    package func hasRefused(_ command: CommandID) async throws(RuntimeError) -> Bool {
        do {
            guard let bytes = try await store.answer(to: command) else { return false }
            if case .refused = Answer(stored: bytes) { return true }
            return false
        } catch {
            throw RuntimeError(error)
        }
    }

    /// A command with all that belongs to it.
    struct Request: Sendable {
        let command: Command
        let run: RunID
        let workflow: WorkflowID?
        let plan: String?
        let fingerprint: String?
        let ledger: Ledger?
        let completion: Completion?
    }

    /// Load, decide, commit; nil when the run, or what it was decided by, moved in between.
    private func attempt(
        _ request: Request, isNew: Bool
    ) async throws(RuntimeError) -> Answer? {
        let state = isNew ? residents.state(of: request.run) : try await load(request.run)
        if let state, state.isBehind(clock.now), try await catchesUp(state, request) { return nil }
        FaultPoint.afterLoad.pass()
        let engine = try await engine(for: state, request)
        let world = try await worlds.recent(in: store)
        let turns = try await turns(for: engine)
        var facts = try await facts(for: engine, in: world, turns)
        if state?.plan != engine.planDigest { facts.callees = try await callees(of: engine) }
        let decision: Decision
        do {
            decision = try engine.decide(state, request.command.body, facts)
        } catch {
            // The same command may have been answered before.
            if isNew { return nil }
            return try await refuse(request, state, error, world.premise)
        }
        FaultPoint.afterDecide.pass()
        return try await commit(
            decision, of: request, engine, before: state, turns, world.premise)
    }

    /// Lets what has become due come before whatever is said now, whether a worker was there or not;
    /// false when nothing came of it.
    private func catchesUp(
        _ state: RunState, _ request: Request
    ) async throws(RuntimeError) -> Bool {
        if case .wake = request.command.body { return false }
        let wake = Request(
            command: Command(id: "", body: .wake), run: request.run, workflow: nil, plan: nil,
            fingerprint: nil, ledger: nil, completion: nil)
        guard let answer = try await attempt(wake, isNew: false) else { return true }
        if case .recorded(let version) = answer { return version > state.sequence }
        return false
    }

    private func engine(
        for state: RunState?, _ request: Request
    ) async throws(RuntimeError) -> Engine {
        if let state {
            // The version that a run moves to decides whether it can.
            if case .migrate = request.command.body, let plan = request.plan {
                return try await engines.engine(forPlan: plan)
            }
            return try await engines.engine(forPlan: state.plan)
        }
        guard let workflow = request.workflow else {
            throw RuntimeError(.unknownRun, "there is no run `\(request.run)`")
        }
        if let plan = request.plan { return try await engines.engine(forPlan: plan) }
        return try await engine(
            of: workflow, plan: try await worlds.recentPlan(of: workflow, in: store))
    }

    func facts(
        for engine: Engine, in world: World, _ turns: Turns
    ) async throws(RuntimeError) -> Facts {
        Facts(
            now: clock.now, entropy: entropy.next(), organization: world.organization,
            organizationDigest: world.organizationDigest, calendars: world.calendars,
            openDuties: try await openDuties(engine, world), turns: turns.last)
    }

    /// What a run calls that starts now, or moves to this version.
    private func callees(of engine: Engine) async throws(RuntimeError) -> [WorkflowID: String] {
        var plans: [WorkflowID: String] = [:]
        for workflow in engine.callees {
            plans[workflow] = try await worlds.recentPlan(of: workflow, in: store)
        }
        return plans
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

extension RunState {
    /// Whether a timer should have fired before a moment.
    fileprivate func isBehind(_ now: Timestamp) -> Bool {
        isOpen && timers.contains { $0.value < now }
    }
}
