import OnusCatalog
import OnusModel
import OnusPlugin

/// Decides for the runs of one plan.
///
/// It holds the plan, what was looked up in it once, and the task kinds; it never changes. WHY: a
/// class, so that every decision has it at hand without copying it.
package final class Engine: Sendable {
    package let plan: Plan
    /// The digest that runs of this plan are pinned to.
    package let planDigest: String
    let map: PlanMap
    let programs: Programs
    let tasks: BoundTasks
    /// Whether the plan gives duties to whoever has the fewest open ones.
    package let countsOpenDuties: Bool
    /// Whether any duty shows the results of other steps.
    let showsResults: Bool

    package init(plan: Plan, digest: String, catalog: Catalog) {
        self.plan = plan
        planDigest = digest
        map = PlanMap(plan)
        programs = Programs(plan, map)
        tasks = BoundTasks(catalog: catalog)
        let duties = map.allSteps.compactMap { step in
            if case .duty(let plan) = step.verb { plan } else { nil }
        }
        countsOpenDuties = duties.contains { $0.allocation == .fewestOpen }
        showsResults = duties.contains { !$0.shows.isEmpty }
    }

    /// What a command leads to, or why it is refused.
    ///
    /// - Parameter state: nil for `start`, and for nothing else.
    package func decide(
        _ state: RunState?, _ command: Command.Body, _ facts: Facts
    ) throws(Refusal) -> Decision {
        if case .start(let start) = command {
            return try begin(state, start, facts)
        }
        guard let state else { throw Refusal(.unknownRun, "there is no such run") }
        var decider = Decider(engine: self, state: state, facts: facts)
        switch command {
        case .start: break
        case .act(let act): try decider.act(act)
        case .cancel(let cancel): try decider.cancel(cancel)
        case .actionCompleted(let place, let attempt, let outputs):
            decider.chain = state.chain ?? 0
            try decider.completed(place, attempt: attempt, outputs: outputs)
        case .actionFailed(let place, let attempt, let fault):
            try decider.failed(place, attempt: attempt, fault)
        case .wake: decider.wake()
        case .deliver(let signal):
            decider.chain = signal.chain ?? 0
            try decider.deliver(signal)
        case .callAnswered(let answer):
            decider.chain = state.chain ?? 0
            try decider.returned(answer)
        case .callHeard(let tidings): try decider.heard(tidings)
        case .bar(let people): try decider.bar(people)
        case .cancelByCaller(let reason): try decider.cancelled(byCaller: reason)
        case .lockTaken(let place): try decider.takeLock(at: place)
        case .askForTime(let ask): try decider.ask(ask)
        case .rungFailed(let failure): try decider.rungFailed(failure)
        case .migrate(let move): try decider.migrate(move)
        }
        decider.advance()
        return decider.decision
    }

    private func begin(
        _ state: RunState?, _ start: StartRun, _ facts: Facts
    ) throws(Refusal) -> Decision {
        guard state == nil else {
            throw Refusal(.alreadyDone, "the run `\(start.run)` has started already")
        }
        let started = try admit(start, facts)
        var decider = Decider(
            engine: self, state: RunState(started, at: facts.now), facts: facts)
        decider.chain = started.chain ?? 0
        decider.emit(.runStarted(started), by: .person(start.initiator, onBehalfOf: nil))
        decider.advance()
        return decider.decision
    }
}

/// What a command led to.
package struct Decision: Sendable {
    /// In order; empty when the command changed nothing.
    package var events: [Event]
    /// What is to be done once they are committed.
    package var effects: [Effect]
    /// The state after them.
    package var state: RunState
    /// Duties that are over by it, as they were just before.
    package var closed: [Duty]
    /// Whose turn it was at steps where people take turns, to be `Facts.turns` the next time.
    package var turns: [StepID: Person]
}
