import Logging
import OnusCatalog
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// How often an effect that cannot be performed here and now is left for others and for later.
    static let patience = 10

    /// Performs one claimed effect. Trouble is logged and the effect tried again later; it never
    /// leaves this function.
    func perform(_ content: Result<Effect.Body, any Error>, _ stored: StoredEffect) async {
        do {
            switch try content.get() {
            case .perform(let action): try await act(action, stored)
            case .notify(let notice): try await notify(notice, stored)
            case .start(let start): try await begin(start, stored)
            case .report(let report): try await self.report(report, stored)
            case .cancel(let cancel):
                try await reach(
                    cancel.run, by: .cancelByCaller(reason: cancel.reason), stored)
            case .tell(let tidings):
                try await submit(
                    Command(id: "", body: .callHeard(tidings.tidings)), to: tidings.caller)
                try await store.finishEffect(stored.key, by: worker)
            case .bar(let bar): try await reach(bar.run, by: .bar(bar.people), stored)
            case .lock(let request): try await lock(request, stored)
            case .unlock(let release): try await unlock(release, stored)
            case .publish(let publication):
                try await publish(publication.signal)
                try await store.finishEffect(stored.key, by: worker)
            }
        } catch {
            log.warning(
                "effect will be tried again",
                metadata: ["effect": "\(stored.key)", "why": "\(error)"])
            await putBack(stored)
        }
    }

    /// Waits longer each time, an hour at most.
    private func putBack(_ stored: StoredEffect) async {
        let seconds = min(3600, 1 << min(stored.claims, 12))
        let later = clock.now.adding(.seconds(seconds)) ?? clock.now
        _ = try? await store.releaseEffect(stored.key, by: worker, at: later)
    }

    private func act(_ action: PerformAction, _ stored: StoredEffect) async throws {
        guard let task = catalog.action(action.task) else {
            guard stored.claims > Self.patience else {
                throw RuntimeError(.unknownWorkflow, "no plugin here has the task `\(action.task)`")
            }
            let fault = ActionFault(
                error: "unknown_task", message: "no plugin has the task `\(action.task)`",
                isPassing: false)
            return try await answer(.fault(fault), action, stored, nil)
        }
        for _ in 0..<configuration.collisions {
            FaultPoint.beforePerform.pass()
            let session = PluginSession(store: store, plugin: task.description.plugin)
            let result = try await outcome(of: task, action, session)
            FaultPoint.afterPerform.pass()
            let writes = await session.transcript
            if try await answered(result, action, stored, writes) {
                return FaultPoint.afterFeedback.pass()
            }
        }
        throw RuntimeError(.contended, "`\(action.task)` met others again and again")
    }

    enum ActionResult: Sendable {
        case outputs(ValueMap)
        case fault(ActionFault)
    }

    private func outcome(
        of task: RegisteredAction, _ action: PerformAction, _ session: PluginSession
    ) async throws -> ActionResult {
        let context = ActionContext(
            run: action.run.rawValue, step: action.place.rawValue, attempt: action.attempt,
            idempotencyKey: "\(action.run)/\(action.place)", now: clock.now, store: session,
            record: StoredRecord(store: store), outbound: outbound)
        do {
            return .outputs(try await task.perform(action.parameters, context))
        } catch  where Task.isCancelled {
            // Given up by us, which says nothing about the action: it is put back.
            throw error
        } catch let failure as TaskFailure {
            return .fault(
                ActionFault(
                    error: failure.name, message: failure.message, isPassing: failure.mayPass))
        } catch let fault as TaskFault {
            // The same parameters will not fit the next time either.
            return .fault(
                ActionFault(error: "failed", message: "\(fault)", isPassing: false))
        } catch {
            return .fault(
                ActionFault(error: "failed", message: "\(error)", isPassing: true))
        }
    }

    /// Feeds the answer back; false when somebody changed what the action had read.
    private func answered(
        _ result: ActionResult, _ action: PerformAction, _ stored: StoredEffect,
        _ transcript: PluginSession.Transcript
    ) async throws -> Bool {
        do {
            try await answer(result, action, stored, transcript)
            return true
        } catch is PluginCollision {
            return false
        }
    }

    private struct PluginCollision: Error {}

    private func answer(
        _ result: ActionResult, _ action: PerformAction, _ stored: StoredEffect,
        _ transcript: PluginSession.Transcript?
    ) async throws {
        // What a failed action wrote is not kept.
        let keepsWrites = if case .outputs = result { true } else { false }
        let completion = Completion(
            effect: stored.key, worker: worker, reads: transcript?.reads ?? [],
            writes: keepsWrites ? transcript?.writes ?? [] : [])
        if let duty = action.duty {
            return try await finish(completion, action, of: duty, result, stored)
        }
        let body: Command.Body =
            switch result {
            case .outputs(let outputs):
                .actionCompleted(action.place, attempt: action.attempt, outputs: outputs)
            case .fault(let fault):
                .actionFailed(action.place, attempt: action.attempt, fault)
            }
        let answer = try await submit(
            Command(id: "", body: body), to: action.run, completion: completion)
        guard case .refused(let refusal) = answer else { return }
        if refusal.code == .stale { throw PluginCollision() }
        // Nobody waits for it any more: its step is over or was withdrawn.
        try await store.finishEffect(stored.key, by: worker)
    }

    /// Commits what a ladder's action wrote, or tells the run that it failed; no step waits for it.
    private func finish(
        _ completion: Completion, _ action: PerformAction, of duty: DutyID, _ result: ActionResult,
        _ stored: StoredEffect
    ) async throws {
        if case .fault(let fault) = result {
            if fault.isPassing, stored.claims <= Self.patience {
                throw RuntimeError(.contended, fault.message)
            }
            let failure = RungFailed(
                duty: duty, what: action.task, error: fault.error, message: fault.message)
            try await submit(
                Command(id: "", body: .rungFailed(failure)), to: action.run, completion: completion)
            try await store.finishEffect(stored.key, by: worker)
            return
        }
        var batch = Batch(
            run: action.run, expectedVersion: try await store.version(of: action.run) ?? 0)
        batch.finishes = (completion.effect, completion.worker)
        batch.pluginReads = completion.reads
        batch.pluginWrites = completion.writes
        switch try await store.commit([batch]).first {
        case .pluginConflict: throw PluginCollision()
        case .conflict: throw RuntimeError(.contended, "the run moved")
        default: break
        }
    }
}
