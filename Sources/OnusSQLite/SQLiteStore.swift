import OnusModel
import OnusPlugin
import OnusStore

/// The store in a SQLite file.
package final class SQLiteStore: Store {
    let writer = Writer()
    let reader = Reader()

    private init() {}

    /// Opens the database in this file, or makes it, and the folder that it is in.
    ///
    /// A new one is made with these settings. Waits at most for `patience` when another program
    /// is writing, now and at every commit. One that may only be read is opened to be looked at, and
    /// every write is refused.
    package static func open(
        _ name: String, settings: [String: String] = [:], patience: Duration = .seconds(10)
    ) async throws(StoreError) -> SQLiteStore {
        let store = SQLiteStore()
        let opening = Opening(name: name, settings: settings, patience: patience)
        var isReadOnly = false
        do throws(StoreError) {
            try store.writer.start(opening)
        } catch {
            guard error.code == .readOnly else { throw error }
            store.writer.refuse(error)
            isReadOnly = true
        }
        do throws(StoreError) {
            try store.reader.start(opening, isReadOnly: isReadOnly)
        } catch {
            await store.close()
            throw error
        }
        return store
    }

    package func close() async {
        reader.close()
        await writer.close()
    }

    package func commit(_ batches: [Batch]) async throws(StoreError) -> [CommitResult] {
        for batch in batches { try batch.check() }
        return try await writer.write { session throws(StoreError) in
            var results: [CommitResult] = []
            results.reserveCapacity(batches.count)
            for batch in batches { results.append(try session.tables.commit(batch)) }
            return results
        }
    }
}

extension SQLiteStore {
    package func load(_ run: RunID) async throws(StoreError) -> StoredRun? {
        try reader.read { tables throws(StoreError) in try tables.runs.load(run) }
    }

    package func version(of run: RunID) async throws(StoreError) -> Int? {
        try reader.read { tables throws(StoreError) in try tables.runs.find(run)?.version }
    }

    package func answer(to command: CommandID) async throws(StoreError) -> [UInt8]? {
        try reader.read { tables throws(StoreError) in try tables.commands.answer(command) }
    }

    package func events(
        of run: RunID, after sequence: Int, limit: Int
    ) async throws(StoreError) -> [StoredEvent] {
        try reader.read { tables throws(StoreError) in
            try tables.runs.events(of: run, after: sequence, limit: limit)
        }
    }

    package func runs(matching filter: RunFilter) async throws(StoreError) -> [RunRow] {
        try reader.read { tables throws(StoreError) in
            try tables.runList.runs(matching: filter)
        }
    }

    package func run(_ id: RunID) async throws(StoreError) -> RunRow? {
        try reader.read { tables throws(StoreError) in try tables.runList.run(id) }
    }
}

extension SQLiteStore {
    package func duty(_ id: DutyID) async throws(StoreError) -> DutyRow? {
        try reader.read { tables throws(StoreError) in try tables.dutyList.duty(id) }
    }

    package func inbox(of people: [Person]?, limit: Int) async throws(StoreError) -> [DutyRow] {
        try reader.read { tables throws(StoreError) in
            try tables.dutyList.inbox(of: people, limit: limit)
        }
    }

    package func duties(of run: RunID) async throws(StoreError) -> [DutyRow] {
        try reader.read { tables throws(StoreError) in try tables.dutyList.duties(of: run) }
    }

    package func openDuties(of people: [Person]) async throws(StoreError) -> [Person: Int] {
        try reader.read { tables throws(StoreError) in
            try tables.dutyList.openDuties(of: people)
        }
    }

    package func dueTimers(
        at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredTimer] {
        try reader.read { tables throws(StoreError) in
            try tables.timers.due(at: time, limit: limit)
        }
    }

    package func nextTimer() async throws(StoreError) -> StoredTimer? {
        try reader.read { tables throws(StoreError) in try tables.timers.first() }
    }
}

extension SQLiteStore {
    package func claimEffects(
        of runs: Set<RunID>?, for lease: Lease, at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredEffect] {
        try await writer.write { session throws(StoreError) in
            try session.enter(lease.worker)
            let claim = Claim(
                runs: runs, lease: lease, time: time, limit: limit, isAlive: session.isAlive)
            return try session.tables.outbox.claim(claim)
        }
    }

    package func extendLeases(to lease: Lease) async throws(StoreError) {
        try await writer.write { session throws(StoreError) in
            try session.tables.outbox.extendLeases(to: lease)
        }
    }

    package func nextEffect() async throws(StoreError) -> Timestamp? {
        try reader.read { tables throws(StoreError) in try tables.outbox.nextFree() }
    }

    package func hasEffects(of runs: Set<RunID>?) async throws(StoreError) -> Bool {
        try reader.read { tables throws(StoreError) in try tables.outbox.hasEffects(of: runs)
        }
    }

    package func finishEffect(
        _ key: EffectKey, by worker: String
    ) async throws(StoreError) -> Bool {
        try await writer.write(patiently: true) { session throws(StoreError) in
            try session.tables.outbox.finish(key, by: worker)
        }
    }

    package func releaseEffect(
        _ key: EffectKey, by worker: String, at time: Timestamp
    ) async throws(StoreError) -> Bool {
        try await writer.write(patiently: true) { session throws(StoreError) in
            try session.tables.outbox.release(key, by: worker, at: time)
        }
    }
}

extension SQLiteStore {
    package func pluginValue(
        _ key: String, of plugin: String
    ) async throws(StoreError) -> (value: [UInt8]?, version: Int) {
        try reader.read { tables throws(StoreError) in
            try tables.plugins.value(key, of: plugin)
        }
    }

    package func pluginKeys(
        prefix: String, of plugin: String
    ) async throws(StoreError) -> (keys: [String], version: Int) {
        try reader.read { tables throws(StoreError) in
            try tables.plugins.keys(prefix: prefix, of: plugin)
        }
    }

    package func save(_ document: Document) async throws(StoreError) {
        try await writer.write { session throws(StoreError) in
            try session.tables.documents.save(document)
        }
    }

    package func document(_ digest: String) async throws(StoreError) -> Document? {
        try reader.read { tables throws(StoreError) in try tables.documents.document(digest) }
    }

    package func current(
        _ kind: Document.Kind, named name: String
    ) async throws(StoreError) -> Document? {
        try reader.read { tables throws(StoreError) in
            try tables.documents.current(kind, named: name)
        }
    }

    package func documents(_ kind: Document.Kind) async throws(StoreError) -> [Document] {
        try reader.read { tables throws(StoreError) in try tables.documents.documents(kind) }
    }

    package func setting(_ name: String) async throws(StoreError) -> String? {
        try reader.read { tables throws(StoreError) in try tables.settings.value(name) }
    }

    package func change(_ settings: [String: String]) async throws(StoreError) {
        try await writer.write { session throws(StoreError) in
            for (name, value) in settings { try session.tables.settings.set(name, value) }
        }
    }
}
