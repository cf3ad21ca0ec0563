import OnusModel
import OnusStore

/// What commands were answered.
final class CommandTable {
    private let select: Statement
    private let insert: Statement

    init(_ connection: Connection) {
        select = Statement(connection, "SELECT answer FROM command WHERE id = ?")
        insert = Statement(connection, "INSERT INTO command (id, answer) VALUES (?, ?)")
    }

    func answer(_ command: CommandID) throws(StoreError) -> [UInt8]? {
        try select.first(command) { $0.bytes(0) }
    }

    func keep(_ command: CommandID, _ answer: [UInt8]) throws(StoreError) {
        try insert.run(command, answer)
    }
}
