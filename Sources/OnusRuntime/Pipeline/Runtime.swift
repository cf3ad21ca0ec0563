import Logging
import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// Executes runs on one store. Any number of tasks may use one runtime at once, and any number of
/// processes one database.
package final class OnusRuntime: Sendable {
    package let store: any Store
    package let catalog: Catalog
    package let clock: any RunClock
    package let configuration: Configuration
    let log: Logger
    let engines: Engines
    let residents: Residents
    let worlds: WorldCache
    let locks: RunLocks
    let bell: Bell
    let setbacks: Setbacks
    let schedules: ScheduleList
    /// Names this process in leases.
    package let worker: String

    package struct Configuration: Sendable {
        /// Channels that ladders and openings send their messages over; empty means none.
        package var channels: [String] = []
        /// How long an effect stays with the worker that claimed it.
        package var lease: Duration = .seconds(60)
        /// How many effects one worker performs at once.
        package var concurrency = 16
        /// A snapshot is written after this many events, so that loading stays quick.
        package var snapshotInterval = 64
        /// How many runs are kept in memory.
        package var residents = 10_000
        /// How often an action whose plugin data was changed by somebody else runs again at once.
        package var collisions = 1000
        /// Fixes everything that is drawn by chance; nil draws from the system.
        package var seed: UInt64?
        package init() {}
    }

    package init(
        store: any Store, catalog: Catalog, clock: any RunClock,
        configuration: Configuration = Configuration(), log: Logger = Logger(label: "onus")
    ) {
        self.store = store
        self.catalog = catalog
        self.clock = clock
        self.configuration = configuration
        self.log = log
        engines = Engines(store: store, catalog: catalog)
        residents = Residents(limit: configuration.residents)
        worlds = WorldCache()
        locks = RunLocks()
        bell = Bell()
        setbacks = Setbacks()
        schedules = ScheduleList()
        entropy = Entropy(seed: configuration.seed)
        // WHY: never from the seed. Two processes of one name would each take the other's effects
        // for their own.
        worker = "worker-\(Entropy(seed: nil).next())"
    }

    let entropy: Entropy
}
