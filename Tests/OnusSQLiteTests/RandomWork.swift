import OnusModel
import OnusPlugin
import OnusStore

/// Makes up work for a store, the same for the same seed. There are few names, so that batches
/// meet each other.
struct RandomWork {
    private var state: UInt64
    private var versions: [RunID: Int] = [:]
    private var counter = 0

    init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func isLucky(oneIn chances: Int) -> Bool { number(below: chances) == 0 }

    mutating func name(_ kind: String, of count: Int) -> String { "\(kind)\(number(below: count))" }

    mutating func time() -> Timestamp {
        Timestamp(seconds: Int64(number(below: 50)), nanoseconds: Int32(number(below: 3))) ?? .epoch
    }

    mutating func lease() -> Lease { Lease(worker: name("w", of: 3), until: time()) }

    /// Most fit what the store should have; some are late or too early.
    mutating func batch() -> Batch {
        let run = RunID(name("r", of: 6))
        let known = versions[run] ?? 0
        let expected = isLucky(oneIn: 8) ? max(0, known + number(below: 3) - 1) : known
        var batch = Batch(run: run, expectedVersion: expected)
        counter += 1
        batch.events = (0..<(1 + number(below: 3))).map {
            StoredEvent(sequence: expected + 1 + $0, body: Array("\(counter).\($0)".utf8))
        }
        if expected == 0 || isLucky(oneIn: 4) { batch.row = row(of: run) }
        if isLucky(oneIn: 3) { batch.snapshot = Array("snapshot \(counter)".utf8) }
        if isLucky(oneIn: 2) {
            batch.command = (CommandID(name("c", of: 60)), Array("answer \(counter)".utf8))
        }
        addWork(to: &batch)
        addPluginData(to: &batch)
        return batch
    }

    /// What the store answered decides what fits next.
    mutating func note(_ result: CommitResult, to batch: Batch) {
        if result == .committed { versions[batch.run] = batch.newVersion }
        if case .conflict(let version) = result { versions[batch.run] = version }
    }

    private mutating func row(of run: RunID) -> RunRow {
        var row = RunRow(
            run: run, workflow: WorkflowID(name("wf", of: 2)), version: number(below: 3),
            plan: name("plan", of: 2), status: isLucky(oneIn: 5) ? .ended : .running,
            initiator: Person(name("p", of: 3)), startedAt: time())
        if row.status == .ended {
            row.endedAt = time()
            row.outcome = name("outcome", of: 2)
        }
        if isLucky(oneIn: 2) { row.parent = RunID(name("r", of: 6)) }
        if isLucky(oneIn: 2) { row.fingerprint = name("f", of: 3) }
        return row
    }

    private mutating func addWork(to batch: inout Batch) {
        for _ in 0..<number(below: 3) {
            let place = name("step", of: 4)
            let isOpen = !isLucky(oneIn: 3)
            let desks = (0..<number(below: 3)).map { _ in Person(name("p", of: 4)) }
            batch.duties.append(
                DutyRow(
                    duty: DutyID("\(batch.run)/\(place)"), run: batch.run, step: StepID(place),
                    state: isOpen ? .open : .closed, openedAt: time(), dueAt: time(),
                    desks: isOpen ? desks : [], body: Array("duty \(counter)".utf8)))
        }
        for _ in 0..<number(below: 3) {
            let timer = TimerID(name("t", of: 4))
            batch.timers.append(isLucky(oneIn: 3) ? .cancel(timer) : .set(timer, at: time()))
        }
        for _ in 0..<number(below: 3) {
            let key = EffectKey(name("e", of: 40))
            batch.effects.append(QueuedEffect(key: key, body: Array("do \(counter)".utf8)))
        }
        if isLucky(oneIn: 6) {
            batch.finishes = (EffectKey(name("e", of: 40)), name("w", of: 3))
        }
    }

    private mutating func addPluginData(to batch: inout Batch) {
        if isLucky(oneIn: 3) {
            batch.pluginWrites.append(
                PluginWrite(
                    plugin: name("plugin", of: 2), key: name("k/", of: 4),
                    value: isLucky(oneIn: 4) ? nil : Array("\(counter)".utf8)))
        }
        if isLucky(oneIn: 6) {
            batch.pluginReads.append(
                PluginRead(
                    plugin: name("plugin", of: 2), key: isLucky(oneIn: 2) ? "k/" : "k/1",
                    version: number(below: 12), isPrefix: isLucky(oneIn: 2)))
        }
    }
}
