import Logging
import OnusEngine
import OnusModel
import OnusPlugin
import OnusStore

// Workflows that the calendar starts.
//
// Where a schedule stands is the time that comes next. A time that has come is handled once: the run
// that it starts and the time after it are committed together. After a standstill every time that was
// missed is handled in its order, late rather than never, each by what `overlap` says: with `skip`
// the first one starts and the others are passed over while it goes on, with `queue` they follow one
// another, with `allow` all of them start.
extension OnusRuntime {
    /// Handles every time that has come; how many were.
    func fireSchedules() async throws(RuntimeError) -> Int {
        var handled = 0
        for workflow in try await scheduledWorkflows() {
            // Each time by itself, since a run that starts may be what the next one meets.
            while !Task.isCancelled, try await fireSchedule(of: workflow) { handled += 1 }
        }
        return handled
    }

    /// A workflow that the calendar starts, and when it does next.
    package struct ScheduledStart: Sendable {
        package let workflow: WorkflowID
        /// One that has passed waits for a worker, or for the run before it to end.
        package let next: Timestamp
    }

    /// When workflows are started next, by workflow.
    package func scheduledStarts() async throws(RuntimeError) -> [ScheduledStart] {
        var starts: [ScheduledStart] = []
        for workflow in try await scheduledWorkflows() {
            let engine = try await engine(named: workflow)
            let (value, _) = try await entry(workflow.rawValue, in: Ledger.schedules)
            var next = Standing(value)?.next
            if next == nil {
                let world = try await worlds.recent(in: store)
                next = engine.nextStart(
                    after: clock.now, try await facts(for: engine, in: world, Turns()))
            }
            if let next { starts.append(ScheduledStart(workflow: workflow, next: next)) }
        }
        return starts
    }

    private func scheduledWorkflows() async throws(RuntimeError) -> [WorkflowID] {
        let mark: String?
        do { mark = try await store.setting(Pointer.mark) } catch { throw RuntimeError(error) }
        if let known = schedules.known(at: mark) { return known }
        var found: [WorkflowID] = []
        for workflow in try await deployedWorkflows() {
            do throws(RuntimeError) {
                if try await engine(named: workflow).plan.startedEvery != nil {
                    found.append(workflow)
                }
            } catch {
                guard error.isOfOneRun else { throw error }
            }
        }
        schedules.note(found, at: mark)
        return found
    }

    /// Where the schedule of a workflow stands.
    private struct Standing {
        var next: Timestamp
        /// The run that it started last.
        var last: RunID?
        /// By which rule `next` was found.
        var rule: String

        init(next: Timestamp, last: RunID?, rule: String) {
            self.next = next
            self.last = last
            self.rule = rule
        }

        init?(_ value: Value?) {
            guard let map = value?.mapValue, let rule = map["rule"]?.stringValue,
                let next = map["next"]?.stringValue.flatMap({ Timestamp($0) })
            else { return nil }
            self.init(next: next, last: map["last"]?.stringValue.map { RunID($0) }, rule: rule)
        }

        func ledger(_ workflow: WorkflowID, _ version: Int) -> Ledger {
            var map: ValueMap = ["next": .string("\(next)"), "rule": .string(rule)]
            if let last { map["last"] = .string(last.rawValue) }
            return Ledger(
                book: Ledger.schedules, key: workflow.rawValue, version: version,
                value: Value.map(map).canonicalJSON)
        }
    }

    /// Handles the next time of a workflow if it has come; whether it did.
    private func fireSchedule(of workflow: WorkflowID) async throws(RuntimeError) -> Bool {
        let engine = try await engine(named: workflow)
        guard let rule = engine.plan.startedEvery else { return false }
        let name = ruleName(rule)
        let (value, version) = try await entry(workflow.rawValue, in: Ledger.schedules)
        let facts = try await facts(for: engine, in: try await worlds.recent(in: store), Turns())
        guard let standing = Standing(value), standing.rule == name || standing.next <= clock.now
        else {
            // A new schedule, or another rule: it begins now.
            guard let next = engine.nextStart(after: clock.now, facts) else { return false }
            let standing = Standing(next: next, last: Standing(value)?.last, rule: name)
            _ = try await write(standing.ledger(workflow, version))
            return false
        }
        guard standing.next <= clock.now else { return false }
        guard let next = engine.nextStart(after: standing.next, facts) else { return false }
        var after = Standing(next: next, last: standing.last, rule: name)
        if try await isOpen(standing.last), rule.overlap != .allow {
            if rule.overlap == .queue { return false }
            log.info(
                "a scheduled start is passed over, since the one before it is not over",
                metadata: ["workflow": "\(workflow)", "at": "\(standing.next)"])
            return try await write(after.ledger(workflow, version))
        }
        let start: StartRun
        do { start = try engine.start(scheduledAt: standing.next, facts) } catch {
            return try await complain(workflow, error)
        }
        after.last = start.run
        let answer = try await submit(
            Command(id: "", body: .start(start)), to: start.run,
            starting: workflow, ledger: after.ledger(workflow, version))
        guard case .refused(let refusal) = answer else {
            try await forgetRefusal(of: workflow, by: .calendar)
            return true
        }
        // Somebody else was first.
        if refusal.code == .stale { return true }
        if refusal.code == .alreadyDone { return try await write(after.ledger(workflow, version)) }
        return try await complain(workflow, refusal)
    }

    /// WHY: what cannot start today may start once the organisation is right again, so its time stays
    /// where it is.
    private func complain(
        _ workflow: WorkflowID, _ refusal: Refusal
    ) async throws(RuntimeError) -> Bool {
        if schedules.mayComplain(of: workflow, at: clock.now) {
            log.error(
                "the calendar could not start a workflow",
                metadata: ["workflow": "\(workflow)", "why": "\(refusal.message)"])
            try await note(refusal.message, of: workflow, by: .calendar)
        }
        return false
    }

    private func ruleName(_ rule: ScheduleStart) -> String {
        let bytes = try? ValueEncoder(keys: .asWritten).encode(rule.recurrence).canonicalJSON
        return Digest(of: bytes ?? []).description
    }

    func isOpen(_ run: RunID?) async throws(RuntimeError) -> Bool {
        guard let run else { return false }
        do { return try await store.run(run)?.status == .running } catch {
            throw RuntimeError(error)
        }
    }
}
