import CSQLite
import OnusModel
import OnusPlugin
import OnusStore

/// A row that a statement stands on, to be read before it moves.
struct Row {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(
                start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// The lines of bytes; the last ends without a line feed.
    func lines(_ column: Int32) -> [[UInt8]] {
        bytes(column).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(Array.init)
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    func id<Tag>(_ column: Int32) -> Identifier<Tag> { Identifier(rawValue: text(column)) }

    /// A moment in this column and the next.
    func timestamp(_ column: Int32) throws(StoreError) -> Timestamp {
        guard
            let nanoseconds = Int32(exactly: sqlite3_column_int64(statement, column + 1)),
            let time = Timestamp(
                seconds: sqlite3_column_int64(statement, column), nanoseconds: nanoseconds)
        else { throw damage("a moment outside the years 1 to 9999") }
        return time
    }

    func optionalTimestamp(_ column: Int32) throws(StoreError) -> Timestamp? {
        isNull(column) ? nil : try timestamp(column)
    }

    /// One of the names of `Choice`.
    func choice<Choice: RawRepresentable<String>>(_ column: Int32) throws(StoreError) -> Choice {
        let name = text(column)
        guard let choice = Choice(rawValue: name) else {
            throw damage("the unknown word `\(name)`")
        }
        return choice
    }

    private func damage(_ what: String) -> StoreError {
        StoreError(.corrupt, "the database is damaged: it holds \(what)")
    }
}
