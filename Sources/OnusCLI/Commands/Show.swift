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
        if console.isJSON { return try console.write(document: row.value ?? .null) }
        try console.write(DutyText(row, wording).details(now: database.now))
    }
}
