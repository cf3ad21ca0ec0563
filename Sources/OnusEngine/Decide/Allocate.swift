import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Who of those that the workflow names gets a duty, and who stands in for them.
extension Decider {
    /// What decides who comes into question.
    struct Casting {
        let plan: DutyPlan
        let step: StepID
        let accountable: Person
        let scope: Scope
        /// Who has a part in the duty already.
        var unwanted: Set<Person> = []
        var excluded: [DutyOpened.Exclusion] = []
        var turn: Person?
        /// Whether it fell to one of several: by its allocation, or to somebody who stands in.
        var isForOne = false

        mutating func exclude(_ person: Person, _ reason: String) {
            guard !excluded.contains(where: { $0.person == person }) else { return }
            excluded.append(.init(person: person, reason: reason))
        }
    }

    func doers(_ casting: inout Casting) throws(Fault) -> [Person] {
        let named = try people(casting.plan.people.responsible, in: casting.scope)
        let chosen = allocate(try fit(named, &casting), of: named, &casting)
        casting.isForOne = casting.plan.allocation.picksOne || chosen.isEmpty
        return chosen.isEmpty ? [try standIn(for: named, &casting)] : chosen
    }

    /// Those who can do it: not away without a delegate, and not kept separate from this step.
    private func fit(_ people: [Person], _ casting: inout Casting) throws(Fault) -> [Person] {
        let separation = try separation(at: casting.step, in: casting.scope.frame)
        let barred = delegates {
            separation.conflict(of: $0, at: casting.step) != nil
                || isBarred($0, by: casting.plan.allocation)
        }
        var fit: [Person] = []
        for person in people where !casting.unwanted.contains(person) {
            if let entry = separation.conflict(of: person, at: casting.step) {
                casting.exclude(person, "acted in `\(entry.name)`")
            } else if let other = separation.stranger([person]) {
                casting.exclude(person, "somebody else did `\(other.step)`")
            } else if isAway(
                person, mayLend: casting.plan.isDelegable, barred: barred)
            {
                casting.exclude(person, "away, without a delegate")
            } else {
                fit.append(person)
            }
        }
        return fit
    }

    /// - Parameters:
    ///   - mayLend: whether anybody may stand in.
    ///   - barred: those who may not.
    func isAway(_ person: Person, mayLend: Bool = true, barred: [Person] = []) -> Bool {
        let organization = facts.organization
        guard organization.isAbsent(person, on: facts.today) else { return false }
        return !mayLend
            || !organization.delegations.contains {
                $0.from == person && !barred.contains($0.to) && $0.between.contains(facts.today)
                    && ($0.workflows.map { $0.contains(state.workflow) } ?? true)
                    && !organization.isAbsent($0.to, on: facts.today)
            }
    }

    /// Those who stand in for others and of whom something holds.
    func delegates(where holds: (Person) -> Bool) -> [Person] {
        facts.organization.delegations.map(\.to).filter(holds)
    }

    func standIn(
        for named: [Person], _ casting: inout Casting
    ) throws(Fault) -> Person {
        var candidates: [Person] = []
        if casting.plan.whenNobody == .manager {
            candidates = named.compactMap { facts.organization.manager(of: $0) }
        }
        if casting.plan.whenNobody != .fail { candidates.append(casting.accountable) }
        let fit = try fit(People(candidates).members, &casting)
        guard let first = fit.first(where: { !isBarred($0, by: casting.plan.allocation) }) else {
            throw Fault(
                "nobody",
                "`\(casting.plan.people.responsible.text)` gives nobody who may and can do `\(casting.step)` today"
            )
        }
        return first
    }

    private func isBarred(_ person: Person, by allocation: Allocation) -> Bool {
        if case .not(let step) = allocation { hasActed(person, in: step) } else { false }
    }

    private func hasActed(_ person: Person, in step: StepID) -> Bool {
        state.actors[step]?.contains(person) ?? false
    }

    private func allocate(
        _ fit: [Person], of named: [Person], _ casting: inout Casting
    ) -> [Person] {
        switch casting.plan.allocation {
        case .all: return fit
        case .first: return Array(fit.prefix(1))
        case .fewestOpen:
            let least = fit.min { (openDuties(of: $0), $0) < (openDuties(of: $1), $1) }
            return least.map { [$0] } ?? []
        case .roundRobin:
            casting.turn = turn(at: casting.step, of: named, among: fit)
            return casting.turn.map { [$0] } ?? []
        case .sameAs(let step):
            let doers = doers(of: step)
            return fit.filter(doers.contains)
        case .not(let step): return fit.filter { !hasActed($0, in: step) }
        }
    }

    /// How many open duties somebody has, those counted that this decision opened.
    private func openDuties(of person: Person) -> Int {
        let opened = events.count { event in
            guard case .dutyOpened(let duty) = event.body else { return false }
            return state.duties[duty.duty]?.responsible.contains(person) ?? false
        }
        return (facts.openDuties[person] ?? 0) + opened
    }

    /// The next in the order of the list after whoever had the last turn, in whatever run.
    private func turn(at step: StepID, of named: [Person], among fit: [Person]) -> Person? {
        let last = turns[step] ?? facts.turns[step]
        let start = last.flatMap { named.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        return (named[start...] + named[..<start]).first(where: fit.contains)
    }
}
