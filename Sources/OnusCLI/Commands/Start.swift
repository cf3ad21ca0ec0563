import ArgumentParser
import OnusEngine
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusValues

struct Start: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Starts a run of a workflow that was deployed; workers carry it on.")

    @Argument(help: "The name of the workflow.") var workflow: String
    @Flag(
        name: .customLong("public"),
        help: "For somebody who is nobody of the organisation; they get a receipt.")
    var isPublic = false
    @OptionGroup var who: PersonOptions
    @OptionGroup var inputs: InputOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        if isPublic, who.person != nil || who.receipt != nil {
            throw Failure.usage(
                "`--public` starts it for somebody without a name", help: "leave `--as` out")
        }
        let known = isPublic ? nil : try session.requiredPerson(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let name = WorkflowID(workflow)
            let plan = try await database.runtime.engine(named: name).plan
            let values = try inputs.values(for: plan, session.environment)
            let receipt = isPublic ? database.runtime.freshReceipt() : nil
            let person = known ?? receipt.map { Person.holding(receipt: $0) } ?? Person("")
            let (run, answer) = try await database.runtime.start(name, by: person, inputs: values)
            if case .refused(let refusal) = answer { throw refusal }
            try await report(run, receipt, database, session, console)
            return .done
        }
    }

    private func report(
        _ run: RunID, _ receipt: String?, _ database: Database, _ session: Session,
        _ console: Console
    ) async throws {
        if console.isJSON {
            var document = try await database.runtime.report(on: run).value
            if let receipt, var map = document.mapValue {
                map["receipt"] = .string(receipt)
                document = .map(map)
            }
            return try console.write(document: document)
        }
        try console.write("\(run)\n")
        if let receipt {
            try console.write("\(receipt)\n")
            console.say(
                "the second line is the receipt: whoever holds it can use `--receipt` with it")
        }
        let wording = try await database.wording(session, console.messageStyle)
        let writer = EventWriter(console: console, wording: wording, main: run)
        for event in try await database.runtime.events(of: run) {
            if let line = writer.line(event, of: run) { console.say(line.text) }
        }
    }
}
