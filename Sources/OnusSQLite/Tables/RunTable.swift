import OnusModel
import OnusPlugin
import OnusStore

/// Runs, their events and their snapshots.
final class RunTable {
    private let connection: Connection
    private let findRun: Statement
    private let insertRun: Statement
    private let setVersion: Statement
    private let setRow: Statement
    private let insertEvents: Statement
    private let selectEvents: Statement
    private let setSnapshot: Statement
    private let dropSnapshot: Statement
    private let selectState: Statement

    init(_ connection: Connection) {
        self.connection = connection
        findRun = Statement(connection, "SELECT key, version, status FROM run WHERE id = ?")
        insertRun = Statement(
            connection,
            """
            INSERT INTO run (id, version, workflow, workflow_version, plan, status, outcome,
                initiator, ended, ended_ns, started, started_ns, parent, fingerprint)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        setVersion = Statement(connection, "UPDATE run SET version = ? WHERE key = ?")
        // WHY: what an index holds stays as it was, so that no index is written.
        setRow = Statement(
            connection,
            """
            UPDATE run SET version = ?, workflow = ?, workflow_version = ?, plan = ?, status = ?,
                outcome = ?, initiator = ?, ended = ?, ended_ns = ?
            WHERE key = ?
            """)
        insertEvents = Statement(connection, "INSERT INTO event (key, body) VALUES (?, ?)")
        selectEvents = Statement(
            connection,
            "SELECT key, body FROM event WHERE key > ? AND key < ? ORDER BY key LIMIT ?")
        setSnapshot = Statement(
            connection, "INSERT OR REPLACE INTO snapshot (run, version, body) VALUES (?, ?, ?)")
        dropSnapshot = Statement(connection, "DELETE FROM snapshot WHERE run = ?")
        selectState = Statement(
            connection,
            """
            SELECT run.version, snapshot.body, snapshot.version
            FROM run LEFT JOIN snapshot ON snapshot.run = run.key WHERE run.id = ?
            """)
    }

    /// How much of an event's key its number takes.
    private static let eventBits = 32

    /// What a commit must know of a run that is there.
    struct Known {
        var key: Int
        var version: Int
        var status: RunState.Status
    }

    func find(_ run: RunID) throws(StoreError) -> Known? {
        try findRun.first(run) { row throws(StoreError) in
            Known(key: row.int(0), version: row.int(1), status: try row.choice(2))
        }
    }

    func load(_ run: RunID) throws(StoreError) -> StoredRun? {
        let found = try selectState.first(run) {
            (version: $0.int(0), snapshot: $0.optionalBytes(1), known: $0.int(2))
        }
        guard let found else { return nil }
        let events = try events(of: run, after: found.known, limit: .max)
        guard found.known + events.count == found.version,
            events.last.map({ $0.sequence == found.version }) ?? true
        else {
            throw StoreError(.corrupt, "the record of run `\(run)` is damaged: events are missing")
        }
        return StoredRun(snapshot: found.snapshot, events: events, version: found.version)
    }

    func events(
        of run: RunID, after sequence: Int, limit: Int
    ) throws(StoreError) -> [StoredEvent] {
        guard let found = try find(run), limit > 0, sequence < found.version else { return [] }
        let start = found.key << Self.eventBits
        var events: [StoredEvent] = []
        // WHY: each row has one event at least, so as many rows are enough.
        try selectEvents.until(
            start + max(sequence, 0), start + (1 << Self.eventBits), limit
        ) { row in
            let lines = row.lines(1)
            let first = row.int(0) - start - lines.count + 1
            for (index, line) in lines.enumerated() where first + index > sequence {
                events.append(StoredEvent(sequence: first + index, body: line))
            }
            return events.count >= limit
        }
        return Array(events.prefix(limit))
    }
}

extension RunTable {
    /// Brings the run's own row up to date. Nil for an answer about a run that is not there.
    func key(for batch: Batch, known: Known?) throws(StoreError) -> Int? {
        let version = batch.newVersion
        guard let known else {
            guard let row = batch.row, !batch.events.isEmpty else { return nil }
            try insertRun.run(
                batch.run, version, row.workflow, row.version, row.plan, row.status.rawValue,
                row.outcome, row.initiator, OptionalTimestamp(value: row.endedAt), row.startedAt,
                row.parent, row.fingerprint)
            return connection.lastKey
        }
        if let row = batch.row {
            try setRow.run(
                version, row.workflow, row.version, row.plan, row.status.rawValue, row.outcome,
                row.initiator, OptionalTimestamp(value: row.endedAt), known.key)
        } else if !batch.events.isEmpty {
            try setVersion.run(version, known.key)
        }
        return known.key
    }

    func keepEvents(of batch: Batch, run: Int) throws(StoreError) {
        guard !batch.events.isEmpty else { return }
        try insertEvents.run(
            run << Self.eventBits + batch.newVersion,
            Array(batch.events.map(\.body).joined(separator: [UInt8(ascii: "\n")])))
    }

    func keepSnapshot(of batch: Batch, run: Int, known: Known?) throws(StoreError) {
        if (batch.row?.status ?? known?.status) != .running {
            if known?.status == .running { try dropSnapshot.run(run) }
        } else if let snapshot = batch.snapshot {
            try setSnapshot.run(run, batch.newVersion, snapshot)
        }
    }
}
