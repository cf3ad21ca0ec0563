import OnusModel
import OnusPlugin

// The clocks of duties: more time, and standing still.
extension RunState {
    mutating func requested(_ event: ExtensionRequested, at time: Timestamp) {
        var extensions = duties[event.duty]?.extensions ?? Extensions()
        extensions.asked = event
        extensions.askedAt = time
        extensions.requests = event.number
        duties[event.duty]?.extensions = extensions
    }

    mutating func answered(_ event: ExtensionAnswered) {
        if let duty = duties[event.duty]?.opened, let people = event.by {
            note(people, in: duty.step, at: duty.place)
        }
        duties[event.duty]?.extensions?.asked = nil
        duties[event.duty]?.extensions?.answer =
            event.period == nil ? Extensions.refused : Extensions.granted
        guard let period = event.period else { return }
        duties[event.duty]?.extensions?.granted.append(period)
    }

    mutating func rescheduled(_ event: DutyRescheduled) {
        guard var duty = duties[event.duty] else { return }
        duty.deadline = event.deadline
        duty.rungs = event.rungs
        duty.counting = event.counting
        if event.isAnew == true {
            (duty.nextRung, duty.repetition, duty.mark) = (0, 0, nil)
            duty.ascent = (duty.ascent ?? 1) + 1
        }
        duties[event.duty] = duty
        setTimers(of: duty, repeatAt: timers[.rung(event.duty)])
    }

    /// Nothing is due by itself any more until the clock goes on.
    mutating func stopped(_ event: ClockStopped, at time: Timestamp) {
        guard var duty = duties[event.duty] else { return }
        let timer = timers.removeValue(forKey: .rung(event.duty))
        timers.removeValue(forKey: .deemed(event.duty))
        duty.stopped = StoppedClock(
            since: time, during: event.during, repeatAt: duty.repetition > 0 ? timer : nil)
        duties[event.duty] = duty
    }

    mutating func started(_ event: ClockStarted) {
        guard var duty = duties[event.duty] else { return }
        duty.stopped = nil
        duty.stoodStill = true
        duty.deadline = event.deadline
        duty.rungs = event.rungs
        duty.counting = event.counting
        duties[event.duty] = duty
        setTimers(of: duty, repeatAt: event.repeatAt)
    }

    /// - Parameter repeatAt: when a rung fires again that is being repeated.
    private mutating func setTimers(of duty: Duty, repeatAt: Timestamp?) {
        guard duty.stopped == nil else { return }
        let id = duty.opened.duty
        if duty.opened.deemed != nil { timers[.deemed(id)] = duty.deadline.at }
        let next = duty.nextRung < duty.rungs.count ? duty.rungs[duty.nextRung] : nil
        timers[.rung(id)] = duty.repetition > 0 ? repeatAt : next
    }
}
