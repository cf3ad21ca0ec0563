import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusStore

extension ScriptPlayer {
    /// Does what one line says with an open duty.
    func act(
        _ act: ScriptEntry.Act, _ person: Person, on duty: Duty, _ entry: ScriptEntry,
        command id: CommandID
    ) async throws {
        var command = ActOnDuty(duty: duty.opened.duty, kind: act.kind, person: person)
        command.outcome = act.outcome
        command.comment = entry.comment ?? act.text
        command.evidence = entry.evidence.map { evidence($0.value) }
        let owner = duty.opened.run
        command.fields = try entry.form.values(for: try await form(of: duty, owner))
        if let percent = entry.percent { command.fields["percent"] = .int(Int64(percent)) }
        try await submit(Command(id: id, body: .act(command)), owner, entry)
    }

    private func form(of duty: Duty, _ run: RunID) async throws -> [Field] {
        guard let state = try await runtime.load(run) else { return [] }
        return try await runtime.engines.engine(forPlan: state.plan)
            .form(of: duty.opened.step)
    }

    func submit(_ command: Command, _ run: RunID, _ entry: ScriptEntry) async throws {
        let answer = try await runtime.submit(command, to: run)
        switch answer {
        case .recorded where entry.isRefused:
            throw ScriptProblem("this was to be refused and was accepted", at: entry.location)
        case .refused(let refusal) where !entry.isRefused:
            throw ScriptProblem(refusal.message, at: entry.location)
        default: break
        }
        try await passage.settle()
    }
}

extension ScriptEntry.Act {
    var kind: ActKind {
        switch self {
        case .decide: .decide
        case .claim: .claim
        case .release: .release
        case .recuse: .recuse
        case .comment, .cancel: .comment
        case .attach: .attach
        case .progress: .progress
        case .verify: .verify
        }
    }

    var outcome: String? {
        switch self {
        case .decide(let outcome), .verify(let outcome): outcome.value
        default: nil
        }
    }

    var text: String? { if case .progress(let text) = self { text } else { nil } }
}

extension DutyOpened {
    /// The run that the duty belongs to.
    package var run: RunID {
        RunID(String(duty.rawValue.prefix { $0 != "/" }))
    }
}
