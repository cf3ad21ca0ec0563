import OnusModel
import OnusPlugin
import OnusStore

/// Who is inside the steps of a lock, and who waits for them, in the order in which they came.
///
/// It is kept beside the data of plugins and committed like theirs, so that no two runs are ever
/// inside at once.
private struct Queue {
    /// No plugin can have this name.
    static let keeper = "onus:locks"

    struct Claim: Equatable {
        var run: RunID
        var place: Place
    }

    var claims: [Claim]
    private let name: String
    private let version: Int

    init(of name: String, in store: any Store) async throws {
        let (bytes, version) = try await store.pluginValue(name, of: Self.keeper)
        self.name = name
        self.version = version
        let list = try bytes.map { try Value(canonicalJSON: $0) }?.listValue ?? []
        claims = list.compactMap { entry in
            guard let run = entry.mapValue?["run"]?.stringValue,
                let place = entry.mapValue?["place"]?.stringValue
            else { return nil }
            return Claim(run: RunID(run), place: Place(rawValue: place))
        }
    }

    var reads: [PluginRead] {
        [PluginRead(plugin: Self.keeper, key: name, version: version)]
    }

    var writes: [PluginWrite] {
        let list = claims.map { claim -> Value in
            ["run": .string(claim.run.rawValue), "place": .string(claim.place.rawValue)]
        }
        return [
            PluginWrite(
                plugin: Self.keeper, key: name,
                value: claims.isEmpty ? nil : Value.list(list).canonicalJSON)
        ]
    }
}

extension OnusRuntime {
    /// Queues a run up at a lock, and lets it in when nobody is inside.
    func lock(_ request: LockEffect, _ stored: StoredEffect) async throws {
        for _ in 0..<configuration.collisions {
            guard let state = try await load(request.run) else {
                try await store.finishEffect(stored.key, by: worker)
                return
            }
            guard state.awaitsLock(at: request.place) else {
                // WHY: the state in memory may be older than the request, which only the commit
                // finds out.
                let done = Completion(effect: stored.key, worker: worker, reads: [], writes: [])
                if try await commit(done, of: request.run, at: state.sequence) { return }
                continue
            }
            var queue = try await Queue(of: request.lock, in: store)
            let claim = Queue.Claim(run: request.run, place: request.place)
            if !queue.claims.contains(claim) { queue.claims.append(claim) }
            let completion = Completion(
                effect: stored.key, worker: worker, reads: queue.reads, writes: queue.writes)
            let isDone: Bool
            if queue.claims.first == claim {
                isDone = try await enter(request, completion)
            } else {
                isDone = try await commit(completion, of: request.run, at: state.sequence)
            }
            if isDone { return }
        }
        throw RuntimeError(.contended, "the lock `\(request.lock)` met others again and again")
    }

    /// False when somebody else came first.
    private func enter(_ request: LockEffect, _ completion: Completion) async throws -> Bool {
        let answer = try await submit(
            Command(id: "", body: .lockTaken(request.place)), to: request.run,
            completion: completion)
        guard case .refused(let refusal) = answer else { return true }
        if refusal.code != .stale {
            try await store.finishEffect(completion.effect, by: worker)
        }
        return refusal.code != .stale
    }

    private func commit(
        _ completion: Completion, of run: RunID, at version: Int, finishes: Bool = true
    ) async throws -> Bool {
        var batch = Batch(run: run, expectedVersion: version)
        if finishes { batch.finishes = (completion.effect, completion.worker) }
        batch.pluginReads = completion.reads
        batch.pluginWrites = completion.writes
        switch try await store.commit([batch]).first {
        case .committed: return true
        case .conflict, .pluginConflict:
            residents.drop(run)
            return false
        default: throw RuntimeError(.contended, "the effect was taken over")
        }
    }

    /// Lets the next run in. What is done again does nothing twice.
    func unlock(_ release: LockEffect, _ stored: StoredEffect) async throws {
        for _ in 0..<configuration.collisions {
            var queue = try await Queue(of: release.lock, in: store)
            queue.claims.removeAll { $0.run == release.run && $0.place == release.place }
            let completion = Completion(
                effect: stored.key, worker: worker, reads: queue.reads, writes: queue.writes)
            let version = try await store.version(of: release.run) ?? 0
            let isWritten = try await commit(
                completion, of: release.run, at: version, finishes: false)
            guard isWritten else { continue }
            if let next = queue.claims.first {
                // Refused when it is inside already, or does not wait any more.
                try await submit(Command(id: "", body: .lockTaken(next.place)), to: next.run)
            }
            try await store.finishEffect(stored.key, by: worker)
            return
        }
        throw RuntimeError(.contended, "the lock `\(release.lock)` met others again and again")
    }
}

extension RunState {
    fileprivate func awaitsLock(at place: Place) -> Bool {
        if case .awaitsLock? = activations[place]?.work { true } else { false }
    }
}
