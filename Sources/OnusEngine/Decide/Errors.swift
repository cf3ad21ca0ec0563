import OnusModel
import OnusPlugin

// What goes wrong: caught by a step, or an incident that somebody owns.
extension Decider {
    /// Brings an error to the nearest step that catches it, the failing one first.
    mutating func raise(_ fault: Fault, at entry: Entry) {
        var step = entry.step
        var place = entry.place
        while true {
            if let target = catchTarget(step.id, fault.name) {
                return caught(fault, by: step, at: place, origin: entry, target)
            }
            guard let owner = state.frames[place.parent]?.owner,
                let activation = state.activations[owner],
                let outer = engine.map.step(activation.step),
                !isJoinedBlock(activation)
            else { break }
            step = outer
            place = owner
        }
        openIncident(fault, entry)
    }

    /// Brings an error of a list to the step that contains it.
    mutating func raise(_ fault: Fault, fromListAt place: Place) {
        guard let entry = state.frames[place]?.owner.flatMap({ openEntry(at: $0) }) else {
            return failRun(fault.name, fault.message)
        }
        raise(fault, at: entry)
    }

    private func isJoinedBlock(_ activation: Activation) -> Bool {
        if case .block(let block) = activation.work { block.isJoined } else { false }
    }

    func catchTarget(_ step: StepID, _ error: String) -> Target? {
        let catches = engine.map.step(step)?.catches
        return catches?[error] ?? catches?["any"]
    }

    private mutating func caught(
        _ fault: Fault, by step: Step, at place: Place, origin: Entry, _ target: Target
    ) {
        withdrawDuties(in: place, because: "the error `\(fault.name)` was caught by `\(step.id)`")
        emit(
            .errorCaught(
                ErrorCaught(
                    error: fault.name, message: fault.message, origin: origin.place,
                    catcher: place, step: step.id)))
    }

    /// Opens a duty for the owner of what goes wrong. The step stays where it is.
    mutating func openIncident(_ fault: Fault, _ entry: Entry) {
        guard state.isOpen else { return }
        // The caller is asked, and nobody here.
        if isAwaited, state.undoing == nil { return failRun(fault.name, fault.message) }
        let owner = incidentOwner(without: partial(at: entry.place))
        withdrawDuties(in: entry.place, because: "`\(entry.step.id)` failed: \(fault.message)")
        openIncident(
            fault, of: owner, at: entry.place, entry.step.id, pass: entry.pass,
            offers: offers(at: entry))
    }

    /// Opens a duty for the owner of what the ladder of a phase could not do. The steps of the phase
    /// go on meanwhile; when they are over, so is this.
    mutating func openIncident(_ fault: Fault, at phase: Duty) {
        let origin = phase.opened.place
        guard !state.duties.values.contains(where: { $0.opened.incident?.origin == origin })
        else { return }
        openIncident(
            fault, of: incidentOwner(without: []), at: origin, phase.opened.step,
            pass: phase.opened.pass,
            offers: [IncidentOutcome.retry, IncidentOutcome.skip, IncidentOutcome.fail])
    }

    private mutating func openIncident(
        _ fault: Fault, of owner: Person, at origin: Place, _ step: StepID, pass: Int,
        offers: [String]
    ) {
        let supervisors = facts.organization.chain(above: owner).prefix(1)
        let rungs = IncidentLadder.rungs(from: facts.now, calendar: facts.calendar(nil))
        let place = incidentPlace(origin)
        let error = Incident(error: fault.name, message: fault.message, origin: origin)
        emit(
            .dutyOpened(
                DutyOpened(
                    duty: dutyID(place), step: step, place: place, pass: pass,
                    title: Text("Incident at \(step): \(fault.message)"),
                    task: IncidentLadder.task, parameters: [:],
                    people: DutyPeople(
                        responsible: [owner], accountable: owner, supervisor: Array(supervisors)),
                    deadline: rungs.deadline, calendar: nil, ladder: IncidentLadder.name,
                    rungs: rungs.times,
                    offered: offers,
                    digest: contentDigest([:]), content: [:], incident: error)))
    }

    /// A step that the run ends with, behind which there is nothing, or on which others count cannot
    /// be passed over.
    private func offers(at entry: Entry) -> [String] {
        let endsRun =
            switch entry.step.verb {
            case .end, .fail: true
            default: false
            }
        let isLast = entry.frame == .root && engine.map.successor(of: entry.step.id) == nil
        let mayBeSkipped =
            state.undoing != nil || !isLast && !isWaitedFor(entry.step.id) && !isRead(entry)
        return [IncidentOutcome.retry] + (mayBeSkipped && !endsRun ? [IncidentOutcome.skip] : [])
            + [IncidentOutcome.fail]
    }

    /// Whether something would wait for ever for the end of a step that never ended.
    private func isWaitedFor(_ step: StepID) -> Bool {
        let event = EventPattern.stepPrefix + step.rawValue
        return engine.map.allSteps.contains { other in
            guard case .receive(let plan) = other.verb else { return false }
            return plan.within == nil && plan.pattern.events.contains(event)
        }
    }

    /// Whether something counts on a result of the step that it does not have.
    private func isRead(_ entry: Entry) -> Bool {
        guard state.results[entry.place.withoutPasses] == nil else { return false }
        return engine.map.allSteps.contains { other in
            engine.programs.reads(of: other).contains { $0.step == entry.step.id }
        }
    }

    /// The plan's own, or whoever is next above who is there and has no interest in it.
    func incidentOwner(without partial: Set<Person>) -> Person {
        var owner = state.initiator
        if let expression = engine.plan.incidentOwner,
            let people = try? people(expression, in: Scope(frame: .root)), let first = people.first
        {
            owner = first
        }
        // Who sent something from outside cannot put right what is wrong inside.
        if facts.organization.member(owner) == nil {
            owner = facts.organization.units.first { $0.parent == nil }?.head ?? owner
        }
        let line = [owner] + facts.organization.chain(above: owner)
        return line.first { !partial.contains($0) && !isAway($0) }
            ?? line.first { !partial.contains($0) } ?? owner
    }

    /// Those who have stepped out of what is open there.
    private func partial(at place: Place) -> Set<Person> {
        let acts = state.duties.values.filter { $0.opened.place.isWithin(place) }.flatMap(\.acts)
        return Set(acts.filter { $0.kind == .recuse }.flatMap { [$0.person, $0.voice] })
    }

    /// Numbered, since a step may go wrong again after somebody had it tried again.
    private func incidentPlace(_ origin: Place) -> Place {
        var number = 1
        var place = origin.appending("incident")
        while state.settled[dutyID(place)] != nil || state.duties[dutyID(place)] != nil {
            number += 1
            place = origin.appending("incident", item: number)
        }
        return place
    }

    func dutyID(_ place: Place) -> DutyID { DutyID("\(state.run)/\(place)") }
}
