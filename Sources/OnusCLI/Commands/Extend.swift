import ArgumentParser
import OnusCalendar
import OnusModel
import OnusPlugin
import OnusStore

struct Extend: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Asks for more time for a duty before it is due.",
        discussion: """
            Asking moves nothing. Those whom the workflow names under `extend` find it in their \
            inbox and answer with `onus decide DUTY/extend granted` or `refused`.
            """)

    @OptionGroup var duty: DutyOptions
    @Argument(
        help: "How much more, such as `5 workdays`; as much as there can be when left out.")
    var period: String?
    @Option(help: "Why.") var comment: String?
    @OptionGroup var acting: ActingOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(acting.who)
        let period = try period.map { text in
            do throws(CalendarError) { return try Period(parsing: text) } catch {
                throw Failure.usage(error.message, help: error.help)
            }
        }
        let opening = try session.opening(acting.database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let row = try await DutyFinder(database: database, person: person).duty(duty)
            let ask = AskForTime(
                duty: row.duty, person: person, onBehalfOf: acting.principal.map { Person($0) },
                period: period, comment: comment)
            try await session.perform(.askForTime(ask), on: row, database, console)
            return .done
        }
    }
}
