import Logging
import OnusModel
import OnusPlugin
import OnusStore

// Runs that call others: starting them, hearing how they ended, taking them back.
extension OnusRuntime {
    func begin(_ start: StartEffect, _ stored: StoredEffect) async throws {
        // WHY: no id. A second start of the same run is refused by itself, and what nobody waits for
        // is tried again until it starts, so a refusal must not be its answer for ever.
        let command = Command(
            id: "",
            body: .start(
                StartRun(
                    run: start.run, initiator: start.initiator, inputs: start.inputs,
                    cause: start.cause)))
        var problem: String?
        do {
            let answer = try await submit(
                command, to: start.run, starting: start.workflow, pinnedTo: start.plan)
            if case .refused(let refusal) = answer, refusal.code != .alreadyDone {
                problem = refusal.message
            }
        } catch {
            guard error.code == .unknownWorkflow else { throw error }
            problem = error.message
        }
        if let problem {
            try await refused(start, problem)
        } else if stored.claims > 1 {
            try await forgetRefusal(of: start.workflow, by: .run(start.cause.run))
        }
        try await store.finishEffect(stored.key, by: worker)
    }

    /// The caller hears of it; where nobody waits, the operator does.
    private func refused(_ start: StartEffect, _ message: String) async throws {
        log.error(
            "a workflow could not be started",
            metadata: ["workflow": "\(start.workflow)", "why": "\(message)"])
        if let duty = start.cause.duty {
            let failure = RungFailed(
                duty: duty, what: start.workflow.rawValue, error: "start", message: message)
            try await submit(Command(id: "", body: .rungFailed(failure)), to: start.cause.run)
            return
        }
        guard let place = start.cause.place else {
            try await note(message, of: start.workflow, by: .run(start.cause.run))
            throw RuntimeError(.contended, message)
        }
        let answer = CallAnswer(
            place: place, run: start.run, result: .failed(error: "start", message: message))
        try await submit(Command(id: "", body: .callAnswered(answer)), to: start.cause.run)
    }

    /// Tells a caller how its call ended. One that does not wait any more refuses it.
    func report(_ report: CallReport, _ stored: StoredEffect) async throws {
        try await submit(Command(id: "", body: .callAnswered(report.answer)), to: report.caller)
        try await store.finishEffect(stored.key, by: worker)
    }

    /// Tells a run something that was called.
    func reach(
        _ run: RunID, by command: Command.Body, _ stored: StoredEffect
    ) async throws {
        // One that has not started yet is waited for; one that was never let in comes no more.
        let isThere = try await store.run(run) != nil
        if isThere || stored.claims <= Self.patience {
            try await submit(Command(id: "", body: command), to: run)
        }
        try await store.finishEffect(stored.key, by: worker)
    }
}
