import ArgumentParser
import OnusLanguage
import OnusModel
import OnusRuntime
import OnusStore
import OnusValues

struct Log: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Shows the record of a run: what happened, when, and who did it.",
        discussion: "With `--format json` an event a line.")

    @Argument(help: "The run.") var run: String
    @Flag(help: "Go on with what happens, until the run is over.") var follow = false
    @Flag(help: "The runs too that it made start.") var family = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    /// How long to wait before looking again: another process writes the record.
    private static let pause: Duration = .milliseconds(200)

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let opening = try session.opening(database)
        return try await session.withDatabase(opening, console, makes: false) { database in
            let main = RunID(run)
            guard try await database.store.run(main) != nil else {
                throw RuntimeError(.unknownRun, "there is no run `\(run)`")
            }
            let wording = try await database.wording(session, console.style)
            var record = RecordReader(database: database, run: main, withFamily: family)
            let writer = EventWriter(console: console, wording: wording, main: main)
            while true {
                let isOver = try await record.isOver()
                for (run, event) in try await record.next() { try writer.write(event, of: run) }
                guard follow, !isOver else { return .done }
                try await Task.sleep(for: Self.pause)
            }
        }
    }
}

/// Reads the records of a run, and of those that it made start, from where it stopped last.
struct RecordReader {
    let database: Database
    let run: RunID
    let withFamily: Bool
    private var last: [RunID: Int] = [:]

    init(database: Database, run: RunID, withFamily: Bool) {
        self.database = database
        self.run = run
        self.withFamily = withFamily
    }

    private func members() async throws -> [RunID] {
        withFamily ? try await database.runtime.family(of: run) : [run]
    }

    /// What has happened since, in the order of time and of what followed from what.
    mutating func next() async throws -> [(RunID, Event)] {
        var records: [(run: RunID, events: [Event])] = []
        for member in try await members() {
            let events = try await database.runtime.events(of: member, after: last[member] ?? 0)
            if let event = events.last { last[member] = event.sequence }
            records.append((member, events))
        }
        return Story(records).told()
    }

    func isOver() async throws -> Bool {
        for member in try await members() {
            if try await database.store.run(member)?.status == .running { return false }
        }
        return true
    }
}

/// Writes events: for people a sentence each, for programs a document each.
struct EventWriter {
    let console: Console
    let wording: Wording
    /// Of another run the name stands before its events.
    let main: RunID

    func write(_ event: Event, of run: RunID) throws {
        if console.isJSON { return try console.write(line: try event.line(of: run)) }
        if let line = line(event, of: run) { try console.write(line.text + "\n") }
    }

    func line(_ event: Event, of run: RunID) -> Line? {
        let words = EventWords(wording: wording, run: run)
        guard let text = words.sentence(event, isVerbose: console.volume == .verbose) else {
            return nil
        }
        let style = wording.style
        let time = style.paint(Line(wording.time(event.at)), .dim)
        let doer = DisplayWidth.padded(event.doer, to: 12)
        let other = run == main ? "" : style.paint("[\(run)] " as Line, .dim)
        return "\(time)  \(doer)  \(other)\(text)"
    }
}
