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
        // One that goes on with a signal is not started by it as well.
        let served = Set(open.filter { takers.contains($0.run) }.map(\.workflow))
        return try await takers + start(by: signal, except: served)
    }

    /// Starts the workflows in force that the signal starts.
    private func start(
        by signal: Signal, except served: Set<WorkflowID>
    ) async throws(RuntimeError) -> [RunID] {
        var starts: [(workflow: WorkflowID, start: StartRun)] = []
        for workflow in try await deployedWorkflows() where !served.contains(workflow) {
            let engine = try await engine(named: workflow)
            guard engine.plan.startedOn?.pattern.events.contains(signal.name) == true else {
                continue
            }
            let world = try await worlds.recent(in: store)
            let facts = try await facts(for: engine, in: world, Turns())
            if let start = wanted(by: signal, engine, facts) { starts.append((workflow, start)) }
        }
        for (workflow, start) in starts {
            let command = Command(id: CommandID("start:\(start.run)"), body: .start(start))
            let answer = try await submit(command, to: start.run, starting: workflow)
            if case .refused(let refusal) = answer, refusal.code != .alreadyDone {
                log.error(
                    "an event could not start its workflow",
                    metadata: ["workflow": "\(workflow)", "why": "\(refusal.message)"])
            }
        }
        return starts.map(\.start.run)
    }

    private func wanted(by signal: Signal, _ engine: Engine, _ facts: Facts) -> StartRun? {
        do {
            return try engine.start(by: signal, facts)
        } catch {
            log.error(
                "an event could not start its workflow",
                metadata: ["workflow": "\(engine.plan.workflow)", "why": "\(error.message)"])
            return nil
        }
    }

    private func deployedWorkflows() async throws(RuntimeError) -> [WorkflowID] {
        do {
            return Set(try await store.documents(.plan).map(\.name)).sorted()
                .map { WorkflowID($0) }
        } catch {
            throw RuntimeError(error)
        }
    }

    private func deliver(_ signal: Signal, to row: RunRow) async throws(RuntimeError) -> Bool {
        let id = CommandID("signal:\(signal.id)/\(row.run)")
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
