import OnusModel
import OnusPlugin
import OnusStore

/// Plans, organisations, calendars and sources.
final class DocumentTable {
    private let find: Statement
    private let insert: Statement
    private let makeLast: Statement
    private let newest: Statement
    private let byDigest: Statement
    private let ofKind: Statement

    init(_ connection: Connection) {
        let columns = "SELECT kind, name, digest, body, saved, saved_ns FROM document"
        find = Statement(
            connection,
            """
            SELECT key, key = (SELECT max(key) FROM document WHERE kind = ?2 AND name = ?3)
            FROM document WHERE digest = ?1 AND kind = ?2 AND name = ?3
            """)
        insert = Statement(
            connection,
            """
            INSERT INTO document (digest, kind, name, saved, saved_ns, body)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        makeLast = Statement(
            connection,
            """
            UPDATE document SET key = (SELECT max(key) + 1 FROM document), saved = ?, saved_ns = ?
            WHERE key = ?
            """)
        newest = Statement(
            connection, "\(columns) WHERE kind = ? AND name = ? ORDER BY key DESC LIMIT 1")
        byDigest = Statement(connection, "\(columns) WHERE digest = ? ORDER BY key DESC LIMIT 1")
        ofKind = Statement(connection, "\(columns) WHERE kind = ? ORDER BY key")
    }

    func save(_ document: Document) throws(StoreError) {
        let known = try find.first(document.digest, document.kind.rawValue, document.name) {
            (key: $0.int(0), isCurrent: $0.int(1) != 0)
        }
        guard let known else {
            return try insert.run(
                document.digest, document.kind.rawValue, document.name, document.savedAt,
                document.body)
        }
        if !known.isCurrent { try makeLast.run(document.savedAt, known.key) }
    }

    func document(_ digest: String) throws(StoreError) -> Document? {
        try byDigest.first(digest) { row throws(StoreError) in try Self.document(row) }
    }

    func current(_ kind: Document.Kind, named name: String) throws(StoreError) -> Document? {
        try newest.first(kind.rawValue, name) { row throws(StoreError) in try Self.document(row) }
    }

    func documents(_ kind: Document.Kind) throws(StoreError) -> [Document] {
        try ofKind.all(kind.rawValue) { row throws(StoreError) in try Self.document(row) }
    }

    private static func document(_ row: Row) throws(StoreError) -> Document {
        Document(
            kind: try row.choice(0), name: row.text(1), digest: row.text(2), body: row.bytes(3),
            savedAt: try row.timestamp(4))
    }
}
