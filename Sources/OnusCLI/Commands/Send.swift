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
            let refusals = try await refusals(of: signal, in: runs, database)
            if console.isJSON {
                var document: ValueMap = [
                    "id": .string(signal.id), "runs": .list(runs.map { .string($0.rawValue) }),
                ]
                if !refusals.isEmpty {
                    document["refused"] = .map(refusals)
                }
                try console.write(document: .map(document))
            } else {
                console.say(
                    runs.isEmpty
                        ? "no run took `\(event)`: none waits for it"
                            + (id == nil ? "" : ", or it had come to them before")
                        : "`\(event)` came to \(runs.map { "`\($0)`" }.joined(separator: ", "))")
                for (run, why) in refusals {
                    console.say("`\(run)` takes nothing from it: \(why.stringValue ?? "")")
                }
            }
            return .done
        }
    }

    /// Why runs to which it came take nothing from it, by run.
    private func refusals(
        of signal: Signal, in runs: [RunID], _ database: Database
    ) async throws -> ValueMap {
        var refusals: ValueMap = [:]
        for run in runs {
            for event in try await database.runtime.events(of: run) {
                guard case .signalReceived(let receipt) = event.body,
                    receipt.signal.id == signal.id, let why = receipt.refused
                else { continue }
                refusals[run.rawValue] = .string(why)
            }
        }
        return refusals
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
