import ArgumentParser
import OnusEngine
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusValues

struct Start: StandardSubcommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts a run of a workflow that was deployed; workers carry it on.")

    @Argument(help: "The name of the workflow.") var workflow: String
    @OptionGroup var who: PersonOptions
    @OptionGroup var inputs: InputOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let name = WorkflowID(workflow)
            let plan = try await database.runtime.engine(named: name).plan
            let values = try inputs.values(for: plan, session.environment)
            let (run, answer) = try await database.runtime.start(name, by: person, inputs: values)
            if case .refused(let refusal) = answer { throw refusal }
            try await report(run, database, session, console)
            return .done
        }
    }

    private func report(
        _ run: RunID, _ database: Database, _ session: Session, _ console: Console
    ) async throws {
        if console.isJSON {
            return try console.write(document: try await database.runtime.report(on: run).value)
        }
        try console.write("\(run)\n")
        let wording = try await database.wording(session, console.messageStyle)
        let writer = EventWriter(console: console, wording: wording, main: run)
        for event in try await database.runtime.events(of: run) {
            if let line = writer.line(event, of: run) { console.say(line) }
        }
    }
}
