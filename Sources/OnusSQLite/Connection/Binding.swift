import CSQLite
import OnusModel
import OnusPlugin

/// Gives a statement its values, from the first on.
struct Binder {
    private let statement: OpaquePointer
    /// Room for bytes that has to last as long as they are bound.
    private let room: UnsafeMutableRawBufferPointer
    private var used = 0
    private var column: Int32 = 0
    /// The first failure, if there was one.
    private(set) var code = SQLITE_OK

    init(_ statement: OpaquePointer, room: UnsafeMutableRawBufferPointer) {
        self.statement = statement
        self.room = room
    }

    mutating func add(_ bind: (OpaquePointer, Int32) -> Int32) {
        column += 1
        let result = bind(statement, column)
        if code == SQLITE_OK { code = result }
    }

    /// Binds bytes by their address. WHY: SQLite would allocate memory for each text; what does not
    /// fit into the room is copied by it all the same.
    mutating func add(
        _ bytes: UnsafeRawBufferPointer,
        _ bind: (OpaquePointer, Int32, UnsafeRawPointer, sqlite3_destructor_type?) -> Int32
    ) {
        guard let source = bytes.baseAddress else { return }
        guard let start = room.baseAddress, room.count - used >= bytes.count else {
            return add { bind($0, $1, source, csqlite_transient()) }
        }
        let kept = start + used
        kept.copyMemory(from: source, byteCount: bytes.count)
        used += bytes.count
        add { bind($0, $1, UnsafeRawPointer(kept), nil) }
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
            // WHY: an empty text may have no address, and no address would be NULL.
            if bytes.isEmpty { return binder.add { sqlite3_bind_text($0, $1, "", 0, nil) } }
            binder.add(UnsafeRawBufferPointer(bytes)) { statement, column, start, destructor in
                sqlite3_bind_text64(
                    statement, column, start.assumingMemoryBound(to: CChar.self),
                    UInt64(bytes.count), destructor, UInt8(SQLITE_UTF8))
            }
        }
    }
}

extension [UInt8]: Bindable {
    func bind(to binder: inout Binder) {
        withUnsafeBytes { bytes in
            if bytes.isEmpty { return binder.add { sqlite3_bind_zeroblob($0, $1, 0) } }
            binder.add(bytes) { statement, column, start, destructor in
                sqlite3_bind_blob64(statement, column, start, UInt64(bytes.count), destructor)
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
