import OnusStore
import Synchronization

/// The connection that reads. Everything one call reads is of one moment.
///
/// WHY: on the caller's own thread. A log never makes a reader wait, and to wake another thread
/// costs more than to read.
final class Reader: Sendable {
    private let session = Mutex<Session?>(nil)

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

    func start(_ opening: Opening, isReadOnly: Bool) throws(StoreError) {
        try session.withLock { session throws(StoreError) in
            session = Session(
                try isReadOnly ? opening.readOnlyConnection() : opening.readConnection())
        }
    }

    func read<Result: Sendable>(
        _ body: @Sendable (Tables) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try session.withLock { session throws(StoreError) in
            guard let session else { throw .closed }
            try session.begin.run()
            defer { try? session.end.run() }
            return try body(session.tables)
        }
    }

    /// Without a transaction around it, for what SQLite says about the file.
    func look<Result: Sendable>(
        _ body: @Sendable (Connection) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try session.withLock { session throws(StoreError) in
            guard let session else { throw .closed }
            return try body(session.connection)
        }
    }

    func close() { session.withLock { $0 = nil } }
}
