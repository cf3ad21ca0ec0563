import OnusCEL
import OnusModel
import OnusPlugin

// Scopes with a deadline of their own.
extension Decider {
    /// The duty of a phase that is about to begin.
    func duty(of phase: PhasePlan, _ entry: Entry) throws(Fault) -> EventBody {
        let scope = Scope(frame: entry.frame)
        let accountable = try onlyPerson(phase.accountable, scope)
        let place = entry.place.appending(PhasePlan.place)
        let deadline = try deadline(of: phase.clock, scope)
        let supervisor = try supervisors(phase.supervisor, of: [], accountable, scope)
        return .dutyOpened(
            DutyOpened(
                duty: dutyID(place), step: entry.step.id, place: place, pass: entry.pass,
                title: try title(of: entry), task: PhasePlan.task,
                parameters: [:],
                people: DutyPeople(
                    responsible: [], accountable: accountable, supervisor: supervisor.people),
                deadline: deadline, calendar: phase.calendar, ladder: phase.ladder,
                rungs: try rungTimes(of: phase.clock, from: facts.now, to: deadline.at),
                offered: [], digest: contentDigest([:]), content: [:], isPhase: true,
                replaced: supervisor.insteadOf))
    }

    /// The outcome of a block step whose lists are over; the duty of a phase ends with it.
    mutating func closePhase(at place: Place) -> String? {
        let id = dutyID(place.appending(PhasePlan.place))
        guard state.duties[id]?.opened.isPhase == true else { return nil }
        emit(
            .dutyClosed(
                DutyClosed(
                    duty: id, outcome: PhasePlan.done, outputs: [:],
                    because: "its steps are over", by: [])))
        return PhasePlan.done
    }

    /// A rung ended the phase: it is left with that outcome, and what is open in it is taken back.
    mutating func leavePhase(_ duty: Duty, with outcome: String) {
        let place = duty.opened.place.parent
        withdrawDuties(
            in: place, because: "the phase `\(duty.opened.step)` ended with `\(outcome)`")
        emit(.stepEnded(StepEnded(place: place, outcome: outcome, outputs: [:])))
    }
}

extension PhasePlan {
    var clock: DutyClock {
        DutyClock(due: due, calendar: calendar, ladder: ladder, stopClock: stopClock)
    }
}
