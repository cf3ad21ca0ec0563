import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// With `--verbose`, tells what happens in all runs of a database while somebody works for them.
actor Telling {
    private let database: Database
    private let writer: EventWriter
    private var records: [RunID: RecordReader] = [:]

    private static let pause: Duration = .milliseconds(500)
    private static let runs = 100_000

    /// What has happened before is not told. Nil when nobody wants to hear more.
    init?(_ database: Database, _ session: Session, _ console: Console) async throws {
        guard console.volume == .verbose else { return nil }
        self.database = database
        let wording = try await database.wording(session, console.messageStyle)
        writer = EventWriter(console: console, wording: wording, main: "")
        for run in try await running() {
            var record = RecordReader(database: database, run: run, withFamily: false)
            _ = try await record.next()
            records[run] = record
        }
    }

    private func running() async throws -> [RunID] {
        let filter = RunFilter(status: .running, limit: Self.runs)
        return try await database.store.runs(matching: filter).map(\.run)
    }

    /// Tells what has happened since.
    func tell() async throws {
        for run in Set(try await running()).subtracting(records.keys) {
            records[run] = RecordReader(database: database, run: run, withFamily: false)
        }
        for (run, kept) in records.sorted(by: { $0.key < $1.key }) {
            var record = kept
            let news = try await record.next()
            for (run, event) in news {
                if let line = writer.line(event, of: run) { writer.console.detail(line.text) }
            }
            // What is over has nothing more to tell.
            let isOver = try await database.store.run(run)?.status != .running
            records[run] = isOver ? nil : record
        }
    }

    func untilCancelled() async throws {
        while !Task.isCancelled {
            try await tell()
            try? await Task.sleep(for: Self.pause)
        }
    }
}
