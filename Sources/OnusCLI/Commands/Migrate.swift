import ArgumentParser
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues

struct Migrate: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Moves a waiting run to another version of its workflow.",
        discussion: """
            The run moves only when its position exists in that version: everything that is open, \
            the ladders that are being climbed, and what later steps read. Otherwise all that stands \
            in the way is said, and nothing changes.
            """)

    @Argument(help: "The run.") var run: String
    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("A version that was deployed.", valueName: "version"))
    var version: Int
    @OptionGroup var why: ReasonOptions
    @OptionGroup var who: PersonOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let answer = try await database.runtime.migrate(
                RunID(run), to: version, by: person, because: why.reason)
            if case .refused(let refusal) = answer { throw refusal }
            if console.isJSON {
                try console.write(document: try await database.runtime.report(on: RunID(run)).value)
            } else {
                console.say("`\(run)` goes on by version \(version)")
            }
            return .done
        }
    }
}
