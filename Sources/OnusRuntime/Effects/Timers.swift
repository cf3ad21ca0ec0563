import Logging
import OnusModel
import OnusPlugin
import OnusStore

// The half of a worker that fires timers.
extension OnusRuntime {
    /// How many timers one round takes, so that a burst never keeps people waiting.
    private static let roundSize = 128
    /// How long a worker sleeps at least.
    private static let shortestSleep: Duration = .milliseconds(50)

    func fireTimers(_ shift: Shift) async throws(RuntimeError) {
        while !Task.isCancelled, !shift.isOver {
            let count = bell.count
            if try await fireTimers() > 0 { continue }
            if shift.servesAll, try await fireSchedules() > 0 { continue }
            if shift.rests(.timers, at: count, bell) { return }
            let next = try? await store.nextTimer()
            // One that is due already belongs to a run that has to wait.
            let sleep = next.map { $0.at <= clock.now ? Self.shortestSleep : $0.at - clock.now }
            await rest(since: count, at: most(sleep))
        }
    }

    private func most(_ sleep: Duration?) -> Duration {
        min(sleep ?? Self.longestSleep, Self.longestSleep)
    }

    /// Wakes every run that has a timer due; the number of runs that moved or have to
    /// wait.
    private func fireTimers() async throws(RuntimeError) -> Int {
        var moved = 0
        for run in try await dueRuns() {
            if let hasMoved = try await wakeIfReadable(run) {
                if hasMoved { moved += 1 }
                setbacks.remove(run)
            } else {
                // From now on it is looked past.
                setbacks.add(run, at: clock.now)
                moved += 1
            }
        }
        return moved
    }

    /// Nil when the run cannot go on, which keeps no other from going on.
    func wakeIfReadable(_ run: RunID) async throws(RuntimeError) -> Bool? {
        do throws(RuntimeError) { return try await wake(run) } catch {
            guard error.isOfOneRun else { throw error }
            log.error("run cannot be woken", metadata: ["run": "\(run)", "why": "\(error)"])
            return nil
        }
    }

    /// Runs with timers that are due, those left out that have to wait.
    private func dueRuns() async throws(RuntimeError) -> [RunID] {
        let now = clock.now
        var limit = Self.roundSize
        while true {
            let due: [StoredTimer]
            do {
                due = try await store.dueTimers(at: now, limit: limit)
            } catch {
                throw RuntimeError(error)
            }
            var seen: Set<RunID> = []
            let runs = due.map(\.run).filter {
                seen.insert($0).inserted && !setbacks.holds($0, at: now)
            }
            if !runs.isEmpty || due.count < limit { return runs }
            limit *= 2
        }
    }

    /// Lets a run notice what has become due; whether it did anything.
    @discardableResult
    package func wake(_ run: RunID) async throws(RuntimeError) -> Bool {
        let before = try await load(run)?.sequence ?? 0
        let answer = try await submit(Command(id: "", body: .wake), to: run)
        if case .recorded(let version) = answer { return version > before }
        return false
    }
}

extension RuntimeError {
    /// Whether it says something about one run and nothing about the database as a whole.
    var isOfOneRun: Bool {
        switch code {
        case .unknownRun, .unknownWorkflow, .contended, .unreadable: true
        case .store: underlying?.code == .corrupt
        case .noOrganization, .misfit: false
        }
    }
}
