import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

/// A run in the JSON of the command line.
package struct RunReport: Sendable {
    package var run: RunRow
    package var state: RunState
    package var steps: [StepReport]
    package var duties: [DutyRow]

    package var value: Value {
        var report: ValueMap = [
            "run": .string(run.run.rawValue), "workflow": .string(run.workflow.rawValue),
            "version": .int(Int64(run.version)), "state": .string(state.status.rawValue),
            "started_at": .time(run.startedAt), "initiator": .string(run.initiator.id),
            "inputs": .map(state.inputs), "vars": .map(state.variables),
            "outputs": .map(state.outputs), "steps": .list(steps.map(\.value)),
            "duties": .list(duties.compactMap(\.value)),
        ]
        report["outcome"] = state.outcome.map { .string($0) } ?? .null
        report["ended_at"] = state.endedAt.map { .time($0) } ?? .null
        if let cause = state.cause {
            report["parent"] = .string(cause.run.rawValue)
            report["caused_by"] = cause.duty.map { .string($0.rawValue) } ?? .null
        }
        return .map(report)
    }
}

/// One pass of one step.
package struct StepReport: Sendable, Hashable {
    package enum State: String, Sendable, Hashable {
        case open, done, skipped, withdrawn, failed
    }
    package var id: StepID
    package var place: Place
    package var state: State
    package var outcome: String?
    package var attempts: Int
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    /// How many passes had ended before this one; nil while it is open.
    package var endedAfter: Int?
    package var outputs: ValueMap
    /// Whether it does something itself rather than containing other steps.
    package var isLeaf: Bool
    /// Whether it lies in a handler beside the main line.
    package var isAside: Bool

    package var value: Value {
        [
            "id": .string(id.rawValue), "path": .string(place.rawValue),
            "state": .string(state.rawValue), "outcome": outcome.map { .string($0) } ?? .null,
            "attempts": .int(Int64(attempts)), "started_at": .time(startedAt),
            "ended_at": endedAt.map { .time($0) } ?? .null, "outputs": .map(outputs),
        ]
    }
}

extension DutyRow {
    /// The duty as JSON; nil when its row cannot be read.
    package var value: Value? { try? Value(canonicalJSON: body) }
}

extension OnusRuntime {
    /// Everything about one run.
    package func report(on run: RunID) async throws(RuntimeError) -> RunReport {
        do {
            guard let row = try await store.run(run) else {
                throw RuntimeError(.unknownRun, "there is no run `\(run)`")
            }
            let events = try await record(of: run)
            guard let state = RunState.folding(events) else {
                throw RuntimeError(.unreadable, "the record of `\(run)` is empty")
            }
            return RunReport(
                run: row, state: state, steps: StepReport.steps(of: events),
                duties: try await store.duties(of: run))
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch let error as RuntimeError {
            throw error
        } catch {
            throw RuntimeError(.unreadable, "\(error)")
        }
    }

    /// The record of a run after an event, as it may be shown.
    package func events(
        of run: RunID, after sequence: Int = 0
    ) async throws(RuntimeError) -> [Event] {
        try await record(of: run, after: sequence).map(\.shown)
    }

    private func record(
        of run: RunID, after sequence: Int = 0
    ) async throws(RuntimeError) -> [Event] {
        var events: [Event] = []
        do {
            var last = sequence
            while true {
                let page = try await store.events(of: run, after: last, limit: 1000)
                events += try page.map { try $0.event() }
                guard page.count == 1000, let next = page.last?.sequence else { return events }
                last = next
            }
        } catch let error as StoreError {
            throw RuntimeError(error)
        } catch {
            throw RuntimeError(.unreadable, "the record of `\(run)` cannot be read: \(error)")
        }
    }
}
