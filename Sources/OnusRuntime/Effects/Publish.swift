import Logging
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

extension OnusRuntime {
    /// Brings a signal to all open runs that may wait for it. The same signal comes to a run once,
    /// however often it is published.
    ///
    /// - Returns: the runs that took it or keep it, or that it has started.
    @discardableResult
    package func publish(_ signal: Signal) async throws(RuntimeError) -> [RunID] {
        let publication = try await tell(signal)
        for (workflow, refusal) in publication.refused {
            log.error(
                "an event could not start its workflow",
                metadata: ["workflow": "\(workflow)", "why": "\(refusal.message)"])
        }
        return publication.takers + publication.startedBefore
    }

    /// Publishes a signal, and says all that came of it.
    package func tell(_ signal: Signal) async throws(RuntimeError) -> Publication {
        let open: [RunRow]
        do {
            open = try await store.runs(matching: RunFilter(status: .running, limit: .max))
        } catch {
            throw RuntimeError(error)
        }
        var publication = Publication()
        for run in open.reversed() {
            switch try await deliver(signal, to: run) {
            case .taken: publication.takers.append(run.run)
            case .known: publication.known.append(run.run)
            case .passed: continue
            }
        }
        // One that goes on with a signal is not started by it as well; where cases are told apart,
        // that is said of each case.
        let reached = publication.takers
        let served = Set(open.filter { reached.contains($0.run) }.map(\.workflow))
        try await start(by: signal, except: served, &publication)
        return publication
    }

    /// Starts the workflows in force that the signal starts.
    private func start(
        by signal: Signal, except served: Set<WorkflowID>, _ publication: inout Publication
    ) async throws(RuntimeError) {
        for workflow in try await deployedWorkflows() {
            let engine = try await engine(named: workflow)
            guard engine.plan.startedOn?.pattern.events.contains(signal.name) == true else {
                continue
            }
            let world = try await worlds.recent(in: store)
            let facts = try await facts(for: engine, in: world, Turns())
            let wanted: SignalStart?
            do throws(Refusal) { wanted = try engine.start(by: signal, facts) } catch {
                try await refuse(workflow, signal, error, &publication)
                continue
            }
            if let wanted {
                try await open(wanted, of: workflow, signal, served, &publication)
            }
        }
    }

    private func open(
        _ wanted: SignalStart, of workflow: WorkflowID, _ signal: Signal,
        _ served: Set<WorkflowID>, _ publication: inout Publication
    ) async throws(RuntimeError) {
        let run = wanted.start.run
        if try await row(of: run) != nil {
            if !publication.known.contains(run) { publication.known.append(run) }
            if wanted.caseKey == nil { publication.startedBefore.append(run) }
            return
        }
        let opening: Result<[RunID], Refusal>
        if let key = wanted.caseKey {
            opening = try await open(key, of: workflow, wanted.start, signal)
        } else {
            guard !served.contains(workflow) else { return }
            opening = try await start(wanted.start, of: workflow).map { $0 ? [run] : [] }
        }
        switch opening {
        case .failure(let refusal):
            try await refuse(workflow, signal, refusal, &publication)
        case .success(let runs):
            for run in runs where !publication.takers.contains(run) {
                publication.takers.append(run)
            }
            if runs.contains(run) {
                try await forgetRefusal(of: workflow, by: .event(signal.name))
            }
        }
    }

    private func refuse(
        _ workflow: WorkflowID, _ signal: Signal, _ refusal: Refusal,
        _ publication: inout Publication
    ) async throws(RuntimeError) {
        publication.refused.append((workflow, refusal))
        try await note(refusal.message, of: workflow, by: .event(signal.name))
    }

    /// Whether the run is there now; somebody else may have been first.
    private func start(
        _ start: StartRun, of workflow: WorkflowID, _ ledger: Ledger? = nil
    ) async throws(RuntimeError) -> Result<Bool, Refusal> {
        let command = Command(id: CommandID("start:\(start.run)"), body: .start(start))
        let answer = try await submit(
            command, to: start.run, starting: workflow, ledger: ledger)
        guard case .refused(let refusal) = answer, refusal.code != .alreadyDone else {
            return .success(true)
        }
        return refusal.code == .stale && ledger != nil ? .success(false) : .failure(refusal)
    }

    /// Opens a case, unless it is open: then the event was brought to its run. Of two events at once
    /// one opens it, and the other finds it open.
    private func open(
        _ key: String, of workflow: WorkflowID, _ start: StartRun, _ signal: Signal
    ) async throws(RuntimeError) -> Result<[RunID], Refusal> {
        let name = "\(workflow)/\(key)"
        for _ in 0..<Self.mostOpenings {
            let (value, version) = try await entry(name, in: Ledger.cases)
            let known = value?.stringValue.map { RunID($0) }
            // What it was started by is told again, as after a crash.
            if known == start.run { return .success([]) }
            // It was brought to the case, which it may have closed.
            if let known, try await hasCome(signal, to: known) { return .success([]) }
            if let known, try await isOpen(known) {
                guard let row = try await row(of: known) else { return .success([]) }
                return .success(try await deliver(signal, to: row) == .taken ? [known] : [])
            }
            let ledger = Ledger(
                book: Ledger.cases, key: name, version: version,
                value: Value.string(start.run.rawValue).canonicalJSON)
            switch try await self.start(start, of: workflow, ledger) {
            case .success(true): return .success([start.run])
            case .failure(let refusal): return .failure(refusal)
            case .success(false): continue
            }
        }
        return .success([])
    }

    /// Runs that have ended and to which the signal had come, the last first.
    package func endedRuns(knowing signal: Signal) async throws(RuntimeError) -> [RunID] {
        var runs: [RunID] = []
        do {
            for row in try await store.runs(matching: RunFilter(limit: Self.runsLookedInto))
            where row.status != .running {
                if try await hasCome(signal, to: row.run) { runs.append(row.run) }
            }
        } catch {
            throw (error as? RuntimeError) ?? RuntimeError(.unreadable, "\(error)")
        }
        return runs
    }

    private static let runsLookedInto = 1000

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

    /// The events for which workflows in force wait, or that start them.
    package func eventsFromOutside() async throws(RuntimeError) -> [String] {
        var events: Set<String> = []
        for workflow in try await deployedWorkflows() {
            do throws(RuntimeError) {
                events.formUnion(try await engine(named: workflow).eventsFromOutside)
            } catch {
                guard error.isOfOneRun else { throw error }
            }
        }
        return events.sorted()
    }

    func deployedWorkflows() async throws(RuntimeError) -> [WorkflowID] {
        do {
            return Set(try await store.documents(.plan).map(\.name)).sorted()
                .map { WorkflowID($0) }
        } catch {
            throw RuntimeError(error)
        }
    }

    private enum Reception {
        case taken
        /// It had come before.
        case known
        case passed
    }

    private func deliver(
        _ signal: Signal, to row: RunRow
    ) async throws(RuntimeError) -> Reception {
        let id = delivery(of: signal, to: row.run)
        do {
            guard try await engines.engine(forPlan: row.plan).awaits(signal.name) else {
                return .passed
            }
            if try await hasCome(signal, to: row.run) { return .known }
            let before = try await load(row.run)?.sequence ?? 0
            let answer = try await submit(Command(id: id, body: .deliver(signal)), to: row.run)
            if case .recorded(let version) = answer, version > before { return .taken }
            return .passed
        } catch  where error.code == .unreadable || error.code == .unknownWorkflow {
            // One run that cannot be read does not keep the others from hearing.
            log.error(
                "run cannot be told", metadata: ["run": "\(row.run)", "why": "\(error)"])
            return .passed
        }
    }
}

/// What came of a signal that was published.
package struct Publication: Sendable {
    /// The runs that took it or keep it, those that it started among them.
    package var takers: [RunID] = []
    /// The runs to which it had come before.
    package var known: [RunID] = []
    /// Those of them that it had started.
    package var startedBefore: [RunID] = []
    /// The workflows that it should have started and could not.
    package var refused: [(workflow: WorkflowID, refusal: Refusal)] = []
}
