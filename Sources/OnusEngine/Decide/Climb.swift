import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin

// Climbing a duty's ladder.
extension Decider {
    /// Fires the rung that is due.
    mutating func climb(_ id: DutyID) {
        guard let duty = state.duties[id] else { return }
        if duty.opened.incident != nil { return climbIncident(id, duty) }
        guard let ladder = engine.plan.ladders[duty.opened.ladder],
            ladder.rungs.indices.contains(duty.nextRung)
        else {
            return emit(.rungFired(RungFired(duty: id, rung: duty.nextRung, of: duty)))
        }
        let rung = ladder.rungs[duty.nextRung]
        let event = fired(rung, on: id, duty, isLast: duty.nextRung + 1 == ladder.rungs.count)
        emit(.rungFired(event))
        if let outcome = event.decided {
            return decide(outcome, duty, rung: event.rung, ladder: ladder)
        }
        if !event.assigned.isEmpty {
            checkDeciders(of: id)
            // Those who have it now may all have decided.
            settle(id)
        }
        checkIsBrought(id, by: event, rung, ladder)
    }

    /// A rung whose people cannot be found, or of which anything else cannot be done, tells the
    /// accountable person and whoever is above, so that no rung ever fires into nothing.
    private func fired(
        _ rung: Rung, on id: DutyID, _ duty: Duty, isLast: Bool
    ) -> RungFired {
        var scope = Scope(frame: duty.opened.place.parent)
        scope.extras = rungNames(id, duty)
        var event = RungFired(duty: id, rung: duty.nextRung, of: duty)
        event.mark = rung.mark
        var problems: [String] = []
        event.reminded = everybody(rung.remind, scope, "remind", &problems)
        event.notified =
            everybody(rung.notify, scope, "notify", &problems)
            + raised(rung.raise, duty, &problems)
        event.added = mayJoin(
            everybody(rung.add, scope, "add", &problems), duty, "add", &problems)
        if !rung.assign.isEmpty {
            let named = everybody(rung.assign, scope, "assign", &problems)
            event.assigned = heirs(named: named, duty, isLast: isLast, &problems)
        }
        event.decided = rung.decide
        event.started = rung.start.map { start($0, id, duty, scope, &problems) }
        event.action = rung.action.flatMap { action($0, scope, &problems) }
        if !problems.isEmpty {
            event.problems = problems
            let line = [duty.opened.people.accountable] + above(duty)
            event.notified = People(event.notified + line).members
        }
        event.repeatAt = repetition(of: rung, duty)
        return event
    }

    /// What the expressions of a rung see: the duty, and its people by the words for their parts.
    private func rungNames(_ id: DutyID, _ duty: Duty) -> ValueMap {
        func ids(_ people: [Person]) -> Value { .list(people.map { .string($0.id) }) }
        let people = duty.opened.people
        // While the work waits for its verification, it is the verifiers who are late.
        var late = duty.proposal == nil ? duty.deciders : people.verifiers
        if duty.opened.isPhase == true { late = [people.accountable] }
        return [
            "duty": .map(dutyRecord(id, duty)), "responsible": ids(late),
            "accountable": .string(people.accountable.id), "supervisor": ids(people.supervisor),
            "consulted": ids(people.consulted), "informed": ids(people.informed),
        ]
    }

    private func everybody(
        _ expressions: [Expression], _ scope: Scope, _ word: String, _ problems: inout [String]
    ) -> [Person] {
        var all: [Person] = []
        for expression in expressions {
            do throws(Fault) {
                let found = try people(expression, in: scope)
                if found.isEmpty { problems.append("\(word): `\(expression.text)` gives nobody") }
                all += found
            } catch {
                problems.append("\(word): \(error.message)")
            }
        }
        return People(all).members
    }

    private func above(_ duty: Duty) -> [Person] {
        Array(facts.organization.chain(above: duty.opened.people.accountable).prefix(1))
    }

    private func raised(
        _ steps: Int, _ duty: Duty, _ problems: inout [String]
    ) -> [Person] {
        let owner = duty.opened.people.accountable
        let chain = facts.organization.chain(above: owner)
        guard steps > 0 else { return [] }
        guard !chain.isEmpty else {
            problems.append("raise: nobody stands above `\(owner)`")
            return []
        }
        return [chain[min(steps, chain.count) - 1]]
    }

    private func start(
        _ plan: StartPlan, _ id: DutyID, _ duty: Duty, _ scope: Scope,
        _ problems: inout [String]
    ) -> RungFired.Started {
        var inputs: ValueMap = ["duty": .string(id.rawValue)]
        do throws(Fault) { inputs = try record(plan.inputs, in: scope) } catch {
            problems.append("start \(plan.workflow): \(error.message)")
        }
        return RungFired.Started(
            run: freshRun(of: plan.workflow), workflow: plan.workflow, inputs: inputs,
            initiator: duty.opened.people.supervisor.first ?? duty.opened.people.accountable)
    }

    private func action(
        _ plan: ActionPlan, _ scope: Scope, _ problems: inout [String]
    ) -> RungFired.StartedAction? {
        do throws(Fault) {
            return RungFired.StartedAction(
                task: plan.task, parameters: try record(plan.parameters, in: scope))
        } catch {
            problems.append("task \(plan.task): \(error.message)")
            return nil
        }
    }

    /// Notes that what a rung had set going came to nothing. Where it was the last thing that the
    /// ladder did, nobody would ever hear of the duty again, so somebody has to settle it.
    mutating func rungFailed(_ failure: RungFailed) throws(Refusal) {
        guard state.isOpen else { throw runIsOver }
        emit(.rungFailed(failure))
        guard let duty = state.duties[failure.duty], duty.opened.incident == nil,
            state.timers[.rung(failure.duty)] == nil,
            let last = engine.plan.ladders[duty.opened.ladder]?.rungs.last, last.assign.isEmpty
        else { return }
        let fault = Fault(
            failure.error, "`\(failure.what)` could not be started: \(failure.message)")
        if duty.opened.isPhase == true {
            if last.start?.workflow.rawValue == failure.what { openIncident(fault, at: duty) }
        } else if let entry = openEntry(at: duty.opened.place) {
            openIncident(fault, entry)
        }
    }

    /// Starts anew what the last rung of a phase's ladder was to start.
    mutating func startAgain(_ id: DutyID) {
        guard let duty = state.duties[id], let ladder = engine.plan.ladders[duty.opened.ladder],
            let plan = ladder.rungs.last?.start
        else { return }
        var scope = Scope(frame: duty.opened.place.parent)
        scope.extras = rungNames(id, duty)
        var event = RungFired(duty: id, rung: ladder.rungs.count - 1, of: duty)
        var problems: [String] = []
        event.started = start(plan, id, duty, scope, &problems)
        event.problems = problems.isEmpty ? nil : problems
        emit(.rungFired(event))
    }

    private func repetition(of rung: Rung, _ duty: Duty) -> Timestamp? {
        guard let plan = rung.repetition, duty.repetition < plan.times else { return nil }
        let fired = state.timers[.rung(duty.opened.duty)] ?? facts.now
        let again = try? facts.calendar(duty.opened.calendar)?
            .deadline(from: fired, period: plan.every).at
        // The next rung waits for none that fires again.
        let next = duty.nextRung + 1
        guard let again, duty.rungs.indices.contains(next) else { return again }
        return again < duty.rungs[next] ? again : nil
    }

    private mutating func decide(_ outcome: String, _ duty: Duty, rung: Int, ladder: Ladder) {
        let because = "rung \(rung + 1) of ladder `\(ladder.name)`: \(standing(of: duty))"
        emit(
            .dutyClosed(
                DutyClosed(
                    duty: duty.opened.duty, outcome: outcome, outputs: [:], because: because,
                    by: [])))
        if duty.opened.isPhase == true { leavePhase(duty, with: outcome) }
    }

    private mutating func climbIncident(_ id: DutyID, _ duty: Duty) {
        var event = RungFired(duty: id, rung: duty.nextRung, of: duty)
        let people = IncidentLadder.climb(duty.nextRung, of: duty, in: facts.organization)
        if duty.nextRung == 0 {
            event.mark = .red
            event.reminded = people
        } else {
            event.notified = people
        }
        if duty.nextRung == duty.rungs.count - 1 {
            event.added = people.filter { !duty.responsible.contains($0) }
        }
        emit(.rungFired(event))
    }
}

extension RungFired {
    /// The rung that is due on this duty, doing nothing yet.
    init(duty id: DutyID, rung: Int, of duty: Duty) {
        self.init(
            duty: id, rung: rung, repetition: duty.repetition, ascent: duty.ascent, reminded: [],
            notified: [], added: [], assigned: [])
    }
}
