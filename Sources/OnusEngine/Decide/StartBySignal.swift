import OnusCEL
import OnusModel
import OnusPlugin

// Starting a run because something happened outside.
extension Engine {
    /// The run that a signal starts; nil when it means none.
    ///
    /// The same signal names the same run, so that it never starts two.
    package func start(
        by signal: Signal, _ facts: Facts
    ) throws(Refusal) -> StartRun? {
        guard let rule = plan.startedOn, rule.pattern.events.contains(signal.name) else {
            return nil
        }
        let empty = RunStarted(
            run: "", workflow: plan.workflow, version: plan.version, plan: planDigest,
            initiator: signal.sender ?? Person(""), inputs: [:], variables: [:],
            organization: facts.organizationDigest)
        let decider = Decider(engine: self, state: RunState(empty, at: facts.now), facts: facts)
        let scope = Scope(frame: .root, extras: ["event": .map(signal.data)])
        // WHY: a signal that lacks what is asked of it is meant for others.
        if let match = rule.pattern.match, (try? decider.isTrue(match, in: scope)) != true {
            return nil
        }
        do throws(Fault) {
            let people = try decider.people(rule.person, in: scope)
            guard people.count == 1 else {
                throw Fault(
                    "initiator", "`\(rule.person.text)` gives \(people.count) people, not one")
            }
            return StartRun(
                run: runID(for: signal), initiator: people[0],
                inputs: try decider.record(rule.inputs, in: scope), signal: signal.id)
        } catch {
            throw Refusal(.badInput, error.message)
        }
    }

    private func runID(for signal: Signal) -> RunID {
        let seed = Digest(of: Array("\(plan.workflow) \(signal.id)".utf8)).bytes
        let letters = Array("23456789abcdefghjkmnpqrstvwxyz")
        let name = seed.prefix(8).map { letters[Int($0) % letters.count] }
        return RunID("\(plan.workflow)-\(String(name))")
    }
}
