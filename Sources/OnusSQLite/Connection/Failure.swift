import CSQLite
import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What SQLite answered, told as what its reader can do about it.
struct Failure {
    private let code: Int32
    private let systemCode: Int32
    private let text: String
    private let name: String

    init(code: Int32, handle: OpaquePointer?, name: String) {
        self.code = code
        self.name = name
        // WHY: SQLite keeps the number for a failed open and loses that of a failed write.
        let kept = handle.map { sqlite3_system_errno($0) } ?? 0
        systemCode = kept == 0 ? errno : kept
        text = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
    }

    var storeError: StoreError {
        switch kind {
        case .locked: .locked(name)
        case .readOnly: .readOnly(name)
        case .full: .full(name)
        case .notADatabase: .notADatabase(name)
        case .corrupt:
            StoreError(
                .corrupt, "the database `\(name)` is damaged: \(text)")
        default: StoreError(.unavailable, "the database `\(name)` cannot be used: \(text)")
        }
    }

    private var kind: StoreError.Code {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .locked
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_FULL: .full
        case SQLITE_NOTADB: .notADatabase
        // A statement of ours does not fit the tables, or the tables do not fit each other.
        case SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH: .corrupt
        case SQLITE_IOERR, SQLITE_CANTOPEN: .system(systemCode) ?? .unavailable
        default: .unavailable
        }
    }
}

extension StoreError.Code {
    /// What the system's error number says, where it says enough.
    static func system(_ number: Int32) -> Self? {
        switch number {
        case ENOSPC, EDQUOT, EFBIG: .full
        case EROFS, EACCES, EPERM: .readOnly
        default: nil
        }
    }
}

extension StoreError {
    static func locked(_ name: String) -> StoreError {
        StoreError(.locked, "another program keeps the database `\(name)` busy")
    }

    static func readOnly(_ name: String) -> StoreError {
        StoreError(.readOnly, "the database `\(name)` or its folder is read-only")
    }

    static func full(_ name: String) -> StoreError {
        StoreError(.full, "there is no room left for the database `\(name)`")
    }

    static func notADatabase(_ name: String, _ what: String = "is not a database") -> StoreError {
        StoreError(.notADatabase, "`\(name)` \(what) of Onus; it was left as it is")
    }

    static var closed: StoreError { StoreError(.closed, "the database is closed") }
}
