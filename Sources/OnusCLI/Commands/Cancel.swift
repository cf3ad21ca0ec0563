import ArgumentParser
import OnusModel
import OnusRuntime
import OnusValues

struct Cancel: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Ends a run before its time; what is open in it is withdrawn.")

    @Argument(help: "The run.") var run: String
    @OptionGroup var why: ReasonOptions
    @OptionGroup var who: PersonOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let command = CancelRun(person: person, reason: why.reason)
            let answer = try await database.runtime.submit(
                Command(id: "", body: .cancel(command)), to: RunID(run))
            if case .refused(let refusal) = answer { throw refusal }
            if console.isJSON {
                try console.write(document: try await database.runtime.report(on: RunID(run)).value)
            } else {
                let undoing = try await database.runtime.load(RunID(run))?.undoing
                let steps = undoing.map { [$0.current] + $0.steps } ?? []
                let names = steps.map { "`\($0.step)`" }.joined(separator: ", ")
                console.say(
                    "`\(run)` is cancelled"
                        + (steps.isEmpty ? "" : " as soon as what it did is undone: \(names)"))
            }
            return .done
        }
    }
}
