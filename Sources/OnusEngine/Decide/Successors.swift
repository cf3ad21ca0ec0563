import OnusCEL
import OnusModel
import OnusPlugin

// Who answers for an open duty, and who supervises it, when those have left who did.
extension Decider {
    /// Whether somebody is of the organisation no longer.
    func isGone(_ person: Person) -> Bool {
        !person.isPublic && facts.organization.member(person) == nil
    }

    /// Works out anew who is accountable for a duty and who supervises it, as far as they are gone.
    ///
    /// WHY: who has left hears of nothing any more, so nobody would answer for it.
    mutating func renewParts(of id: DutyID) {
        guard let duty = state.duties[id] else { return }
        let people = duty.opened.people
        let before = [people.accountable] + people.supervisor
        let gone = before.filter(isGone)
        guard !gone.isEmpty || people.supervisor.isEmpty else { return }
        let accountable = isGone(people.accountable) ? successor(on: duty) : people.accountable
        let supervisor = supervisors(of: duty, accountable)
        guard [accountable] + supervisor != before else { return }
        let names = gone.map { "`\($0)`" }.joined(separator: ", ")
        emit(
            .dutyAssigned(
                DutyAssigned(
                    duty: id, people: [],
                    accountable: accountable == people.accountable ? nil : accountable,
                    supervisor: supervisor == people.supervisor ? nil : supervisor,
                    reason: gone.isEmpty
                        ? "nobody supervised it"
                        : "of `\(facts.organization.id)` no longer: \(names)")))
    }

    /// Whom the workflow names now, else the owner of its incidents.
    private func successor(on duty: Duty) -> Person {
        if let parts = parts(of: duty), let named = try? people(parts.accountable, in: parts.scope),
            named.count == 1, !isGone(named[0])
        {
            return named[0]
        }
        let owner = incidentOwner(without: [])
        return isGone(owner) ? anybody(but: []) ?? duty.opened.people.accountable : owner
    }

    /// Somebody of the organisation, the heads first.
    ///
    /// WHY: what has gone wrong is better in the hands of a stranger than in nobody's.
    func anybody(but others: [Person]) -> Person? {
        let organization = facts.organization
        let people = organization.units.compactMap(\.head) + organization.people.map(\.id)
        return people.first { !others.contains($0) && !isGone($0) }
    }

    private func supervisors(of duty: Duty, _ accountable: Person) -> [Person] {
        let still = duty.opened.people.supervisor.filter { !isGone($0) && $0 != accountable }
        if !still.isEmpty { return still }
        let doers = duty.deciders.filter { !isGone($0) }
        guard let parts = parts(of: duty) else {
            return Array(facts.organization.chain(above: accountable).prefix(1))
        }
        let named = (try? people(parts.supervisor, in: parts.scope)) ?? []
        return supervisors(among: named.filter { !isGone($0) }, of: doers, accountable)
    }

    /// What the workflow says of a duty's people; nil for an incident.
    private func parts(
        of duty: Duty
    ) -> (accountable: Expression, supervisor: Expression, scope: Scope)? {
        guard duty.opened.incident == nil else { return nil }
        let list = duty.opened.place.parent
        switch engine.map.step(duty.opened.step)?.verb {
        case .duty(let plan):
            return (plan.people.accountable, plan.people.supervisor, Scope(frame: list))
        case .scope(let plan):
            return plan.phase.map { ($0.accountable, $0.supervisor, Scope(frame: list.parent)) }
        default: return nil
        }
    }
}
