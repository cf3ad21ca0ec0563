import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// What the worker adds to the answer of an action that it performed.
package struct Completion: Sendable {
    package var effect: EffectKey
    package var worker: String
    package var reads: [PluginRead]
    package var writes: [PluginWrite]
}

extension OnusRuntime {
    /// Writes what was decided; nil when the run moved since it was loaded.
    func commit(
        _ decision: Decision, of request: Request, _ engine: Engine, before: RunState?,
        _ turns: Turns, _ premise: Premise
    ) async throws(RuntimeError) -> Answer? {
        let answer = Answer.recorded(version: decision.state.sequence)
        var batch = try batch(decision, request, engine, before: before)
        guard batch.isReadable else {
            return try await refuseUnreadable(request, before, premise)
        }
        batch.premise = premise
        if let completion = request.completion {
            batch.finishes = (completion.effect, completion.worker)
            batch.pluginReads = completion.reads
            batch.pluginWrites = completion.writes
        }
        if let ledger = request.ledger { batch.take(ledger) }
        batch.take(decision.turns, of: engine.plan.workflow, after: turns)
        guard !decision.events.isEmpty || batch.command != nil || batch.finishes != nil else {
            return try await isCurrent(before, request.run, premise) ? answer : nil
        }
        return try await settle(batch, answer, decision.state)
    }

    /// A refusal is kept with its command, so that asking again gets the same answer; that of a start
    /// too, which leaves no run.
    func refuse(
        _ request: Request, _ state: RunState?, _ refusal: Refusal, _ premise: Premise
    ) async throws(RuntimeError) -> Answer? {
        let answer = Answer.refused(refusal)
        guard !request.command.id.rawValue.isEmpty else {
            return try await isCurrent(state, request.run, premise) ? answer : nil
        }
        var batch = Batch(run: request.run, expectedVersion: state?.sequence ?? 0)
        batch.premise = premise
        batch.command = (request.command.id, answer.stored)
        return try await settle(batch, answer, state)
    }

    /// INVARIANT: nothing is committed that cannot be read again, or its run would be lost.
    ///
    /// The engine bounds what goes into an event, so this is its second line.
    private func refuseUnreadable(
        _ request: Request, _ state: RunState?, _ premise: Premise
    ) async throws(RuntimeError) -> Answer? {
        let message = "the record of `\(request.run)` would become too large to be read again"
        // Nobody would hear of a refusal.
        if request.command.id.rawValue.isEmpty { throw RuntimeError(.unreadable, message) }
        return try await refuse(request, state, Refusal(.badInput, message), premise)
    }

    private func settle(
        _ batch: Batch, _ answer: Answer, _ state: RunState?
    ) async throws(RuntimeError) -> Answer? {
        let result: CommitResult?
        do { result = try await store.commit([batch]).first } catch { throw RuntimeError(error) }
        switch result {
        case .committed:
            if let state { residents.keep(state) }
            if batch.snapshot != nil { residents.noteSnapshot(of: batch.run, at: batch.newVersion) }
            if concernsWorker(batch) { bell.ring() }
            return answer
        case .answered(let bytes):
            guard let earlier = Answer(stored: bytes) else {
                throw RuntimeError(.unreadable, "the answer to this command cannot be read")
            }
            return earlier
        case .pluginConflict(let key) where batch.isTurn(key): return nil
        case .pluginConflict(let key):
            return .refused(Refusal(.stale, "`\(key)` was changed by another action"))
        case .effectGone:
            return .refused(Refusal(.late, "another worker has taken the action over"))
        case .premiseGone:
            worlds.drop()
            return nil
        case .conflict, nil: return nil
        }
    }

    /// WHY: a deadline some days from now wakes nobody, since the worker looks again before.
    private func concernsWorker(_ batch: Batch) -> Bool {
        if !batch.effects.isEmpty { return true }
        let end = clock.now.adding(Self.longestSleep) ?? .distantFuture
        return batch.timers.contains { change in
            if case .set(_, let time) = change { time <= end } else { false }
        }
    }

    /// Whether something was decided by what is so; asked where no commit asks it.
    private func isCurrent(
        _ state: RunState?, _ run: RunID, _ premise: Premise
    ) async throws(RuntimeError) -> Bool {
        do {
            guard try await store.version(of: run) == state?.sequence else { return false }
            if try await store.setting(premise.setting) == premise.value { return true }
        } catch {
            throw RuntimeError(error)
        }
        worlds.drop()
        return false
    }

    private func batch(
        _ decision: Decision, _ request: Request, _ engine: Engine, before: RunState?
    ) throws(RuntimeError) -> Batch {
        let state = decision.state
        var batch = Batch(run: request.run, expectedVersion: before?.sequence ?? 0)
        do {
            batch.events = try decision.events.map(StoredEvent.init)
            batch.snapshot = try snapshot(of: state)
            batch.effects = try decision.effects.filter(isWanted).map(QueuedEffect.init)
        } catch {
            throw RuntimeError(.unreadable, "the events cannot be encoded: \(error)")
        }
        if before == nil || before?.status != state.status || before?.plan != state.plan {
            batch.row = RunRow(state, fingerprint: request.fingerprint)
        }
        batch.duties = dutyRows(decision, engine, before: before)
        batch.timers = timerChanges(from: before?.timers ?? [:], to: state.timers)
        if !request.command.id.rawValue.isEmpty {
            batch.command = (request.command.id, Answer.recorded(version: state.sequence).stored)
        }
        return batch
    }

    private func isWanted(_ effect: Effect) -> Bool {
        if case .notify = effect.body { !configuration.channels.isEmpty } else { true }
    }

    private func snapshot(of state: RunState) throws -> [UInt8]? {
        let last = residents.snapshotVersion(of: state.run)
        guard state.isOpen, state.sequence - last >= configuration.snapshotInterval else {
            return nil
        }
        let whole = try ValueEncoder(keys: .asWritten).encode(state)
        // WHY: the events alone are enough. What is too large to be read is not tried at every one.
        guard whole.fits(Self.snapshotLimits) else {
            residents.noteSnapshot(of: state.run, at: state.sequence)
            return nil
        }
        return whole.canonicalJSON
    }

    private static let snapshotLimits = WrittenLimits(
        bytes: JSONLimits().bytes, depth: JSONLimits().depth)

    private func timerChanges(
        from old: [TimerID: Timestamp], to new: [TimerID: Timestamp]
    ) -> [TimerChange] {
        let gone = old.keys.filter { new[$0] == nil }.sorted().map { TimerChange.cancel($0) }
        let set = new.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
        return gone + set.map { .set($0.key, at: $0.value) }
    }
}

extension Batch {
    fileprivate var isReadable: Bool {
        let limits = JSONLimits()
        return events.allSatisfy { limits.admits($0.body) }
            && effects.allSatisfy { limits.admits($0.body) }
    }
}

extension RunRow {
    init(_ state: RunState, fingerprint: String?) {
        self.init(
            run: state.run, workflow: state.workflow, version: state.version, plan: state.plan,
            status: state.status, outcome: state.outcome, initiator: state.initiator,
            startedAt: state.startedAt, endedAt: state.endedAt, parent: state.cause?.run,
            fingerprint: fingerprint)
    }
}
