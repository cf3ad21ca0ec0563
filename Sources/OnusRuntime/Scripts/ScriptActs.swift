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
        if case .extend(let period) = act {
            let ask = AskForTime(
                duty: duty.opened.duty, person: person, period: period.value,
                comment: entry.comment)
            return try await submit(Command(id: id, body: .askForTime(ask)), duty.opened.run, entry)
        }
        var command = ActOnDuty(duty: duty.opened.duty, kind: act.kind, person: person)
        command.outcome = act.outcome
        command.comment = entry.comment ?? act.text
        command.evidence = try entry.evidence.map { try file($0) }
        let owner = duty.opened.run
        command.fields = try entry.form.values(for: try await form(of: duty.opened.step, owner))
        if let percent = entry.percent { command.fields["percent"] = .int(Int64(percent)) }
        try await submit(Command(id: id, body: .act(command)), owner, entry)
    }

    private func file(_ name: Located<String>) throws -> File {
        guard let file = evidence(name.value) else {
            throw ScriptProblem(
                "the file `\(name.value)` cannot be read, and a record on the real clock holds what "
                    + "was handed in", at: name.location)
        }
        return file
    }

    private func form(of step: StepID, _ run: RunID) async throws -> [Field] {
        guard let state = try await runtime.load(run) else { return [] }
        return try await runtime.engines.engine(forPlan: state.plan)
            .form(of: step)
    }

    /// An event that comes from outside.
    func send(
        _ event: String, _ entry: ScriptEntry, command id: CommandID, after last: Timestamp
    ) async throws {
        try await pass(entry, after: last)
        try await passage.settle()
        let signal = Signal(
            id: id.rawValue, name: event,
            data: ValueMap(entry.data.map { (.string($0.name.value), $0.value.plainValue) }),
            sender: entry.person.map { Person.ofTest($0.value) })
        let publication = try await runtime.tell(signal)
        let refusal = try await runtime.refusal(of: signal, publication)
        if entry.isRefused, refusal == nil {
            throw ScriptProblem("this was to be refused and was accepted", at: entry.location)
        }
        if let refusal, !entry.isRefused { throw ScriptProblem(refusal, at: entry.location) }
        try await passage.settle()
    }

    /// Does what somebody may do.
    func give(
        _ right: Right, _ person: Person, _ entry: ScriptEntry, command id: CommandID,
        after last: Timestamp
    ) async throws {
        try await pass(entry, after: last)
        let run = RunID(String(right.id.rawValue.prefix { $0 != "/" }))
        var command = ActOnDuty(duty: right.id, kind: entry.act?.kind ?? .decide, person: person)
        command.outcome = entry.act?.outcome
        command.comment = entry.comment
        command.fields = try entry.form.values(for: try await form(of: right.step, run))
        try await submit(Command(id: id, body: .act(command)), run, entry)
    }

    func pass(_ entry: ScriptEntry, after last: Timestamp) async throws {
        if case .after(let period)? = entry.time {
            try await passage.go(to: try await later(last, period, entry))
        }
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
        case .comment, .cancel, .send, .extend: .comment
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
