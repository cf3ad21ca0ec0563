import CSQLite
import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection to a database file. Whoever has it uses it on one thread at a time.
final class Connection {
    enum Access {
        case write, read
        /// Looks at the file alone: no lock, and no files made beside it.
        case peek
    }

    let handle: OpaquePointer
    /// The file as its user named it, for messages.
    let name: String
    /// How many pages the log held after the last commit.
    private let logged: UnsafeMutablePointer<Int32>

    /// Opens the file without reading it. A writer creates it when it is not there.
    ///
    /// WHY: nobody opens a database other than through SQLite, not even for a look. To close any
    /// descriptor of a file takes away all locks that the process has on it.
    init(_ file: DatabaseFile, access: Access, patience: Duration) throws(StoreError) {
        name = file.name
        _ = Self.countsNoMemory
        var opened: OpaquePointer?
        let mode =
            access == .write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        errno = 0
        let code = sqlite3_open_v2(
            access == .peek ? file.frozenAddress : file.path, &opened,
            mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI,
            access == .write ? LogFiles.name : nil)
        guard let opened, code == SQLITE_OK else {
            defer { sqlite3_close_v2(opened) }
            throw Failure(code: code, handle: opened, name: file.name).storeError
        }
        handle = opened
        logged = .allocate(capacity: 1)
        logged.initialize(to: 0)
        // WHY: SQLite falls back to reading alone without a word.
        if access == .write, sqlite3_db_readonly(handle, "main") != 0 { throw .readOnly(name) }
        sqlite3_busy_timeout(handle, patience.milliseconds)
        try check(csqlite_no_double_quoted(handle) | csqlite_no_checkpoint_on_close(handle, 1))
        sqlite3_wal_hook(handle, noteLogged, logged)
    }

    /// Nobody asks how much memory SQLite takes. Where somebody else uses it already it goes on counting.
    static let countsNoMemory = csqlite_no_memory_count()

    deinit {
        sqlite3_close_v2(handle)
        logged.deallocate()
    }

    /// The key that the last INSERT gave its row.
    var lastKey: Int { Int(sqlite3_last_insert_rowid(handle)) }

    var loggedPages: Int { Int(logged.pointee) }

    /// False while a transaction is open.
    var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

    func check(_ code: Int32) throws(StoreError) {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    func failure(_ code: Int32) -> StoreError {
        Failure(code: code, handle: handle, name: name).storeError
    }

    /// Runs statements that take no values, such as the schema.
    func execute(_ sql: String) throws(StoreError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// The one number that a pragma or a query answers; 0 when it answers nothing.
    func number(_ sql: String) throws(StoreError) -> Int {
        try Statement(self, sql).first { $0.int(0) } ?? 0
    }

    /// Copies what the log holds into the file, as far as no reader is in the way.
    func checkpoint(_ mode: Int32 = SQLITE_CHECKPOINT_PASSIVE) throws(StoreError) {
        try check(sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil))
    }

    /// Lets the last connection that closes leave a single file behind.
    func checkpointOnClose() throws(StoreError) {
        try check(csqlite_no_checkpoint_on_close(handle, 0))
    }
}

/// Stands in for SQLite's own hook, which would checkpoint inside a commit: none does by itself.
/// Setting `wal_autocheckpoint`, even to 0, would take it away.
private func noteLogged(
    context: UnsafeMutableRawPointer?, handle: OpaquePointer?, database: UnsafePointer<CChar>?,
    pages: Int32
) -> Int32 {
    context?.assumingMemoryBound(to: Int32.self).pointee = pages
    return SQLITE_OK
}

extension Duration {
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
