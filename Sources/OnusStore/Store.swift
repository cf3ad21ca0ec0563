import OnusModel
import OnusPlugin

/// A database for runs.
package protocol Store: Sendable {
    /// Commits many runs' batches in one durable transaction; one answer for each, in order.
    ///
    /// Several callers' commits may share one transaction. Throws when the database as a whole
    /// cannot take them; then none of them is there. A caller that holds a run's newest state need
    /// ask nothing before: a newer version and an answered command are found here.
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

    /// Takes effects that nobody performs, the oldest first.
    func claimEffects(
        of runs: Set<RunID>?, for lease: Lease, at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [StoredEffect]

    /// Makes the leases that the worker still has last longer.
    func extendLeases(to lease: Lease) async throws(StoreError)

    /// When the next effect may be claimed, so that nobody has to ask in vain.
    func nextEffect() async throws(StoreError) -> Timestamp?

    /// Whether any effect of these runs is still to be done; nil means all runs.
    func hasEffects(of runs: Set<RunID>?) async throws(StoreError) -> Bool

    /// An effect that needs no answer is done. False, and nothing happens, when the worker lost it.
    ///
    /// Nobody waits for this, so a store may let it share the transaction of a commit that follows
    /// within a few hundredths of a second.
    @discardableResult
    func finishEffect(_ key: EffectKey, by worker: String) async throws(StoreError) -> Bool

    /// An effect did not succeed; anybody may try again at `time`. False when the worker lost it.
    @discardableResult
    func releaseEffect(
        _ key: EffectKey, by worker: String, at time: Timestamp
    ) async throws(StoreError) -> Bool

    func duty(_ id: DutyID) async throws(StoreError) -> DutyRow?
    /// Open duties on these people's desks, the highest priority first and of these the nearest
    /// deadline; nil means all that are open,
    /// those on nobody's desk among them.
    func inbox(of people: [Person]?, limit: Int) async throws(StoreError) -> [DutyRow]
    /// All duties of a run, in the order in which they opened.
    func duties(of run: RunID) async throws(StoreError) -> [DutyRow]
    /// How many open duties each of these people has.
    func openDuties(of people: [Person]) async throws(StoreError) -> [Person: Int]

    func runs(matching filter: RunFilter) async throws(StoreError) -> [RunRow]
    func run(_ id: RunID) async throws(StoreError) -> RunRow?

    /// What a plugin keeps under a key. The version is 0 for a key that was never there.
    func pluginValue(
        _ key: String, of plugin: String
    ) async throws(StoreError) -> (value: [UInt8]?, version: Int)
    /// The keys that begin with `prefix` and have a value, by their bytes, and a version that grows
    /// when anything under one of them changes or a key comes or goes.
    func pluginKeys(
        prefix: String, of plugin: String
    ) async throws(StoreError) -> (keys: [String], version: Int)

    /// Keeps a document for ever and makes it the current one of its kind and name. Saving the
    /// current one again changes nothing.
    func save(_ document: Document) async throws(StoreError)
    /// The document with this digest, under whatever name.
    func document(_ digest: String) async throws(StoreError) -> Document?
    /// The document of this kind and name that was saved last.
    func current(_ kind: Document.Kind, named name: String) async throws(StoreError) -> Document?
    /// All of one kind, the one saved last at the end.
    func documents(_ kind: Document.Kind) async throws(StoreError) -> [Document]

    /// Facts about the database as a whole: its clock, its form.
    func setting(_ name: String) async throws(StoreError) -> String?
    /// Changes all of them, or none.
    func change(_ settings: [String: String]) async throws(StoreError)

    /// Ends all work; later calls throw.
    func close() async
}
