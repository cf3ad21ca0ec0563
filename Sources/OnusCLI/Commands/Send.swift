import ArgumentParser
import OnusLanguage
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

    func validate() throws {
        guard let id, id.isEmpty else { return }
        throw ValidationError("--id is empty; leave it out, and the event gets one of its own")
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        if let problem = EventName.problem(with: event) {
            throw Failure.usage(problem.message, help: problem.help)
        }
        let values = try values()
        let person = session.person(who)
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            if let person { try await database.requireKnown(person) }
            let signal = Signal(
                id: id ?? database.runtime.freshSignalID(), name: event, data: values,
                sender: person)
            var publication = try await database.runtime.tell(signal)
            if id != nil {
                let known = publication.known + publication.takers
                let ended = try await database.runtime.endedRuns(knowing: signal)
                publication.known += ended.filter { !known.contains($0) }
            }
            let refusals = try await refusals(of: signal, in: publication.takers, database)
            if console.isJSON {
                try console.write(document: document(signal, publication, refusals))
            } else {
                for line in try await words(publication, refusals, database) { console.say(line) }
            }
            var status = ExitStatus.done
            if !refusals.isEmpty, refusals.count == publication.takers.count {
                status = console.report(
                    Failure(.refused, code: "not_taken", "nothing took anything from `\(event)`"),
                    withDocument: false)
            }
            for (workflow, refusal) in publication.refused {
                let message = "`\(event)` could not start `\(workflow)`: \(refusal.message)"
                status = console.report(
                    Failure(.refused, code: "not_started", message), withDocument: false)
            }
            return status
        }
    }

    private func document(
        _ signal: Signal, _ publication: Publication, _ refusals: ValueMap
    ) -> Value {
        var document: ValueMap = [
            "id": .string(signal.id),
            "runs": .list(publication.takers.map { .string($0.rawValue) }),
        ]
        if !refusals.isEmpty { document["refused"] = .map(refusals) }
        if !publication.known.isEmpty {
            document["known"] = .list(publication.known.map { .string($0.rawValue) })
        }
        if !publication.refused.isEmpty {
            var notStarted: ValueMap = [:]
            for (workflow, refusal) in publication.refused {
                notStarted[workflow.rawValue] = .string(refusal.message)
            }
            document["not_started"] = .map(notStarted)
        }
        return .map(document)
    }

    private func words(
        _ publication: Publication, _ refusals: ValueMap, _ database: Database
    ) async throws -> [String] {
        func list(_ runs: [RunID]) -> String {
            runs.map { "`\($0)`" }.joined(separator: ", ")
        }
        var lines: [String] = []
        let takers = publication.takers.filter { refusals[$0.rawValue] == nil }
        if !takers.isEmpty { lines.append("`\(event)` came to \(list(takers))") }
        if !publication.known.isEmpty {
            lines.append(
                "\(list(publication.known)) had it already under this id: it is told once")
        }
        if lines.isEmpty, refusals.isEmpty, publication.refused.isEmpty {
            lines.append("no run took `\(event)`: \(try await whyNone(database))")
        }
        return lines
            + refusals.map { "`\($0.key.plainText)` takes nothing from it: \($0.value.plainText)" }
    }

    private func whyNone(_ database: Database) async throws -> String {
        let known = try await database.runtime.eventsFromOutside()
        guard !known.contains(event) else {
            return "none waits for it, or only with other data (`--data`) or from somebody else "
                + "(`--as`)"
        }
        let help = Spelling.help(for: event, among: known, called: "they wait for")
        return "no workflow here waits for it" + (help.map { "; \($0)" } ?? "")
    }

    /// Why runs to which it came take nothing from it, by run.
    private func refusals(
        of signal: Signal, in runs: [RunID], _ database: Database
    ) async throws -> ValueMap {
        let refusals = try await database.runtime.refusals(of: signal, in: runs)
        return refusals.reduce(into: [:]) { $0[$1.run.rawValue] = .string($1.why) }
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
