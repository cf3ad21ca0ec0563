import OnusModel
import OnusPlugin

/// What the store in memory holds.
struct MemoryContents {
    var isOpen = true
    var runs: [RunID: Run] = [:]
    var answers: [CommandID: [UInt8]] = [:]
    var timers: [TimerKey: Timestamp] = [:]
    var outbox: [EffectKey: Entry] = [:]
    var duties: [DutyID: DutyRow] = [:]
    var dutyOrder: [DutyID: Int] = [:]
    var plugins: [String: PluginData] = [:]
    /// In the order in which they became current.
    var documents: [Document] = []
    var settings: [String: String] = [:]
    /// Counts runs, duties and effects, to keep their order.
    var ordinal = 0

    struct Run {
        var ordinal: Int
        var row: RunRow
        var events: [StoredEvent] = []
        var snapshot: (body: [UInt8], version: Int)?
        /// In the order in which they opened.
        var duties: [DutyID] = []

        var stored: StoredRun {
            StoredRun(
                snapshot: snapshot?.body, events: Array(events.dropFirst(snapshot?.version ?? 0)),
                version: events.count)
        }
    }

    struct TimerKey: Hashable {
        var run: RunID
        var timer: TimerID
    }

    struct Entry {
        var ordinal: Int
        var run: RunID
        var body: [UInt8]
        var worker: String?
        /// When somebody else may take it.
        var free: Timestamp
        var claims: Int
    }

    mutating func nextOrdinal() -> Int {
        ordinal += 1
        return ordinal
    }
}

extension MemoryContents {
    mutating func commit(_ batch: Batch) -> CommitResult {
        if let refusal = refusal(of: batch) { return refusal }
        if let command = batch.command { answers[command.id] = command.answer }
        if let finished = batch.finishes { outbox[finished.effect] = nil }
        for write in batch.pluginWrites {
            plugins[write.plugin, default: PluginData()].apply(write)
        }
        keepRun(batch)
        for duty in batch.duties { keep(duty) }
        for change in batch.timers {
            switch change {
            case .set(let timer, let time): timers[TimerKey(run: batch.run, timer: timer)] = time
            case .cancel(let timer): timers[TimerKey(run: batch.run, timer: timer)] = nil
            }
        }
        for effect in batch.effects where outbox[effect.key] == nil {
            outbox[effect.key] = Entry(
                ordinal: nextOrdinal(), run: batch.run, body: effect.body, worker: nil,
                free: .distantPast, claims: 0)
        }
        return .committed
    }

    private func refusal(of batch: Batch) -> CommitResult? {
        if let command = batch.command, let answer = answers[command.id] {
            return .answered(answer)
        }
        let version = runs[batch.run]?.events.count ?? 0
        guard version == batch.expectedVersion else { return .conflict(version: version) }
        if let premise = batch.premise, settings[premise.setting] != premise.value {
            return .premiseGone
        }
        if let finished = batch.finishes, !isHeld(finished.effect, by: finished.worker) {
            return .effectGone
        }
        for read in batch.pluginReads {
            let data = plugins[read.plugin]
            let version =
                read.isPrefix
                ? data?.version(prefix: read.key) : data?.entries[read.key]?.version
            if version ?? 0 != read.version { return .pluginConflict(key: read.key) }
        }
        return nil
    }

    private mutating func keepRun(_ batch: Batch) {
        if runs[batch.run] == nil, let row = batch.row, !batch.events.isEmpty {
            runs[batch.run] = Run(ordinal: nextOrdinal(), row: row)
        }
        guard var run = runs.removeValue(forKey: batch.run) else { return }
        if var row = batch.row {
            row.startedAt = run.row.startedAt
            row.parent = run.row.parent
            row.fingerprint = run.row.fingerprint
            run.row = row
        }
        run.events += batch.events
        if let snapshot = batch.snapshot { run.snapshot = (snapshot, batch.newVersion) }
        if run.row.status != .running { run.snapshot = nil }
        runs[batch.run] = run
    }

    private mutating func keep(_ duty: DutyRow) {
        if duties.updateValue(duty, forKey: duty.duty) == nil {
            runs[duty.run]?.duties.append(duty.duty)
            dutyOrder[duty.duty] = nextOrdinal()
        }
    }

    func isHeld(_ key: EffectKey, by worker: String) -> Bool { outbox[key]?.worker == worker }
}
