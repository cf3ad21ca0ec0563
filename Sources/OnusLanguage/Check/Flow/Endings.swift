import OnusModel
import OnusPlugin

/// One way in which a duty can end.
package struct Ending: Sendable {
    package enum Cause: Sendable {
        /// People chose it, or the task's arithmetic arrived at it.
        case task(Outcome)
        /// Nobody did anything in time.
        case ladder(LadderSyntax, RungSyntax)
        case deemed(DeemedSyntax)
        /// The verb itself: a `receive` whose time is over.
        case verb
    }

    package let outcome: String
    package let cause: Cause
    /// Nil when nothing says where it leads.
    package let target: Target?
    /// The target, where the author wrote one for this outcome.
    package let written: SourceLocation?

    /// Whether all is there that the step hands on: people's doing, or a machine's, led to it.
    package let isGiven: Bool
}

extension WorkflowContext {
    /// All outcomes that a duty can end with, whether they are handled or not; empty for a step
    /// that is no duty or whose task is unknown.
    package func endings(of step: Int) -> [Ending] {
        let own = verbEndings(of: step)
        guard own.isEmpty else { return own }
        guard let facts = tasks[step], facts.isDuty else { return [] }
        let next = tree.entries[step].syntax.next
        let routes = Routes(next)
        func ending(_ outcome: String, _ cause: Ending.Cause) -> Ending {
            let isGiven = if case .task = cause { true } else { false }
            let continues = facts.outcomes.first { $0.name == outcome }?.continues ?? false
            return Ending(
                outcome: outcome, cause: cause,
                target: routes.target(of: outcome, continues: continues),
                written: next?.written(for: outcome, continues: continues)?.location,
                isGiven: isGiven)
        }
        var endings = facts.outcomes.filter(\.settles).map { ending($0.name, .task($0)) }
        // WHY: what people are not offered and the arithmetic cannot arrive at does not happen.
        endings.removeAll { ending in
            guard case .task(let outcome) = ending.cause else { return false }
            return ending.target == nil && !outcome.mustBeMapped
        }
        guard let duty = duties[step] else { return endings }
        if let ladder = ladder(of: duty) {
            endings += ladder.rungs.compactMap { rung in
                rung.decide.map { ending($0.value, .ladder(ladder, rung)) }
            }
        }
        if let deemed = duty.deemed {
            endings.append(ending(deemed.outcome.value, .deemed(deemed)))
        }
        return endings
    }
}

extension WorkflowContext {
    /// The outcomes of a step that is no task; empty where the verb has none.
    package func verbOutcomes(of step: Int) -> [Outcome] {
        switch tree.entries[step].syntax.verb {
        case .receive(let receive):
            let received = Outcome(ReceivePlan.received, continues: true)
            guard receive.within != nil else { return [received] }
            return [received, Outcome(ReceivePlan.expired, isOffered: false)]
        case .call(let call) where !call.isDetached: return outcomes(of: call)
        case .scope where duties[step] != nil:
            return [Outcome(PhasePlan.done, continues: true, isOffered: false)]
                + lapses(of: step).filter { $0 != PhasePlan.done }.map {
                    Outcome($0, isOffered: false)
                }
        default: return []
        }
    }

    /// The ends of the workflow that is called. Those that mean success go on by themselves, and
    /// so does the only one there is.
    private func outcomes(of call: CallSyntax) -> [Outcome] {
        let ends = surroundings.workflows[call.workflow.value]?.ends ?? []
        let names = ends.map(\.outcome.value)
        var seen: Set<String> = []
        let all = names.filter { seen.insert($0).inserted }
        return all.map { name in
            let continues = ["approved", "done"].contains(name) || all.count == 1
            return Outcome(name, continues: continues, isOffered: false)
        }
    }

    private func verbEndings(of step: Int) -> [Ending] {
        let next = tree.entries[step].syntax.next
        let routes = Routes(next)
        return verbOutcomes(of: step).map { outcome in
            Ending(
                outcome: outcome.name, cause: .verb,
                target: routes.target(of: outcome.name, continues: outcome.continues),
                written: next?.written(for: outcome.name, continues: outcome.continues)?.location,
                isGiven: duties[step] == nil
                    ? outcome.name != ReceivePlan.expired : outcome.name == PhasePlan.done)
        }
    }
}

extension WorkflowSyntax {
    /// Every way in which it can end.
    package var ends: [EndSyntax] {
        StepTree(self).entries.compactMap { entry in
            if case .end(let end) = entry.syntax.verb { end } else { nil }
        }
    }
}

extension NextSyntax {
    /// The target that the author wrote for an outcome, by its name or for all.
    func written(for outcome: String, continues: Bool) -> Located<String>? {
        switch self {
        case .always(let target): return continues ? target : nil
        case .byOutcome(let entries):
            let named = entries.first { $0.name.value == outcome }
            if named != nil || continues { return named?.value }
            return entries.first { $0.name.value == "any" }?.value
        }
    }

    /// Every target that stands here.
    var targets: [Located<String>] {
        switch self {
        case .always(let target): [target]
        case .byOutcome(let entries): entries.map(\.value)
        }
    }
}

extension StepSyntax {
    /// Everything that the step names as a place to go to.
    package var targets: [Located<String>] {
        var targets = catches.map(\.value)
        targets += next?.targets ?? []
        guard case .switch(let cases) = verb else { return targets }
        return targets
            + cases.compactMap { choice in
                if case .go(let target) = choice.action { target } else { nil }
            }
    }
}
