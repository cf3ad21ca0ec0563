import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin

// Starting a run because something happened outside, or because its time has come.
extension Engine {
    /// The run that a signal starts; nil when it means none.
    ///
    /// The same signal names the same run, so that it never starts two.
    package func start(
        by signal: Signal, _ facts: Facts
    ) throws(Refusal) -> SignalStart? {
        guard let rule = plan.startedOn, rule.pattern.events.contains(signal.name) else {
            return nil
        }
        let signal = rule.pattern.read(signal)
        let decider = decider(before: signal.sender, facts)
        let scope = Scope(frame: .root, extras: ["event": .map(signal.data)])
        do throws(Fault) {
            if let match = rule.pattern.match, try !decider.isTrue(match, in: scope) { return nil }
            if let problem = rule.pattern.problem(with: signal) {
                throw Fault("expression", problem)
            }
            let key = try rule.caseKey.map { key throws(Fault) in
                try decider.value(key, in: scope).plainText
            }
            let start = StartRun(
                run: runID(for: signal.id), initiator: try decider.starter(rule.person, scope),
                inputs: try decider.record(rule.inputs, in: scope), signal: signal.id,
                event: signal.name, sender: signal.sender, chain: signal.chain)
            return SignalStart(start: start, caseKey: key)
        } catch {
            throw Refusal(.badInput, error.message)
        }
    }

    /// The run that the calendar starts at a time. The same time names the same run.
    package func start(scheduledAt time: Timestamp, _ facts: Facts) throws(Refusal) -> StartRun {
        guard let rule = plan.startedEvery else {
            throw Refusal(.notAllowed, "the calendar does not start `\(plan.workflow)`")
        }
        let decider = decider(before: nil, facts)
        let scope = Scope(
            frame: .root, extras: ["event": .map(["scheduled_at": .timestamp(time)])])
        let signal = "schedule:\(plan.workflow)@\(time)"
        do throws(Fault) {
            return StartRun(
                run: runID(for: signal), initiator: try decider.starter(rule.person, scope),
                inputs: try decider.record(rule.inputs, in: scope), signal: signal)
        } catch {
            throw Refusal(.badInput, error.message)
        }
    }

    /// When the calendar starts the workflow next; nil when it never does.
    package func nextStart(after time: Timestamp, _ facts: Facts) -> Timestamp? {
        guard let rule = plan.startedEvery else { return nil }
        return try? facts.calendar(nil)?.next(of: rule.recurrence, after: time)
    }

    /// Sees what there is before a run.
    private func decider(before starter: Person?, _ facts: Facts) -> Decider {
        let empty = RunStarted(
            run: "", workflow: plan.workflow, version: plan.version, plan: planDigest,
            initiator: starter ?? Person(""), inputs: [:], variables: [:],
            organization: facts.organizationDigest)
        return Decider(engine: self, state: RunState(empty, at: facts.now), facts: facts)
    }

    private func runID(for signal: String) -> RunID {
        let seed = Digest(of: Array("\(plan.workflow) \(signal)".utf8)).bytes
        let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
        let name = seed.prefix(8).map { letters[Int($0) % letters.count] }
        return RunID("\(plan.workflow)-\(String(name))")
    }
}

/// A run that a signal starts, unless its case is open already.
package struct SignalStart: Sendable {
    package var start: StartRun
    package var caseKey: String?
}

extension Decider {
    fileprivate func starter(_ expression: Expression, _ scope: Scope) throws(Fault) -> Person {
        let people = try people(expression, in: scope)
        guard people.count == 1 else {
            throw Fault(
                "initiator", "`\(expression.text)` gives \(people.count) people, not one")
        }
        return people[0]
    }
}
