import CSQLite
import OnusModel
import OnusPlugin

/// Gives a statement its values, from the first on.
struct Binder {
    private let statement: OpaquePointer
    private var column: Int32 = 0
    /// The first failure, if there was one.
    private(set) var code = SQLITE_OK

    init(_ statement: OpaquePointer) { self.statement = statement }

    mutating func add(_ bind: (OpaquePointer, Int32) -> Int32) {
        column += 1
        let result = bind(statement, column)
        if code == SQLITE_OK { code = result }
    }
}

/// A value that a column can hold, or several columns together.
protocol Bindable {
    func bind(to binder: inout Binder)
}

extension Int: Bindable {
    func bind(to binder: inout Binder) { binder.add { sqlite3_bind_int64($0, $1, Int64(self)) } }
}

extension String: Bindable {
    func bind(to binder: inout Binder) {
        var text = self
        text.withUTF8 { bytes in
            binder.add { statement, column in
                // WHY: an empty text has no address, and no address would be NULL.
                guard let start = bytes.baseAddress else {
                    return sqlite3_bind_text(statement, column, "", 0, nil)
                }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { chars in
                    sqlite3_bind_text64(
                        statement, column, chars, UInt64(bytes.count), csqlite_transient(),
                        UInt8(SQLITE_UTF8))
                }
            }
        }
    }
}

extension [UInt8]: Bindable {
    func bind(to binder: inout Binder) {
        withUnsafeBytes { bytes in
            binder.add { statement, column in
                guard let start = bytes.baseAddress, !bytes.isEmpty else {
                    return sqlite3_bind_zeroblob(statement, column, 0)
                }
                return sqlite3_bind_blob64(
                    statement, column, start, UInt64(bytes.count), csqlite_transient())
            }
        }
    }
}

/// Two columns: whole seconds, and the nanoseconds beyond them. WHY: one integer of nanoseconds
/// does not reach from the year 1 to 9999.
extension Timestamp: Bindable {
    func bind(to binder: inout Binder) {
        binder.add { sqlite3_bind_int64($0, $1, seconds) }
        binder.add { sqlite3_bind_int($0, $1, nanoseconds) }
    }
}

/// A moment that may be missing, in two columns.
struct OptionalTimestamp: Bindable {
    var value: Timestamp?
    func bind(to binder: inout Binder) {
        guard let value else {
            binder.add { sqlite3_bind_null($0, $1) }
            return binder.add { sqlite3_bind_null($0, $1) }
        }
        value.bind(to: &binder)
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// One column; a value of several columns has a type of its own for what may be missing.
    func bind(to binder: inout Binder) {
        if let self { self.bind(to: &binder) } else { binder.add { sqlite3_bind_null($0, $1) } }
    }
}

extension Identifier: Bindable {
    func bind(to binder: inout Binder) { rawValue.bind(to: &binder) }
}

extension Person: Bindable {
    func bind(to binder: inout Binder) { id.bind(to: &binder) }
}
