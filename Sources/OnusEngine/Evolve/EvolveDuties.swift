import OnusModel
import OnusPlugin

// Duties: opened, acted on, climbed over, closed.
extension RunState {
    mutating func opened(_ event: DutyOpened, at time: Timestamp) {
        var duty = Duty(opened: event, at: time)
        duty.nextRung = 0
        duties[event.duty] = duty
        if let first = event.rungs.first { timers[.rung(event.duty)] = first }
        if event.deemed != nil { timers[.deemed(event.duty)] = event.deadline.at }
        if event.isPhase == true { return }
        if let incident = event.incident {
            if !incident.isOfPhase { stick(incident, duty: event, at: time) }
        } else {
            activate(event.step, at: event.place, pass: event.pass, .duty(event.duty), time: time)
        }
    }

    /// The step that failed stays open, waiting for whoever settles the incident. What was open in
    /// it is not.
    private mutating func stick(_ incident: Incident, duty: DutyOpened, at time: Timestamp) {
        remove(incident.origin)
        activate(
            duty.step, at: incident.origin, pass: duty.pass, .stuck(duty.duty), time: time)
    }

    mutating func acted(_ event: DutyActed) {
        guard var duty = duties[event.duty] else { return }
        let act = event.act
        duty.acts.append(act)
        switch act.kind {
        case .claim: duty.assignee = act.person
        case .release: duty.assignee = nil
        // The holder has had their say; the duty is free for the others.
        case .decide, .recuse: duty.assignee = duty.assignee == act.person ? nil : duty.assignee
        case .verify where act.outcome == "returned":
            duty.proposal = nil
            duty.acts.removeAll { $0.kind == .decide }
        case .progress, .comment, .attach, .verify: break
        }
        duties[event.duty] = duty
        guard act.kind.isActing, duty.opened.incident == nil else { return }
        note(
            [act.person, act.voice], in: duty.opened.step, at: duty.opened.place,
            asDoers: act.kind.isDoing)
    }

    /// Keeps who acted, for `separate:` and `together:`.
    mutating func note(
        _ people: [Person], in step: StepID, at place: Place, asDoers: Bool = false
    ) {
        actors[step, default: []].formUnion(people)
        if acted == nil { acted = [:] }
        let place = place.withoutPasses
        acted?[place, default: Acted()].all.formUnion(people)
        if asDoers { acted?[place]?.doers.formUnion(people) }
    }

    mutating func assigned(_ event: DutyAssigned) {
        guard var duty = duties[event.duty] else { return }
        let left = event.left ?? []
        duty.responsible.removeAll(where: left.contains)
        duty.opened.people.verifiers.removeAll(where: left.contains)
        duty.responsible += event.people.filter { !duty.responsible.contains($0) }
        duty.assignee = duty.assignee.flatMap { left.contains($0) ? nil : $0 }
        if let accountable = event.accountable { duty.opened.people.accountable = accountable }
        if let supervisor = event.supervisor { duty.opened.people.supervisor = supervisor }
        duties[event.duty] = duty
    }

    mutating func proposed(_ event: DutyProposed) {
        duties[event.duty]?.proposal = Duty.Proposal(
            outcome: event.outcome, outputs: event.outputs, because: event.because, by: event.by)
    }

    mutating func reset(_ event: DutyReset) {
        duties[event.duty]?.digest = event.digest
        duties[event.duty]?.content = event.content
        duties[event.duty]?.proposal = nil
        duties[event.duty]?.acts.removeAll { $0.kind == .decide || $0.kind == .verify }
    }

    mutating func closed(_ event: DutyClosed, at time: Timestamp) {
        guard let duty = removeDuty(event.duty, outcome: event.outcome, at: time),
            duty.opened.isPhase != true
        else { return }
        if let incident = duty.opened.incident {
            return settled(incident, of: duty, by: event)
        }
        finish(
            duty.opened.place,
            StepResult(
                step: duty.opened.step, outcome: event.outcome, outputs: event.outputs,
                by: event.by, openedAt: duty.openedAt, closedAt: time,
                votes: duty.votes, pass: duty.opened.pass))
    }

    private mutating func settled(_ incident: Incident, of duty: Duty, by event: DutyClosed) {
        guard let activation = activations[incident.origin] else { return }
        remove(incident.origin)
        switch event.outcome {
        case IncidentOutcome.retry:
            // WHY: what begins again has the same idempotency key; a duty that was withdrawn is
            // over, and another takes its place.
            if settled[DutyID("\(run)/\(incident.origin)")] == nil {
                passes[incident.origin.withoutPasses] = activation.pass - 1
            }
            frames[activation.frame]?.cursor = .entering(activation.step)
        case IncidentOutcome.skip:
            frames[activation.frame]?.cursor = .skipped(activation.step)
        default: break
        }
    }

    mutating func withdrawn(_ event: DutyWithdrawn, at time: Timestamp) {
        removeDuty(event.duty, outcome: nil, at: time)
    }

    @discardableResult
    private mutating func removeDuty(
        _ id: DutyID, outcome: String?, at time: Timestamp
    ) -> Duty? {
        timers.removeValue(forKey: .rung(id))
        timers.removeValue(forKey: .deemed(id))
        guard let duty = duties.removeValue(forKey: id) else { return nil }
        settled[id] = SettledDuty(outcome: outcome, at: time)
        return duty
    }

    mutating func fired(_ event: RungFired) {
        guard var duty = duties[event.duty] else { return }
        if let mark = event.mark { duty.mark = max(mark, duty.mark ?? mark) }
        if duty.proposal == nil {
            if !event.assigned.isEmpty { duty.responsible = event.assigned }
            // Where others are called in, it is nobody's alone any more.
            if !(event.assigned + event.added).isEmpty { duty.assignee = nil }
            duty.responsible += event.added.filter { !duty.responsible.contains($0) }
        } else {
            // Of work that is done it is the verifying that others are to do.
            var verifiers = duty.opened.people.verifiers
            if !event.assigned.isEmpty { verifiers = event.assigned }
            verifiers += event.added.filter { !verifiers.contains($0) }
            duty.opened.people.verifiers = verifiers
        }
        if event.repeatAt == nil {
            duty.nextRung = event.rung + 1
            duty.repetition = 0
        } else {
            duty.repetition = event.repetition + 1
        }
        duties[event.duty] = duty
        timers[.rung(event.duty)] =
            event.repeatAt ?? (duty.nextRung < duty.rungs.count ? duty.rungs[duty.nextRung] : nil)
    }
}

/// What somebody can decide about an incident.
package enum IncidentOutcome {
    /// The step begins again, with the same idempotency key.
    package static let retry = "retry"
    /// The list goes on after the step.
    package static let skip = "skip"
    /// The run fails.
    package static let fail = "fail"
}
