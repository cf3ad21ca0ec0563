import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Who has what part in a duty that is about to open.
extension Decider {
    struct Cast {
        var people: DutyPeople
        var excluded: [DutyOpened.Exclusion]
    }

    func cast(_ plan: DutyPlan, _ entry: Entry, _ scope: Scope) throws(Fault) -> Cast {
        let accountable = try onlyPerson(plan.people.accountable, scope)
        let named = try people(plan.people.responsible, in: scope)
        var excluded: [DutyOpened.Exclusion] = []
        var doers = fit(named, at: entry.step.id, excluded: &excluded)
        if doers.isEmpty {
            doers = try standIns(for: named, plan, accountable, entry.step.id, &excluded)
        }
        doers = allocate(doers, plan.allocation)
        let supervisor = try supervisors(plan, of: doers, accountable, scope)
        return Cast(
            people: DutyPeople(
                responsible: doers, accountable: accountable, supervisor: supervisor,
                consulted: try optionalPeople(plan.people.consulted, scope),
                informed: try optionalPeople(plan.people.informed, scope),
                verifiers: try verifiers(plan, of: doers, scope),
                isDelegable: plan.isDelegable ? nil : false),
            excluded: excluded)
    }

    private func onlyPerson(_ expression: Expression, _ scope: Scope) throws(Fault) -> Person {
        let people = try people(expression, in: scope)
        guard people.count == 1 else {
            throw Fault(
                "accountable",
                "`\(expression.text)` gives \(people.count) people; exactly one must be accountable"
            )
        }
        return people[0]
    }

    private func optionalPeople(
        _ expression: Expression?, _ scope: Scope
    ) throws(Fault) -> [Person] {
        guard let expression else { return [] }
        return try people(expression, in: scope)
    }

    /// Those who can do it: not away without a delegate, and not kept separate from this step.
    private func fit(
        _ people: [Person], at step: StepID, excluded: inout [DutyOpened.Exclusion]
    ) -> [Person] {
        let separation = separation
        var fit: [Person] = []
        for person in people {
            if let entry = separation.conflict(of: person, at: step) {
                excluded.append(.init(person: person, reason: "acted in `\(entry.name)`"))
            } else if isAway(person) {
                excluded.append(.init(person: person, reason: "away, without a delegate"))
            } else {
                fit.append(person)
            }
        }
        return fit
    }

    private func isAway(_ person: Person) -> Bool {
        let organization = facts.organization
        guard organization.isAbsent(person, on: facts.today) else { return false }
        return !organization.delegations.contains {
            $0.from == person && $0.between.contains(facts.today)
                && ($0.workflows.map { $0.contains(state.workflow) } ?? true)
                && !organization.isAbsent($0.to, on: facts.today)
        }
    }

    private func standIns(
        for named: [Person], _ plan: DutyPlan, _ accountable: Person, _ step: StepID,
        _ excluded: inout [DutyOpened.Exclusion]
    ) throws(Fault) -> [Person] {
        var candidates: [Person] = []
        if plan.whenNobody == .manager {
            candidates = named.compactMap { facts.organization.manager(of: $0) }
        }
        if plan.whenNobody != .fail { candidates.append(accountable) }
        let fit = fit(People(candidates).members, at: step, excluded: &excluded)
        guard let first = fit.first else {
            throw Fault(
                "nobody",
                "`\(plan.people.responsible.text)` gives nobody who may and can do `\(step)` today")
        }
        return [first]
    }

    private func supervisors(
        _ plan: DutyPlan, of doers: [Person], _ accountable: Person, _ scope: Scope
    ) throws(Fault) -> [Person] {
        let named = try people(plan.people.supervisor, in: scope)
        let fit = named.filter { !doers.contains($0) }
        if !fit.isEmpty { return fit }
        let above = facts.organization.chain(above: accountable).filter { !doers.contains($0) }
        guard let first = above.first else {
            throw Fault(
                "supervisor",
                "`\(plan.people.supervisor.text)` gives nobody who is not a doer of the duty")
        }
        return [first]
    }

    private func verifiers(
        _ plan: DutyPlan, of doers: [Person], _ scope: Scope
    ) throws(Fault) -> [Person] {
        guard let expression = plan.people.verifiedBy else { return [] }
        let fit = try people(expression, in: scope).filter { !doers.contains($0) }
        guard !fit.isEmpty else {
            throw Fault("verifier", "`\(expression.text)` gives nobody who is not a doer")
        }
        return fit
    }

    private func allocate(_ people: [Person], _ allocation: Allocation) -> [Person] {
        switch allocation {
        case .all: return people
        case .first: return Array(people.prefix(1))
        case .fewestOpen:
            let least = people.min {
                (facts.openDuties[$0] ?? 0, $0) < (facts.openDuties[$1] ?? 0, $1)
            }
            return least.map { [$0] } ?? []
        case .roundRobin:
            guard !people.isEmpty else { return [] }
            return [people[Int(facts.entropy % UInt64(people.count))]]
        case .sameAs(let step):
            let before = people.filter { state.actors[step]?.contains($0) ?? false }
            return before.isEmpty ? people : before
        case .not(let step):
            let others = people.filter { !(state.actors[step]?.contains($0) ?? false) }
            return others.isEmpty ? people : others
        }
    }

    /// The workflow's `separate:` lists with everybody who has acted so far.
    var separation: Separation {
        Separation(
            lists: engine.plan.separate.map { list in list.map(separationEntry) })
    }

    private func separationEntry(_ entry: SeparateEntry) -> Separation.Entry {
        switch entry {
        case .start:
            return .init(name: "start", steps: [], people: [state.initiator])
        case .steps(let steps):
            let actors = steps.reduce(into: Set<Person>()) {
                $0.formUnion(state.actors[$1] ?? [])
            }
            return .init(
                name: steps.map(\.rawValue).joined(separator: ", "), steps: Set(steps),
                people: actors)
        case .people(let expression):
            let people = try? people(expression, in: Scope(frame: .root))
            return .init(name: expression.text, steps: [], people: Set(people ?? []))
        }
    }
}
