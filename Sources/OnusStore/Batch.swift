import OnusModel
import OnusPlugin

/// All that one command changed in one run. It is committed whole or not at all.
package struct Batch: Sendable {
    package var run: RunID
    /// The sequence number of the run's last event before this; 0 for a new run.
    package var expectedVersion: Int
    /// Consecutive, from `expectedVersion + 1`. Empty when only the answer is to be kept.
    package var events: [StoredEvent]
    /// A new snapshot of the state after the last event, or nil to keep the older one.
    package var snapshot: [UInt8]?
    /// How the run shows in lists; nil when nothing of that changed.
    package var row: RunRow?
    package var duties: [DutyRow]
    package var timers: [TimerChange]
    package var effects: [Effect]
    /// The effect that this batch answers; it is done with the commit. The commit is refused with
    /// `.effectGone` when the worker no longer holds it.
    package var finishes: (effect: EffectKey, worker: String)?
    package var pluginReads: [PluginRead]
    package var pluginWrites: [PluginWrite]
    package var command: (id: CommandID, answer: [UInt8])?

    package init(run: RunID, expectedVersion: Int) {
        self.run = run
        self.expectedVersion = expectedVersion
        events = []
        duties = []
        timers = []
        effects = []
        pluginReads = []
        pluginWrites = []
    }
}

/// An event as it is kept: columns to find it by, and bytes that are never encoded again.
package struct StoredEvent: Sendable, Hashable {
    package var sequence: Int
    package var body: [UInt8]
    package init(sequence: Int, body: [UInt8]) {
        self.sequence = sequence
        self.body = body
    }
}

/// A run as the store has it.
package struct StoredRun: Sendable {
    package var snapshot: [UInt8]?
    /// The events that the snapshot does not know yet.
    package var events: [StoredEvent]
    /// The sequence number of the last event.
    package var version: Int
    package init(snapshot: [UInt8]?, events: [StoredEvent], version: Int) {
        self.snapshot = snapshot
        self.events = events
        self.version = version
    }
}

package enum TimerChange: Sendable, Hashable {
    case set(TimerID, at: Timestamp)
    case cancel(TimerID)
}

package struct StoredTimer: Sendable, Hashable {
    package var run: RunID
    package var timer: TimerID
    package var at: Timestamp
    package init(run: RunID, timer: TimerID, at: Timestamp) {
        self.run = run
        self.timer = timer
        self.at = at
    }
}

package struct StoredEffect: Sendable, Hashable {
    package var run: RunID
    package var effect: Effect
    /// How often it was claimed, this time included.
    package var claims: Int
    package init(run: RunID, effect: Effect, claims: Int) {
        self.run = run
        self.effect = effect
        self.claims = claims
    }
}

/// A key that an action read, and the version it had; 0 for a key that was not there.
package struct PluginRead: Sendable, Hashable {
    package var plugin: String
    package var key: String
    package var version: Int
    package init(plugin: String, key: String, version: Int) {
        self.plugin = plugin
        self.key = key
        self.version = version
    }
}

package struct PluginWrite: Sendable, Hashable {
    package var plugin: String
    package var key: String
    /// Nil removes it.
    package var value: [UInt8]?
    package init(plugin: String, key: String, value: [UInt8]?) {
        self.plugin = plugin
        self.key = key
        self.value = value
    }
}

package enum CommitResult: Sendable, Hashable {
    case committed
    /// The run has another version, or is there already, or is not there.
    case conflict(version: Int)
    /// The command was carried out before; this was its answer.
    case answered([UInt8])
    /// Somebody changed a plugin's key after it was read.
    case pluginConflict(key: String)
    /// The worker lost the effect.
    case effectGone
}
