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
    /// How the run shows in lists; nil when nothing of that changed. A run's first batch brings
    /// it. When the run started, its parent and its fingerprint stay as they first were. Once the
    /// status is not `running` any more, no snapshot is kept.
    package var row: RunRow?
    package var duties: [DutyRow]
    package var timers: [TimerChange]
    package var effects: [QueuedEffect]
    /// The effect that this batch answers; it is done with the commit. The commit is refused with
    /// `.effectGone` when the worker no longer holds it.
    package var finishes: (effect: EffectKey, worker: String)?
    package var pluginReads: [PluginRead]
    package var pluginWrites: [PluginWrite]
    package var command: (id: CommandID, answer: [UInt8])?
    /// What the batch was decided by besides the run's own state.
    package var premise: Premise?

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

/// A setting and the value, or nil for none, that it must still have when a batch is committed.
///
/// With it a caller may decide by what it has in memory and ask nothing before the commit.
package struct Premise: Sendable, Hashable {
    package var setting: String
    package var value: String?
    package init(setting: String, value: String?) {
        self.setting = setting
        self.value = value
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

/// An effect on its way into the outbox. A key that is there already keeps what it has.
package struct QueuedEffect: Sendable, Hashable {
    package var key: EffectKey
    package var body: [UInt8]
    package init(key: EffectKey, body: [UInt8]) {
        self.key = key
        self.body = body
    }
}

/// Who performs an effect, and until when nobody else may.
///
/// It ends earlier when the program that holds it closes the store or dies, where a store can see
/// that; and it is lost only when somebody else claims the effect.
package struct Lease: Sendable, Hashable {
    package var worker: String
    package var until: Timestamp
    package init(worker: String, until: Timestamp) {
        self.worker = worker
        self.until = until
    }
}

package struct StoredEffect: Sendable, Hashable {
    package var run: RunID
    package var key: EffectKey
    package var body: [UInt8]
    /// How often it was taken, this time included.
    package var claims: Int
    package init(run: RunID, key: EffectKey, body: [UInt8], claims: Int) {
        self.run = run
        self.key = key
        self.body = body
        self.claims = claims
    }
}

/// What an action read of its plugin's data, and the version it had then.
///
/// A version grows with every write and every removal, and never comes back; 0 is that of a key
/// that was never there.
package struct PluginRead: Sendable, Hashable {
    package var plugin: String
    package var key: String
    package var version: Int
    /// Set when it read which keys begin with `key`.
    package var isPrefix: Bool
    package init(plugin: String, key: String, version: Int, isPrefix: Bool = false) {
        self.plugin = plugin
        self.key = key
        self.version = version
        self.isPrefix = isPrefix
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

/// What became of a batch. What is looked at first stands first.
package enum CommitResult: Sendable, Hashable {
    case committed
    /// The command was carried out before; this was its answer.
    case answered([UInt8])
    /// The run has another version; 0 when it is not there.
    case conflict(version: Int)
    /// The setting of the premise has another value.
    case premiseGone
    /// The worker lost the effect.
    case effectGone
    /// Somebody changed a plugin's data after it was read.
    case pluginConflict(key: String)
}
