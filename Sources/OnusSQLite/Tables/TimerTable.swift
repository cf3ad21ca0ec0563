import OnusModel
import OnusPlugin
import OnusStore

/// Timers that have not fired.
final class TimerTable {
    private let set: Statement
    private let cancel: Statement
    private let due: Statement
    private let next: Statement

    init(_ connection: Connection) {
        set = Statement(
            connection,
            """
            INSERT INTO timer (run, id, due, due_ns) VALUES (?, ?, ?, ?)
            ON CONFLICT (run, id) DO UPDATE SET due = excluded.due, due_ns = excluded.due_ns
            """)
        cancel = Statement(connection, "DELETE FROM timer WHERE run = ? AND id = ?")
        let columns = """
            SELECT run.id, timer.id, timer.due, timer.due_ns
            FROM timer CROSS JOIN run ON run.key = timer.run
            """
        let order = "ORDER BY timer.due, timer.due_ns, timer.run, timer.id"
        due = Statement(
            connection, "\(columns) WHERE (timer.due, timer.due_ns) <= (?, ?) \(order) LIMIT ?")
        next = Statement(connection, "\(columns) \(order) LIMIT 1")
    }

    func apply(_ change: TimerChange, run: Int) throws(StoreError) {
        switch change {
        case .set(let timer, let time): try set.run(run, timer, time)
        case .cancel(let timer): try cancel.run(run, timer)
        }
    }

    func due(at time: Timestamp, limit: Int) throws(StoreError) -> [StoredTimer] {
        try due.all(time, max(limit, 0)) { row throws(StoreError) in try Self.timer(row) }
    }

    func first() throws(StoreError) -> StoredTimer? {
        try next.first { row throws(StoreError) in try Self.timer(row) }
    }

    private static func timer(_ row: Row) throws(StoreError) -> StoredTimer {
        StoredTimer(run: row.id(0), timer: row.id(1), at: try row.timestamp(2))
    }
}
