import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// Which duty is meant.
struct DutyOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The duty: its id, RUN:STEP, or the step alone.",
            discussion: "A step alone will do when only one open duty of the person has it.",
            valueName: "duty"))
    var duty: String

    @Option(help: ArgumentHelp("The run, when the duty is named by its step.", valueName: "run"))
    var run: String?
}

/// Finds the duty that somebody means.
struct DutyFinder {
    let database: Database
    /// On whose desk it lies, where that helps.
    let person: Person?

    func duty(_ options: DutyOptions) async throws -> DutyRow {
        try await duty(named: options.duty, run: options.run)
    }

    func duty(named text: String, run: String?) async throws -> DutyRow {
        if let person, person.isPublic { try await database.requireKnown(person) }
        if let run { return try await duty(at: text, of: RunID(run)) }
        if let row = try await database.store.duty(DutyID(text)) { return row }
        if let colon = text.firstIndex(of: ":") {
            let step = String(text[text.index(after: colon)...])
            return try await duty(at: step, of: RunID(String(text[..<colon])))
        }
        return try await duty(onDeskAt: text)
    }

    /// The open one at this step or place, else the last that was there, which then says so itself.
    private func duty(at step: String, of run: RunID) async throws -> DutyRow {
        guard try await database.store.run(run) != nil else {
            throw Failure(RuntimeError(.unknownRun, "there is no run `\(run)`"))
        }
        let all = try await database.store.duties(of: run).filter { $0.isMeant(by: step) }
        var open = all.filter { $0.state == .open }
        if open.count > 1, let person {
            let desk = try await Desk(of: person, database).duties.map(\.row.duty)
            let mine = open.filter { desk.contains($0.duty) }
            if !mine.isEmpty { open = mine }
        }
        if open.count > 1 { throw several(step, open) }
        guard let row = open.first ?? all.last else { throw unknown("\(run):\(step)") }
        return row
    }

    private func duty(onDeskAt step: String) async throws -> DutyRow {
        let desk = try await Desk(of: person, database).duties.map(\.row)
        let mine = desk.filter { $0.isMeant(by: step) }
        if mine.count > 1 { throw several(step, mine) }
        if let row = mine.first { return row }
        let others = try await database.store.inbox(of: nil, limit: 1000)
            .filter { $0.isMeant(by: step) }
        if others.count > 1 { throw several(step, others) }
        if let row = others.first { return row }
        guard let row = try await lastClosed(at: step) else { throw unknown(step) }
        return row
    }

    /// The last duty that was here and is over, in the runs that began last.
    private func lastClosed(at step: String) async throws -> DutyRow? {
        let filter = RunFilter(limit: Self.runsLookedInto)
        for run in try await database.store.runs(matching: filter) {
            let rows = try await database.store.duties(of: run.run)
            if let row = rows.last(where: { $0.isMeant(by: step) }) { return row }
        }
        return nil
    }

    private static let runsLookedInto = 1000

    private func several(_ step: String, _ rows: [DutyRow]) -> Failure {
        let names = rows.prefix(10).map { "`\($0.duty)`" }.joined(separator: ", ")
        return Failure(
            .usage, code: "ambiguous", "`\(step)` may be any of \(rows.count) duties",
            help: "name one of them: \(names)")
    }

    private func unknown(_ text: String) -> Failure {
        Failure(
            .refused, code: Refusal.Code.unknownDuty.rawValue, "there is no duty `\(text)`",
            help: "`onus inbox` lists those that are open")
    }
}
