import OnusModel
import OnusPlugin
import OnusStore

/// Runs as lists show them.
final class RunList {
    private let byKey: Statement
    private let byParent: Statement
    private let byFingerprint: Statement
    private let one: Statement

    init(_ connection: Connection) {
        let columns = """
            SELECT id, workflow, workflow_version, plan, status, outcome, initiator,
                started, started_ns, ended, ended_ns, parent, fingerprint FROM run
            """
        func list(_ condition: String) -> Statement {
            Statement(
                connection,
                """
                \(columns) WHERE \(condition)
                    AND (?1 IS NULL OR workflow = ?1) AND (?2 IS NULL OR status = ?2)
                    AND (?3 IS NULL OR initiator = ?3) AND (?4 IS NULL OR parent = ?4)
                    AND (?5 IS NULL OR fingerprint = ?5)
                ORDER BY key DESC LIMIT ?6
                """)
        }
        byKey = list("1")
        byParent = list("parent = ?4")
        byFingerprint = list("fingerprint = ?5")
        one = Statement(connection, "\(columns) WHERE id = ?")
    }

    func run(_ id: RunID) throws(StoreError) -> RunRow? {
        try one.first(id) { row throws(StoreError) in try Self.runRow(row) }
    }

    func runs(matching filter: RunFilter) throws(StoreError) -> [RunRow] {
        let narrowed = filter.parent == nil ? byKey : byParent
        let list = filter.fingerprint == nil ? narrowed : byFingerprint
        return try list.all(
            filter.workflow, filter.status?.rawValue, filter.initiator, filter.parent,
            filter.fingerprint, max(filter.limit, 0)
        ) { row throws(StoreError) in try Self.runRow(row) }
    }

    private static func runRow(_ row: Row) throws(StoreError) -> RunRow {
        RunRow(
            run: row.id(0), workflow: row.id(1), version: row.int(2), plan: row.text(3),
            status: try row.choice(4), outcome: row.optionalText(5), initiator: Person(row.text(6)),
            startedAt: try row.timestamp(7), endedAt: try row.optionalTimestamp(9),
            parent: row.optionalText(11).map { RunID($0) }, fingerprint: row.optionalText(12))
    }
}
