import OnusModel
import OnusPlugin
import OnusStore

/// Effects that are still to be done.
final class OutboxTable {
    private let insert: Statement
    private let holder: Statement
    private let remove: Statement
    private let release: Statement
    private let waiting: Statement
    private let take: Statement
    private let extend: Statement
    private let owners: Statement
    private let earliest: Statement

    init(_ connection: Connection) {
        insert = Statement(
            connection,
            """
            INSERT OR IGNORE INTO outbox (id, run, body, claims, worker, free, free_ns)
            VALUES (?, ?, ?, 0, NULL, ?, ?)
            """)
        holder = Statement(connection, "SELECT 1 FROM outbox WHERE id = ? AND worker = ?")
        remove = Statement(connection, "DELETE FROM outbox WHERE id = ? AND worker = ? RETURNING 1")
        release = Statement(
            connection,
            """
            UPDATE outbox SET worker = NULL, free = ?, free_ns = ? WHERE id = ? AND worker = ?
            RETURNING 1
            """)
        waiting = Statement(
            connection,
            """
            SELECT outbox.key, run.id, outbox.id, outbox.body, claims, worker, free, free_ns
            FROM outbox CROSS JOIN run ON run.key = outbox.run ORDER BY outbox.key
            """)
        take = Statement(
            connection,
            "UPDATE outbox SET worker = ?, free = ?, free_ns = ?, claims = ? WHERE key = ?")
        extend = Statement(connection, "UPDATE outbox SET free = ?, free_ns = ? WHERE worker = ?")
        owners = Statement(
            connection, "SELECT DISTINCT run.id FROM outbox JOIN run ON run.key = outbox.run")
        earliest = Statement(
            connection, "SELECT free, free_ns FROM outbox ORDER BY free, free_ns LIMIT 1")
    }

    func add(_ effect: QueuedEffect, run: Int) throws(StoreError) {
        try insert.run(
            effect.key, run, effect.body, Timestamp.distantPast)
    }

    func isHeld(_ key: EffectKey, by worker: String) throws(StoreError) -> Bool {
        try holder.first(key, worker) { _ in true } ?? false
    }

    func finish(_ key: EffectKey, by worker: String) throws(StoreError) -> Bool {
        try remove.first(key, worker) { _ in true } ?? false
    }

    func release(
        _ key: EffectKey, by worker: String, at time: Timestamp
    ) throws(StoreError) -> Bool {
        try release.first(time, key, worker) { _ in true } ?? false
    }

    func extendLeases(to lease: Lease) throws(StoreError) {
        try extend.run(lease.until, lease.worker)
    }

    func hasEffects(of runs: Set<RunID>?) throws(StoreError) -> Bool {
        var isFound = false
        try owners.until { row in
            isFound = runs?.contains(row.id(0)) ?? true
            return isFound
        }
        return isFound
    }

    func nextFree() throws(StoreError) -> Timestamp? {
        try earliest.first { row throws(StoreError) in try row.timestamp(0) }
    }
}

/// What somebody wants to perform, and who is known to be dead.
struct Claim {
    var runs: Set<RunID>?
    var lease: Lease
    var time: Timestamp
    var limit: Int
    /// Whether a worker of this name may still be at work.
    var isAlive: (String) -> Bool
}

extension OutboxTable {
    func claim(_ claim: Claim) throws(StoreError) -> [StoredEffect] {
        var found: [(key: Int, effect: StoredEffect)] = []
        var alive: [String: Bool] = [:]
        guard claim.limit > 0 else { return [] }
        try waiting.until { row throws(StoreError) in
            let run: RunID = row.id(1)
            guard claim.runs?.contains(run) ?? true else { return false }
            var isFree = try row.timestamp(6) <= claim.time
            if !isFree, let worker = row.optionalText(5) {
                let lives = alive[worker] ?? claim.isAlive(worker)
                alive[worker] = lives
                isFree = !lives
            }
            if isFree {
                let effect = StoredEffect(
                    run: run, key: row.id(2), body: row.bytes(3), claims: row.int(4) + 1)
                found.append((row.int(0), effect))
            }
            return found.count >= claim.limit
        }
        for (key, effect) in found {
            try take.run(claim.lease.worker, claim.lease.until, effect.claims, key)
        }
        return found.map(\.effect)
    }
}
