import OnusStore

/// Opens a database for writing, and makes it when there is none.
struct Opening: Sendable {
    /// The file, as its user names it.
    var name: String
    /// What a new database says about itself.
    var settings: [String: String]
    /// How long to wait for another program.
    var patience: Duration

    /// Everything that is needed to write. Changes nothing in a file that is not ours.
    func writeSession() throws(StoreError) -> WriteSession {
        let file = try DatabaseFile(name)
        try refuseForeign(file)
        let lock = try FileLock(file, patience: patience)
        let connection = try Connection(file, access: .write, patience: patience)
        try connection.execute(
            """
            PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL;
            PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY
            """)
        try prepare(connection, lock: lock)
        // WHY: SQLite ignores a level that it does not know, and so would we.
        guard try connection.number("PRAGMA synchronous") == 2 else {
            throw StoreError(.unavailable, "the database `\(name)` cannot be made durable")
        }
        return WriteSession(connection, lock: lock)
    }

    /// A connection that reads what a write session made.
    func readConnection() throws(StoreError) -> Connection {
        try readConnection(to: try DatabaseFile(name), .read)
    }

    /// A connection to a database in which nobody here may write.
    ///
    /// WHY: beside a log SQLite reads what others write just now; where there is none, and none can be
    /// made, it reads a file only that never changes.
    func readOnlyConnection() throws(StoreError) -> Connection {
        let file = try DatabaseFile(name)
        guard file.exists, !file.hasUnfinishedChange else { throw .readOnly(name) }
        let connection = try readConnection(to: file, file.hasLog ? .read : .peek)
        guard try isCurrent(connection) else { throw .readOnly(name) }
        return connection
    }

    private func readConnection(
        to file: DatabaseFile, _ access: Connection.Access
    ) throws(StoreError) -> Connection {
        let connection = try Connection(file, access: access, patience: patience)
        try connection.execute(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000")
        return connection
    }

    /// Looks before SQLite makes a log beside a file that is not ours.
    ///
    /// WHY: where a lock is, a database of ours is or is just being made; then SQLite has to look,
    /// which sees no half of it.
    private func refuseForeign(_ file: DatabaseFile) throws(StoreError) {
        guard file.exists, !file.hasLock, !file.hasUnfinishedChange else { return }
        let connection = try Connection(file, access: .peek, patience: .zero)
        _ = try isCurrent(connection)
    }

    private func prepare(_ connection: Connection, lock: FileLock) throws(StoreError) {
        if try isCurrent(connection) { return try useLog(connection) }
        try lock.acquire()
        defer { lock.release() }
        try connection.execute("PRAGMA page_size = 4096")
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try create(connection)
            try connection.execute("COMMIT")
        } catch {
            if !connection.isIdle { try? connection.execute("ROLLBACK") }
            throw error
        }
        try useLog(connection)
    }

    private func create(_ connection: Connection) throws(StoreError) {
        // Somebody else may have made it while we waited.
        let state = try Schema.state(of: connection)
        guard try !isCurrent(state) else { return }
        if case .ours(let version) = state {
            return try Schema.upgrade(connection, from: version)
        }
        try Schema.upgrade(connection, from: 0)
        let table = SettingTable(connection)
        for (name, value) in settings { try table.set(name, value) }
    }

    /// Throws when the file is not ours or newer than this program.
    private func isCurrent(_ connection: Connection) throws(StoreError) -> Bool {
        // WHY: read at several moments, one that others are just making would look like no one of ours.
        try connection.execute("BEGIN")
        do throws(StoreError) {
            let state = try Schema.state(of: connection)
            try connection.execute("COMMIT")
            return try isCurrent(state)
        } catch {
            if !connection.isIdle { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func isCurrent(_ state: Schema.State) throws(StoreError) -> Bool {
        switch state {
        case .empty: return false
        case .foreign: throw .notADatabase(name, "is a SQLite database, but not one")
        case .ours(let version):
            guard version <= Schema.version else {
                throw StoreError(
                    .newerVersion,
                    "the database `\(name)` has version \(version), and this Onus knows"
                        + " version \(Schema.version) at most; use a newer Onus")
            }
            return version == Schema.version
        }
    }

    /// Write-ahead logging, which stays with the file once it is on.
    private func useLog(_ connection: Connection) throws(StoreError) {
        let mode = try Statement(connection, "PRAGMA journal_mode = WAL").first { $0.text(0) }
        guard mode == "wal" else {
            throw StoreError(
                .unavailable, "the database `\(name)` is where no write-ahead log can be kept")
        }
    }
}
