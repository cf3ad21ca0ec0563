import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

struct Show: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a run with its steps and duties, or one duty.")

    @Argument(help: "A run, or a duty: its id, RUN:STEP or a step alone.")
    var name: String

    @OptionGroup var who: PersonOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let wording = try await database.wording(session, console.style)
            if try await database.store.run(RunID(name)) != nil {
                try await show(run: RunID(name), database, wording, console)
            } else {
                try await show(duty: name, database, session, wording, console)
            }
            return .done
        }
    }

    private func show(
        run: RunID, _ database: Database, _ wording: Wording, _ console: Console
    ) async throws {
        let report = try await database.runtime.report(on: run)
        if console.isJSON { return try console.write(document: report.value) }
        let text = RunText(report: report, wording: wording, now: database.now)
        try console.write(text.rendered)
    }

    private func show(
        duty name: String, _ database: Database, _ session: Session, _ wording: Wording,
        _ console: Console
    ) async throws {
        let finder = DutyFinder(database: database, person: session.person(who))
        let row: DutyRow
        do {
            row = try await finder.duty(named: name, run: nil)
        } catch let failure as Failure where failure.code == Refusal.Code.unknownDuty.rawValue {
            throw Failure(
                .refused, code: "unknown", "there is no run and no duty `\(name)`",
                help: "`onus runs` and `onus inbox` list them")
        }
        let acts = try await acts(on: row, database)
        if console.isJSON {
            var document = row.value?.mapValue ?? [:]
            document["acts"] = .list(try acts.compactMap { try $0.document })
            return try console.write(document: .map(document))
        }
        let writer = EventWriter(console: console, wording: wording, main: row.run)
        let text = DutyText(row, wording).details(
            now: database.now, started: try await database.runtime.beginning(of: row.run),
            acts: acts.compactMap { writer.line($0, of: row.run) })
        try console.write(text)
    }

    /// What people did about the duty, the first act first; of secret decisions only that they were
    /// made.
    private func acts(on row: DutyRow, _ database: Database) async throws -> [Event] {
        try await database.runtime.events(of: row.run).filter { event in
            if case .dutyActed(let acted) = event.body { acted.duty == row.duty } else { false }
        }
    }
}

extension Event {
    /// What somebody did about a duty, for programs.
    fileprivate var document: Value? {
        get throws {
            guard case .dutyActed(let acted) = body else { return nil }
            var document = try ValueEncoder().encode(acted.act).mapValue ?? [:]
            document["at"] = .time(acted.act.at)
            return .map(document)
        }
    }
}
