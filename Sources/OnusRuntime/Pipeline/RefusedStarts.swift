import OnusModel
import OnusPlugin
import OnusStore

/// A start that nobody waits for and that was refused: by the calendar, by an event, or by a call
/// that goes its own way. It is kept beside the runs, so that `onus doctor` shows it until a start
/// for the same reason succeeds.
package struct RefusedStart: Sendable {
    /// What should have started it.
    package enum Cause: Sendable, Hashable {
        case calendar
        case event(String)
        case run(RunID)
    }

    package let workflow: WorkflowID
    /// In words, such as `the calendar`.
    package let cause: String
    package let why: String
    /// When it was refused last.
    package let at: Timestamp
    /// How often it was, as far as that was noted.
    package let times: Int
}

extension RefusedStart.Cause {
    var words: String {
        switch self {
        case .calendar: "the calendar"
        case .event(let name): "the event `\(name)`"
        case .run(let run): "`\(run)`"
        }
    }

    fileprivate func key(_ workflow: WorkflowID) -> String {
        switch self {
        case .calendar: "\(workflow) calendar"
        case .event(let name): "\(workflow) event \(name)"
        case .run(let run): "\(workflow) run \(run)"
        }
    }
}

extension RefusedStart {
    fileprivate init?(_ value: Value?) {
        guard let map = value?.mapValue, let workflow = map["workflow"]?.stringValue,
            let cause = map["cause"]?.stringValue, let why = map["why"]?.stringValue,
            let at = map["at"]?.stringValue.flatMap({ Timestamp($0) }),
            let times = map["times"]?.intValue
        else { return nil }
        self.init(
            workflow: WorkflowID(workflow), cause: cause, why: why, at: at, times: Int(times))
    }

    fileprivate var value: Value {
        [
            "workflow": .string(workflow.rawValue), "cause": .string(cause), "why": .string(why),
            "at": .string("\(at)"), "times": .int(Int64(times)),
        ]
    }
}

extension OnusRuntime {
    /// Starts that were refused and have not succeeded since, by workflow.
    package func refusedStarts() async throws(RuntimeError) -> [RefusedStart] {
        let keys: [String]
        do { keys = try await store.pluginKeys(prefix: "", of: Ledger.refusals).keys } catch {
            throw RuntimeError(error)
        }
        var found: [RefusedStart] = []
        for key in keys {
            let (value, _) = try await entry(key, in: Ledger.refusals)
            if let start = RefusedStart(value) { found.append(start) }
        }
        return found
    }

    func note(
        _ why: String, of workflow: WorkflowID, by cause: RefusedStart.Cause
    ) async throws(RuntimeError) {
        let key = cause.key(workflow)
        let (value, version) = try await entry(key, in: Ledger.refusals)
        let start = RefusedStart(
            workflow: workflow, cause: cause.words, why: why, at: clock.now,
            times: (RefusedStart(value)?.times ?? 0) + 1)
        // Whoever noted the same at the same moment said as much.
        _ = try await write(
            Ledger(
                book: Ledger.refusals, key: key, version: version,
                value: start.value.canonicalJSON))
    }

    func forgetRefusal(
        of workflow: WorkflowID, by cause: RefusedStart.Cause
    ) async throws(RuntimeError) {
        let key = cause.key(workflow)
        let (value, version) = try await entry(key, in: Ledger.refusals)
        guard value != nil else { return }
        _ = try await write(
            Ledger(book: Ledger.refusals, key: key, version: version, value: nil))
    }
}
