import OnusAuthority
import OnusCEL
import OnusModel
import OnusPlugin

// Who has what part in a duty that is about to open.
extension Decider {
    struct Cast {
        var people: DutyPeople
        var excluded: [DutyOpened.Exclusion]
        /// Whose turn it was, where people take turns.
        var turn: Person?
        /// Those who would supervise it, were they not in it themselves.
        var replaced: [Person]?
    }

    func cast(_ plan: DutyPlan, _ entry: Entry, _ scope: Scope) throws(Fault) -> Cast {
        let accountable = try onlyPerson(plan.people.accountable, scope)
        var casting = Casting(
            plan: plan, step: entry.step.id, accountable: accountable, scope: scope)
        while true {
            let doers = try doers(&casting)
            do throws(Fault) {
                return try cast(plan, doers, casting)
            } catch {
                // WHY: where one has it alone and would be their own supervisor or verifier, the next
                // may do better; everybody is passed over once at most.
                guard casting.isForOne, ["supervisor", "verifier"].contains(error.name) else {
                    throw error
                }
                for person in doers {
                    casting.unwanted.insert(person)
                    casting.exclude(person, "nobody else would supervise or verify it")
                }
            }
        }
    }

    private func cast(
        _ plan: DutyPlan, _ doers: [Person], _ casting: Casting
    ) throws(Fault) -> Cast {
        let (accountable, scope) = (casting.accountable, casting.scope)
        let supervisor = try supervisors(plan.people.supervisor, of: doers, accountable, scope)
        return Cast(
            people: DutyPeople(
                responsible: doers, accountable: accountable, supervisor: supervisor.people,
                consulted: try optionalPeople(plan.people.consulted, scope),
                informed: try optionalPeople(plan.people.informed, scope),
                verifiers: try verifiers(plan, of: doers, scope),
                isDelegable: plan.isDelegable ? nil : false),
            excluded: casting.excluded, turn: casting.turn, replaced: supervisor.insteadOf)
    }

    /// Who comes in when too few are left on an open duty: found by its own rule again.
    func substitutes(on duty: Duty) throws(Fault) -> Cast {
        var people = duty.opened.people
        if duty.opened.incident != nil {
            let person = incidentSubstitute(on: duty) ?? anybody(but: duty.responsible)
            people.responsible = person.map { [$0] } ?? []
            return Cast(people: people, excluded: [])
        }
        guard case .duty(let plan) = engine.map.step(duty.opened.step)?.verb else {
            throw Fault("nobody", "the plan has no duty `\(duty.opened.step)`")
        }
        var casting = Casting(
            plan: plan, step: duty.opened.step, accountable: people.accountable,
            scope: Scope(frame: duty.opened.place.parent),
            unwanted: Set(duty.responsible + people.supervisor + people.verifiers))
        do throws(Fault) { people.responsible = try doers(&casting) } catch {
            // What names somebody who has left gives nobody.
            guard error.name == "expression" else { throw error }
            people.responsible = [try standIn(for: duty.responsible, &casting)]
        }
        return Cast(people: people, excluded: casting.excluded, turn: casting.turn)
    }

    /// Whoever answers for an incident, or is next above who has not stepped out of it.
    func incidentSubstitute(on duty: Duty) -> Person? {
        let accountable = duty.opened.people.accountable
        let line = [accountable] + facts.organization.chain(above: accountable)
        return line.first { !duty.responsible.contains($0) && !isGone($0) }
    }

    func onlyPerson(_ expression: Expression, _ scope: Scope) throws(Fault) -> Person {
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

    struct Supervision {
        var people: [Person]
        /// Those whom the workflow names, where somebody else has to.
        var insteadOf: [Person]?
    }

    func supervisors(
        _ expression: Expression, of doers: [Person], _ accountable: Person, _ scope: Scope
    ) throws(Fault) -> Supervision {
        let named = try people(expression, in: scope)
        let supervisors = supervisors(among: named, of: doers, accountable)
        guard !supervisors.isEmpty else {
            throw Fault(
                "supervisor",
                "`\(expression.text)` gives nobody who is neither a doer of the duty nor accountable for it"
            )
        }
        let areNamed = supervisors.allSatisfy(named.contains)
        return Supervision(people: supervisors, insteadOf: areNamed ? nil : named)
    }

    /// Those of some people who have no other part in a duty, else whoever is next above it.
    func supervisors(
        among named: [Person], of doers: [Person], _ accountable: Person
    ) -> [Person] {
        let involved = doers + [accountable]
        let fit = named.filter { !involved.contains($0) }
        if !fit.isEmpty { return fit }
        let above = facts.organization.chain(above: accountable)
        return above.first { !involved.contains($0) }.map { [$0] } ?? []
    }

    private func verifiers(
        _ plan: DutyPlan, of doers: [Person], _ scope: Scope
    ) throws(Fault) -> [Person] {
        guard let expression = plan.people.verifiedBy else { return [] }
        let fit = try people(expression, in: scope).filter { !doers.contains($0) }
        guard !fit.isEmpty else {
            throw Fault("verifier", "`\(expression.text)` gives nobody who is not a doer")
        }
        // Where all are away the ladder finds others.
        let present = fit.filter { !isAway($0, barred: doers) }
        return present.isEmpty ? fit : present
    }
}
