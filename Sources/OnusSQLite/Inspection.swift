import CSQLite
import OnusStore

/// What a database is like, for whoever looks after it.
package struct Inspection: Sendable {
    /// Of the tables.
    package var version: Int
    /// Of the SQLite that is linked.
    package var sqliteVersion: String
    /// 2 is FULL: what is committed outlives a power cut. Nil where nobody here may write.
    package var synchronous: Int?
    /// Of the file, without the log beside it.
    package var bytes: Int
    /// What SQLite found wrong in it, in SQLite's words.
    package var problems: [String]
}

extension SQLiteStore {
    /// Reads the whole file once and says what is wrong with it. Others go on working meanwhile.
    package func inspect() async throws(StoreError) -> Inspection {
        let synchronous: Int?
        do throws(StoreError) {
            synchronous = try await writer.write { session throws(StoreError) in
                try session.connection.number("PRAGMA synchronous")
            }
        } catch {
            guard error.code == .readOnly else { throw error }
            synchronous = nil
        }
        return try reader.look { connection throws(StoreError) in
            let pages = try connection.number("PRAGMA page_count")
            let problems = try Statement(connection, "PRAGMA quick_check(20)").all { $0.text(0) }
            return Inspection(
                version: try connection.number("PRAGMA user_version"),
                sqliteVersion: String(cString: sqlite3_libversion()), synchronous: synchronous,
                bytes: pages * (try connection.number("PRAGMA page_size")),
                problems: problems.filter { $0 != "ok" })
        }
    }
}
