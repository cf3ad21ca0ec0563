import ArgumentParser
import OnusModel
import OnusRuntime
import OnusValues

struct Send: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Tells an event to all runs that wait for it.",
        discussion: """
            Runs take it with `receive`, with handlers (`on:`) and with `add:` of a `foreach`, where \
            its `match` holds. One that comes too early is kept for those that will wait for it.
            """)

    @Argument(help: "The name of the event.") var event: String
    @Option(help: ArgumentHelp("What it brings: a JSON object.", valueName: "json"))
    var data: String?
    @Option(help: "The same id is told once, however often it is sent.") var id: String?
    @OptionGroup var who: PersonOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let values = try values()
        let person = session.person(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            if let person { try await database.requireMember(person) }
            let signal = Signal(
                id: id ?? database.runtime.freshSignalID(), name: event, data: values,
                sender: person)
            let runs = try await database.runtime.publish(signal)
            if console.isJSON {
                try console.write(
                    document: [
                        "id": .string(signal.id), "runs": .list(runs.map { .string($0.rawValue) }),
                    ])
            } else {
                console.say(
                    runs.isEmpty
                        ? "no run took `\(event)`: none waits for it"
                            + (id == nil ? "" : ", or it had come to them before")
                        : "`\(event)` came to \(runs.map { "`\($0)`" }.joined(separator: ", "))")
            }
            return .done
        }
    }

    private func values() throws -> ValueMap {
        guard let data else { return [:] }
        let value: Value
        do throws(JSONError) {
            value = try Value(canonicalJSON: data)
        } catch {
            throw Failure.badInput("--data is no JSON: \(error)")
        }
        guard let map = value.mapValue else {
            throw Failure.badInput("--data is no JSON object with a value for each name")
        }
        guard map.fits() else {
            throw Failure.badInput("what --data brings \(WrittenLimits.value.excess)")
        }
        return map
    }
}
