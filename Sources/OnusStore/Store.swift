import OnusModel
import OnusPlugin

/// A database for runs.
package protocol Store: Sendable {
    /// Commits many runs' batches in one durable transaction; one answer for each, in order.
    ///
    /// Several callers' commits may share one transaction. Throws when the database as a whole
    /// cannot take them; then none of them is there.
    func commit(_ batches: [Batch]) async throws(StoreError) -> [CommitResult]

    /// The snapshot and the events after it; nil when there is no such run.
    func load(_ run: RunID) async throws(StoreError) -> StoredRun?

    /// The version of a run alone, to see whether a state in memory is still the newest.
    func version(of run: RunID) async throws(StoreError) -> Int?

    /// What the command was answered, if it was.
    func answer(to command: CommandID) async throws(StoreError) -> [UInt8]?

    /// Events of one run after `sequence`, in order, at most `limit`.
    func events(
        of run: RunID, after sequence: Int, limit: Int
    ) async throws(StoreError) -> [StoredEvent]

    /// Timers that are due at `time`, the earliest first.
    func dueTimers(at time: Timestamp, limit: Int) async throws(StoreError) -> [StoredTimer]

    /// When the next timer is due.
    func nextTimer() async throws(StoreError) -> StoredTimer?

    /// Takes effects that nobody performs, each for as long as the lease lasts.
    func claimEffects(
        for worker: String, of runs: Set<RunID>?, at time: Timestamp, until: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredEffect]

    /// Whether any effect of these runs is still to be done; nil means all runs.
    func hasEffects(of runs: Set<RunID>?) async throws(StoreError) -> Bool

    /// An effect that needs no answer is done. Stale when the lease was lost.
    func finishEffect(_ key: EffectKey, by worker: String) async throws(StoreError)

    /// An effect did not succeed; it may be tried again at `time`.
    func releaseEffect(
        _ key: EffectKey, by worker: String, at time: Timestamp
    ) async throws(StoreError)

    func duty(_ id: DutyID) async throws(StoreError) -> DutyRow?
    /// Open duties on these people's desks, the nearest deadline first; nil means everybody's.
    func inbox(of people: [Person]?, limit: Int) async throws(StoreError) -> [DutyRow]
    /// All duties of a run, in the order in which they opened.
    func duties(of run: RunID) async throws(StoreError) -> [DutyRow]
    /// How many open duties each of these people has.
    func openDuties(of people: [Person]) async throws(StoreError) -> [Person: Int]

    func runs(matching filter: RunFilter) async throws(StoreError) -> [RunRow]
    func run(_ id: RunID) async throws(StoreError) -> RunRow?

    func pluginValue(
        _ key: String, of plugin: String
    ) async throws(StoreError) -> (value: [UInt8]?, version: Int)
    func pluginKeys(prefix: String, of plugin: String) async throws(StoreError) -> [String]

    /// Keeps a document for ever; saving the same one again changes nothing.
    func save(_ document: Document) async throws(StoreError)
    func document(_ digest: String) async throws(StoreError) -> Document?
    /// The newest document of this kind and name.
    func current(_ kind: Document.Kind, named name: String) async throws(StoreError) -> Document?
    func documents(_ kind: Document.Kind) async throws(StoreError) -> [Document]

    /// Facts about the database as a whole: its clock, its form.
    func setting(_ name: String) async throws(StoreError) -> String?
    func setSetting(_ name: String, _ value: String) async throws(StoreError)

    /// Ends all work; later calls throw.
    func close() async
}
