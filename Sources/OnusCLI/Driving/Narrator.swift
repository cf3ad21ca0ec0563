import OnusModel

/// Tells what happens in a run and in those that it made start, an event a line, as it happens.
actor Narrator {
    private var record: RecordReader
    private let writer: EventWriter

    init(_ database: Database, _ run: RunID, _ writer: EventWriter) {
        record = RecordReader(database: database, run: run, withFamily: true)
        self.writer = writer
    }

    /// Passes over what has happened so far.
    func skip() async throws {
        var reading = record
        _ = try await reading.next()
        record = reading
    }

    /// Tells what has happened since.
    func tell() async throws {
        var reading = record
        let news = try await reading.next()
        record = reading
        for (run, event) in news {
            if let line = writer.line(event, of: run) { writer.console.say(line.text) }
        }
    }
}
