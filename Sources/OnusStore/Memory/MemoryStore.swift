import OnusModel
import OnusPlugin
import Synchronization

/// A store that forgets everything with the process: for tests and for playing a workflow through.
package final class MemoryStore: Store {
    private let contents = Mutex(MemoryContents())

    package init() {}

    private func with<T: Sendable>(
        _ body: (inout sending MemoryContents) throws(StoreError) -> sending T
    ) throws(StoreError) -> T {
        try contents.withLock { contents throws(StoreError) in
            guard contents.isOpen else { throw StoreError(.closed, "the store is closed") }
            return try body(&contents)
        }
    }

    package func commit(_ batches: [Batch]) async throws(StoreError) -> [CommitResult] {
        for batch in batches { try batch.check() }
        return try with { contents in batches.map { contents.commit($0) } }
    }

    package func close() async { contents.withLock { $0.isOpen = false } }
}

extension MemoryStore {
    package func load(_ run: RunID) async throws(StoreError) -> StoredRun? {
        try with { $0.runs[run]?.stored }
    }

    package func version(of run: RunID) async throws(StoreError) -> Int? {
        try with { $0.runs[run]?.events.count }
    }

    package func answer(to command: CommandID) async throws(StoreError) -> [UInt8]? {
        try with { $0.answers[command] }
    }

    package func events(
        of run: RunID, after sequence: Int, limit: Int
    ) async throws(StoreError) -> [StoredEvent] {
        try with { contents in
            let events = contents.runs[run]?.events ?? []
            return Array(events.dropFirst(max(sequence, 0)).prefix(max(limit, 0)))
        }
    }

    package func runs(matching filter: RunFilter) async throws(StoreError) -> [RunRow] {
        try with { $0.rows(matching: filter) }
    }

    package func run(_ id: RunID) async throws(StoreError) -> RunRow? {
        try with { $0.runs[id]?.row }
    }
}

extension MemoryStore {
    package func dueTimers(
        at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredTimer] {
        try with { Array($0.timers(until: time).prefix(max(limit, 0))) }
    }

    package func nextTimer() async throws(StoreError) -> StoredTimer? {
        try with { $0.timers().first }
    }

    package func claimEffects(
        of runs: Set<RunID>?, for lease: Lease, at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredEffect] {
        try with { $0.claim(of: runs, for: lease, at: time, limit: limit) }
    }

    package func extendLeases(to lease: Lease) async throws(StoreError) {
        try with { $0.extendLeases(to: lease) }
    }

    package func nextEffect() async throws(StoreError) -> Timestamp? {
        try with { $0.outbox.values.lazy.map(\.free).min() }
    }

    package func hasEffects(of runs: Set<RunID>?) async throws(StoreError) -> Bool {
        try with { $0.outbox.values.contains { runs?.contains($0.run) ?? true } }
    }

    package func finishEffect(
        _ key: EffectKey, by worker: String
    ) async throws(StoreError) -> Bool {
        try with { contents in
            guard contents.isHeld(key, by: worker) else { return false }
            contents.outbox[key] = nil
            return true
        }
    }

    package func releaseEffect(
        _ key: EffectKey, by worker: String, at time: Timestamp
    ) async throws(StoreError) -> Bool {
        try with { contents in
            guard contents.isHeld(key, by: worker) else { return false }
            contents.outbox[key]?.worker = nil
            contents.outbox[key]?.free = time
            return true
        }
    }
}

extension MemoryStore {
    package func duty(_ id: DutyID) async throws(StoreError) -> DutyRow? {
        try with { $0.duties[id] }
    }

    package func inbox(of people: [Person]?, limit: Int) async throws(StoreError) -> [DutyRow] {
        try with { Array($0.inbox(of: people).prefix(max(limit, 0))) }
    }

    package func duties(of run: RunID) async throws(StoreError) -> [DutyRow] {
        try with { contents in (contents.runs[run]?.duties ?? []).compactMap { contents.duties[$0] }
        }
    }

    package func openDuties(of people: [Person]) async throws(StoreError) -> [Person: Int] {
        try with { contents in
            Dictionary(people.map { ($0, contents.inbox(of: [$0]).count) }) { first, _ in first }
        }
    }

    package func pluginValue(
        _ key: String, of plugin: String
    ) async throws(StoreError) -> (value: [UInt8]?, version: Int) {
        try with { contents in
            let entry = contents.plugins[plugin]?.entries[key]
            return (entry?.value, entry?.version ?? 0)
        }
    }

    package func pluginKeys(
        prefix: String, of plugin: String
    ) async throws(StoreError) -> (keys: [String], version: Int) {
        try with { contents in
            let data = contents.plugins[plugin] ?? MemoryContents.PluginData()
            return (data.keys(prefix: prefix), data.version(prefix: prefix))
        }
    }
}

extension MemoryStore {
    package func save(_ document: Document) async throws(StoreError) {
        try with { $0.save(document) }
    }

    package func document(_ digest: String) async throws(StoreError) -> Document? {
        try with { contents in contents.documents.last { $0.digest == digest } }
    }

    package func current(
        _ kind: Document.Kind, named name: String
    ) async throws(StoreError) -> Document? {
        try with { contents in contents.documents.last { $0.kind == kind && $0.name == name } }
    }

    package func documents(_ kind: Document.Kind) async throws(StoreError) -> [Document] {
        try with { contents in contents.documents.filter { $0.kind == kind } }
    }

    package func setting(_ name: String) async throws(StoreError) -> String? {
        try with { $0.settings[name] }
    }

    package func change(_ settings: [String: String]) async throws(StoreError) {
        try with { $0.settings.merge(settings) { $1 } }
    }
}
