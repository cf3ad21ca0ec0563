import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import RandomWorkflows

// What is done outside once a command is committed.
extension Street {
    /// Performs the oldest effect; false when there is none.
    mutating func performOne() -> Bool {
        guard !waiting.isEmpty else { return false }
        let effect = waiting.removeFirst()
        switch effect.body {
        case .notify: break
        case .perform(let action): perform(action)
        case .start(let start): begin(start)
        case .publish(let publication): deliver(publication.signal)
        case .report(let report): answer(.callAnswered(report.answer), report.caller)
        case .cancel(let cancel):
            attempt(.cancelByCaller(reason: cancel.reason), cancel.run)
        case .tell(let tidings): answer(.callHeard(tidings.tidings), tidings.caller)
        case .bar(let bar): answer(.bar(bar.people), bar.run)
        case .lock(let lock): queue(lock)
        case .unlock(let lock): release(lock)
        }
        return true
    }

    private mutating func perform(_ action: PerformAction) {
        if let duty = action.duty { return performForRung(action, duty) }
        guard let task = catalog.action(action.task)?.description else {
            faults.append("there is no action \(action.task)")
            return
        }
        guard chance.percent(20) else {
            var outputs: ValueMap = [:]
            for field in task.outputs where !field.mayBeAbsent {
                outputs[field.name] = field.type.sample
            }
            return answer(
                .actionCompleted(action.place, attempt: action.attempt, outputs: outputs),
                action.run)
        }
        let names = task.errors.map(\.name)
        let isPassing = names.isEmpty || chance.percent(50)
        let error = isPassing ? "failed" : chance.one(of: names) ?? "failed"
        answer(
            .actionFailed(
                action.place, attempt: action.attempt,
                ActionFault(error: error, message: "by chance", isPassing: isPassing)),
            action.run)
    }

    /// Answers are given at least once: now and then once more.
    private mutating func answer(_ command: Command.Body, _ run: RunID) {
        attempt(command, run)
        guard chance.percent(5) else { return }
        let length = runs[run]?.events.count
        attempt(command, run)
        if runs[run]?.events.count != length {
            faults.append("\(run): \(command) counted twice (I2)")
        }
    }

    /// No step waits for what a rung has done.
    private mutating func performForRung(_ action: PerformAction, _ duty: DutyID) {
        guard chance.percent(20) else { return }
        let failure = RungFailed(
            duty: duty, what: action.task, error: "failed", message: "by chance")
        attempt(.rungFailed(failure), action.run)
    }

    private mutating func begin(_ start: StartEffect) {
        if let duty = start.cause.duty, chance.percent(10) {
            let failure = RungFailed(
                duty: duty, what: start.workflow.rawValue, error: "start", message: "by chance")
            return attempt(.rungFailed(failure), start.cause.run)
        }
        let body = StartRun(
            run: start.run, initiator: start.initiator, inputs: start.inputs, cause: start.cause)
        do throws(Refusal) {
            try send(.start(body), to: start.run, of: start.workflow)
        } catch {
            faults.append("\(start.workflow) was not started: \(error.message)")
        }
    }

    mutating func deliver(_ signal: Signal) {
        for run in openRuns where runs[run]?.engine.awaits(signal.name) == true {
            attempt(.deliver(signal), run)
        }
    }

    private mutating func queue(_ lock: LockEffect) {
        locks[lock.lock, default: []].append(lock)
        if locks[lock.lock]?.count == 1 { admit(lock.lock) }
    }

    private mutating func release(_ lock: LockEffect) {
        let wasInside = locks[lock.lock]?.first == lock
        locks[lock.lock]?.removeAll { $0 == lock }
        if wasInside { admit(lock.lock) }
    }

    private mutating func admit(_ name: String) {
        guard let next = locks[name]?.first else { return }
        attempt(.lockTaken(next.place), next.run)
    }
}

extension ValueType {
    /// Some value of the type.
    fileprivate var sample: Value {
        switch self {
        case .bool: true
        case .int: 1
        case .double: .double(1)
        case .decimal: .decimal(10)
        case .timestamp: .timestamp(.epoch)
        case .duration: .duration(.seconds(60))
        case .people, .list: .list([])
        case .map, .record: .map([:])
        default: "ann"
        }
    }
}
