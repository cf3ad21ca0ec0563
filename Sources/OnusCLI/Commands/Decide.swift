import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

struct Decide: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Decides a duty with one of the outcomes that it offers.")

    @OptionGroup var duty: DutyOptions
    @Argument(help: "One of the outcomes that `onus show DUTY` offers.") var outcome: String
    @Option(help: "Why.") var comment: String?
    @Option(help: ArgumentHelp("A file that proves it; may be repeated.", valueName: "file"))
    var evidence: [String] = []
    @Option(help: ArgumentHelp("A field of the form; may be repeated.", valueName: "key=value"))
    var form: [String] = []
    @Option(help: "Of what was shown; the decision is refused when that has changed since.")
    var digest: String?

    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(acting.who)
        let files = try evidence.map { try EvidenceFile.read($0, in: session.environment) }
        let opening = try session.opening(acting.database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let finder = DutyFinder(database: database, person: person)
            let row = try await finder.duty(duty)
            var act = ActOnDuty(
                duty: row.duty, kind: .decide, person: person,
                onBehalfOf: acting.principal.map { Person($0) }, outcome: outcome,
                comment: comment, evidence: files, digest: digest)
            let fields = try await fields(of: row, database)
            act.fields = try FieldInput(fields, of: "the form").read(form, session.environment)
            try await session.perform(act, of: row.run, database, console)
            return .done
        }
    }

    private func fields(of row: DutyRow, _ database: Database) async throws -> [Field] {
        guard !form.isEmpty else { return [] }
        guard let state = try await database.runtime.load(row.run) else { return [] }
        if let duty = state.duties[row.duty] { return try await database.runtime.form(of: duty) }
        return try await database.runtime.form(of: row.step, in: state)
    }
}
