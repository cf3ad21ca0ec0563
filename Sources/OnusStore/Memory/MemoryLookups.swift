import OnusModel
import OnusPlugin

extension MemoryContents {
    /// What one plugin keeps. What was removed stays as a version without a value.
    struct PluginData {
        var entries: [String: (value: [UInt8]?, version: Int)] = [:]
        private var version = 0

        mutating func apply(_ write: PluginWrite) {
            version += 1
            entries[write.key] = (write.value, version)
        }

        func keys(prefix: String) -> [String] {
            entries.filter { $0.value.value != nil && $0.key.utf8.starts(with: prefix.utf8) }
                .map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }

        func version(prefix: String) -> Int {
            entries.filter { $0.key.utf8.starts(with: prefix.utf8) }.map(\.value.version).max() ?? 0
        }
    }

    func rows(matching filter: RunFilter) -> [RunRow] {
        runs.values.filter { filter.matches($0.row) }
            .sorted { $0.ordinal > $1.ordinal }
            .prefix(max(filter.limit, 0)).map(\.row)
    }

    /// The earliest first; of several at one moment, the older run's first.
    func timers(until time: Timestamp? = nil) -> [StoredTimer] {
        timers.filter { timer in time.map { timer.value <= $0 } ?? true }
            .map { (timer: $0.key, at: $0.value, run: runs[$0.key.run]?.ordinal ?? 0) }
            .sorted { ($0.at, $0.run, $0.timer.timer) < ($1.at, $1.run, $1.timer.timer) }
            .map { StoredTimer(run: $0.timer.run, timer: $0.timer.timer, at: $0.at) }
    }

    mutating func claim(
        of runs: Set<RunID>?, for lease: Lease, at time: Timestamp, limit: Int
    ) -> [StoredEffect] {
        let free = outbox.filter { $0.value.free <= time && runs?.contains($0.value.run) ?? true }
            .sorted { $0.value.ordinal < $1.value.ordinal }.prefix(max(limit, 0))
        return free.map { key, found in
            var entry = found
            entry.worker = lease.worker
            entry.free = lease.until
            entry.claims += 1
            outbox[key] = entry
            return StoredEffect(run: entry.run, key: key, body: entry.body, claims: entry.claims)
        }
    }

    mutating func extendLeases(to lease: Lease) {
        for (key, entry) in outbox where entry.worker == lease.worker {
            outbox[key]?.free = lease.until
        }
    }

    func inbox(of people: [Person]?) -> [DutyRow] {
        let wanted = people.map(Set.init)
        return duties.values.filter { duty in
            duty.state == .open && (wanted.map { !$0.isDisjoint(with: duty.desks) } ?? true)
        }.sorted { DutyRow.order(($0, order(of: $0)), ($1, order(of: $1))) }
    }

    private func order(of duty: DutyRow) -> Int { dutyOrder[duty.duty] ?? 0 }

    mutating func save(_ document: Document) {
        let isCurrent =
            documents.last {
                $0.kind == document.kind && $0.name == document.name
            }?.digest == document.digest
        guard !isCurrent else { return }
        documents.removeAll {
            ($0.kind, $0.name, $0.digest) == (document.kind, document.name, document.digest)
        }
        documents.append(document)
    }
}

extension RunFilter {
    package func matches(_ row: RunRow) -> Bool {
        (workflow.map { $0 == row.workflow } ?? true) && (status.map { $0 == row.status } ?? true)
            && (initiator.map { $0 == row.initiator } ?? true)
            && (parent.map { $0 == row.parent } ?? true)
            && (fingerprint.map { $0 == row.fingerprint } ?? true)
    }
}
