import OnusModel
import OnusPlugin
import OnusStore

/// A moment so many seconds after 1970.
func second(_ seconds: Int64, nanoseconds: Int32 = 0) -> Timestamp {
    Timestamp(seconds: seconds, nanoseconds: nanoseconds) ?? .epoch
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension RunRow {
    static func sample(
        _ run: RunID, workflow: WorkflowID = "fund", startedAt: Timestamp = second(100)
    ) -> RunRow {
        RunRow(
            run: run, workflow: workflow, version: 3, plan: "digest of a plan", status: .running,
            initiator: "lin", startedAt: startedAt)
    }

    func ended(_ outcome: String, at time: Timestamp) -> RunRow {
        var row = self
        row.status = .ended
        row.outcome = outcome
        row.endedAt = time
        return row
    }
}

extension Batch {
    /// The first batch of a run.
    static func start(_ run: RunID, events count: Int = 1, row: RunRow? = nil) -> Batch {
        var batch = Batch.step(run, after: 0, events: count)
        batch.row = row ?? .sample(run)
        return batch
    }

    /// A later one, with so many events.
    static func step(_ run: RunID, after version: Int, events count: Int = 1) -> Batch {
        var batch = Batch(run: run, expectedVersion: version)
        batch.events = (0..<count).map { index in
            StoredEvent(
                sequence: version + index + 1, body: bytes("event \(version + index + 1) of \(run)")
            )
        }
        return batch
    }

    func with(_ change: (inout Batch) -> Void) -> Batch {
        var batch = self
        change(&batch)
        return batch
    }
}

extension DutyRow {
    static func sample(
        _ run: RunID, _ place: String, due: Timestamp = second(500), desks: [Person] = ["wang"]
    ) -> DutyRow {
        DutyRow(
            duty: DutyID("\(run)/\(place)"), run: run, step: StepID(place), state: .open,
            openedAt: second(100), dueAt: due, desks: desks, body: bytes("duty \(place)"))
    }

    func closed() -> DutyRow {
        var row = self
        row.state = .closed
        row.desks = []
        return row
    }
}
