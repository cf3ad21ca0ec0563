import CSQLite
import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A statement that is prepared when it is first used and then kept.
///
/// Every way of running it leaves it reset, so that it holds no lock and no bytes.
final class Statement {
    private let connection: Connection
    private let sql: String
    private var prepared: OpaquePointer?
    /// For the bytes that are bound; there once the statement is prepared.
    private var room = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private static let roomSize = 2048

    init(_ connection: Connection, _ sql: String) {
        self.connection = connection
        self.sql = sql
    }

    deinit {
        sqlite3_finalize(prepared)
        room.deallocate()
    }

    /// Runs it for what it changes.
    func run<each Value: Bindable>(_ values: repeat each Value) throws(StoreError) {
        let pointer = try start(repeat each values)
        defer { finish(pointer) }
        while try step(pointer) {}
    }

    /// What the first row gives.
    func first<each Value: Bindable, Result>(
        _ values: repeat each Value, row: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        let pointer = try start(repeat each values)
        defer { finish(pointer) }
        return try step(pointer) ? try row(Row(pointer)) : nil
    }

    /// What each row gives, in order.
    func all<each Value: Bindable, Result>(
        _ values: repeat each Value, row: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> [Result] {
        let pointer = try start(repeat each values)
        defer { finish(pointer) }
        var results: [Result] = []
        while try step(pointer) { results.append(try row(Row(pointer))) }
        return results
    }

    /// Hands over row after row until `row` says that it is enough.
    func until<each Value: Bindable>(
        _ values: repeat each Value, row: (Row) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let pointer = try start(repeat each values)
        defer { finish(pointer) }
        while try step(pointer), try !row(Row(pointer)) {}
    }

    private func start<each Value: Bindable>(
        _ values: repeat each Value
    ) throws(StoreError) -> OpaquePointer {
        let pointer = try prepare()
        var binder = Binder(pointer, room: room)
        repeat (each values).bind(to: &binder)
        guard binder.code == SQLITE_OK else {
            finish(pointer)
            throw connection.failure(binder.code)
        }
        return pointer
    }

    private func prepare() throws(StoreError) -> OpaquePointer {
        if let prepared { return prepared }
        try connection.check(
            sqlite3_prepare_v3(
                connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil))
        guard let prepared else { throw connection.failure(SQLITE_MISUSE) }
        room = .allocate(byteCount: Self.roomSize, alignment: 1)
        return prepared
    }

    private func step(_ pointer: OpaquePointer) throws(StoreError) -> Bool {
        errno = 0
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw connection.failure(code)
        }
    }

    private func finish(_ pointer: OpaquePointer) {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }
}
