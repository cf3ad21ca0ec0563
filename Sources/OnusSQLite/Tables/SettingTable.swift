import OnusStore

/// Facts about the database as a whole.
final class SettingTable {
    private let select: Statement
    private let insert: Statement

    init(_ connection: Connection) {
        select = Statement(connection, "SELECT value FROM setting WHERE name = ?")
        insert = Statement(connection, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)")
    }

    func value(_ name: String) throws(StoreError) -> String? {
        try select.first(name) { $0.text(0) }
    }

    func set(_ name: String, _ value: String) throws(StoreError) { try insert.run(name, value) }
}
