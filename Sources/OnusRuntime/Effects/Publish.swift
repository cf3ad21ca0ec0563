import Logging
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// Brings a signal to all open runs that may wait for it. The same signal comes to a run once,
    /// however often it is published.
    ///
    /// - Returns: the runs that took it or keep it.
    @discardableResult
    package func publish(_ signal: Signal) async throws(RuntimeError) -> [RunID] {
        let open: [RunRow]
        do {
            open = try await store.runs(matching: RunFilter(status: .running, limit: .max))
        } catch {
            throw RuntimeError(error)
        }
        var takers: [RunID] = []
        for run in open.reversed() {
            if try await deliver(signal, to: run) { takers.append(run.run) }
        }
        // One that goes on with a signal is not started by it as well; where cases are told apart,
        // that is said of each case.
        let served = Set(open.filter { takers.contains($0.run) }.map(\.workflow))
        for run in try await start(by: signal, except: served) where !takers.contains(run) {
            takers.append(run)
        }
        return takers
    }

    /// Starts the workflows in force that the signal starts.
    private func start(
        by signal: Signal, except served: Set<WorkflowID>
    ) async throws(RuntimeError) -> [RunID] {
        var started: [RunID] = []
        for workflow in try await deployedWorkflows() {
            let engine = try await engine(named: workflow)
            guard engine.plan.startedOn?.pattern.events.contains(signal.name) == true else {
                continue
            }
            let world = try await worlds.recent(in: store)
            let facts = try await facts(for: engine, in: world, Turns())
            guard let wanted = wanted(by: signal, engine, facts) else { continue }
            if let key = wanted.caseKey {
                started += try await open(key, of: workflow, wanted.start, signal)
            } else if !served.contains(workflow), try await start(wanted.start, of: workflow) {
                started.append(wanted.start.run)
            }
        }
        return started
    }

    /// Whether the run is there now.
    private func start(
        _ start: StartRun, of workflow: WorkflowID, _ ledger: Ledger? = nil
    ) async throws(RuntimeError) -> Bool {
        let command = Command(id: CommandID("start:\(start.run)"), body: .start(start))
        let answer = try await submit(
            command, to: start.run, starting: workflow, ledger: ledger)
        guard case .refused(let refusal) = answer, refusal.code != .alreadyDone else { return true }
        if refusal.code != .stale || ledger == nil {
            log.error(
                "an event could not start its workflow",
                metadata: ["workflow": "\(workflow)", "why": "\(refusal.message)"])
        }
        return false
    }

    /// Opens a case, unless it is open: then the event was brought to its run. Of two events at once
    /// one opens it, and the other finds it open.
    private func open(
        _ key: String, of workflow: WorkflowID, _ start: StartRun, _ signal: Signal
    ) async throws(RuntimeError) -> [RunID] {
        let name = "\(workflow)/\(key)"
        for _ in 0..<Self.mostOpenings {
            let (value, version) = try await entry(name, in: Ledger.cases)
            let known = value?.stringValue.map { RunID($0) }
            // What it was started by is told again, as after a crash.
            if known == start.run { return [] }
            // It was brought to the case, which it may have closed.
            if let known, try await hasCome(signal, to: known) { return [] }
            if let known, try await isOpen(known) {
                guard let row = try await row(of: known) else { return [] }
                return try await deliver(signal, to: row) ? [known] : []
            }
            let ledger = Ledger(
                book: Ledger.cases, key: name, version: version,
                value: Value.string(start.run.rawValue).canonicalJSON)
            if try await self.start(start, of: workflow, ledger) { return [start.run] }
            let (_, now) = try await entry(name, in: Ledger.cases)
            // Refused for another reason than that somebody was first.
            if now == version { return [] }
        }
        return []
    }

    private func hasCome(_ signal: Signal, to run: RunID) async throws(RuntimeError) -> Bool {
        do { return try await store.answer(to: delivery(of: signal, to: run)) != nil } catch {
            throw RuntimeError(error)
        }
    }

    private func delivery(of signal: Signal, to run: RunID) -> CommandID {
        CommandID("signal:\(signal.id)/\(run)")
    }

    private static let mostOpenings = 50

    private func row(of run: RunID) async throws(RuntimeError) -> RunRow? {
        do { return try await store.run(run) } catch { throw RuntimeError(error) }
    }

    private func wanted(by signal: Signal, _ engine: Engine, _ facts: Facts) -> SignalStart? {
        do {
            return try engine.start(by: signal, facts)
        } catch {
            log.error(
                "an event could not start its workflow",
                metadata: ["workflow": "\(engine.plan.workflow)", "why": "\(error.message)"])
            return nil
        }
    }

    func deployedWorkflows() async throws(RuntimeError) -> [WorkflowID] {
        do {
            return Set(try await store.documents(.plan).map(\.name)).sorted()
                .map { WorkflowID($0) }
        } catch {
            throw RuntimeError(error)
        }
    }

    private func deliver(_ signal: Signal, to row: RunRow) async throws(RuntimeError) -> Bool {
        let id = delivery(of: signal, to: row.run)
        do {
            guard try await engines.engine(forPlan: row.plan).awaits(signal.name) else {
                return false
            }
            let before = try await load(row.run)?.sequence ?? 0
            let answer = try await submit(Command(id: id, body: .deliver(signal)), to: row.run)
            if case .recorded(let version) = answer { return version > before }
            return false
        } catch  where error.code == .unreadable || error.code == .unknownWorkflow {
            // One run that cannot be read does not keep the others from hearing.
            log.error(
                "run cannot be told", metadata: ["run": "\(row.run)", "why": "\(error)"])
            return false
        }
    }
}
