import OnusStore

/// The connection that reads. Everything one call reads is of one moment.
actor Reader {
    private nonisolated let executor = QueueExecutor("onus.database.read")
    private var session: Session?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private struct Session {
        let connection: Connection
        let tables: Tables
        let begin: Statement
        let end: Statement

        init(_ connection: Connection) {
            self.connection = connection
            tables = Tables(connection)
            begin = Statement(connection, "BEGIN")
            end = Statement(connection, "COMMIT")
        }
    }

    func start(_ opening: Opening) throws(StoreError) {
        session = Session(try opening.readConnection())
    }

    func read<Result: Sendable>(
        _ body: @Sendable (Tables) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        guard let session else { throw .closed }
        try session.begin.run()
        defer { try? session.end.run() }
        return try body(session.tables)
    }

    var connection: Connection? { session?.connection }

    func close() { session = nil }
}
