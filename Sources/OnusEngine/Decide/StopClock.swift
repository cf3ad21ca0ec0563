import OnusCalendar
import OnusModel
import OnusPlugin

// Clocks of duties that stand still while certain steps are open.
extension Decider {
    /// Stops or starts the first clock that has to be; false when there is none.
    mutating func turnClock() -> Bool {
        guard engine.map.stopsClocks else { return false }
        for (id, duty) in state.duties.sorted(by: { $0.key < $1.key }) {
            guard duty.opened.incident == nil, let clock = engine.map.clock(of: duty.opened.step)
            else { continue }
            switch (duty.stopped, standstill(of: duty, clock)) {
            case (nil, let (place, basis)?):
                emit(.clockStopped(ClockStopped(duty: id, during: place, basis: basis)))
            case (let stopped?, nil): start(duty, clock, since: stopped)
            default: continue
            }
            return true
        }
        return false
    }

    /// During what the clock of a duty stands still now, and why: by its own rule, or as long as
    /// another branch has its turn and nobody may do it.
    private func standstill(of duty: Duty, _ clock: DutyClock) -> (during: Place, basis: String)? {
        let place = duty.opened.place
        if let rule = clock.stopClock, let open = openStep(rule.during, beside: place) {
            return (open, rule.basis)
        }
        return branchAhead(of: place).map { ($0, "one_at_a_time") }
    }

    /// The first of these steps that is open, in the same item and pass of what is around both.
    private func openStep(_ steps: [StepID], beside place: Place) -> Place? {
        state.activations.filter { other, activation in
            steps.contains(activation.step) && other.isBeside(place)
        }.keys.min()
    }

    private mutating func start(_ duty: Duty, _ clock: DutyClock, since stopped: StoppedClock) {
        do throws(Fault) {
            emit(.clockStarted(try started(duty, clock, stopped)))
        } catch {
            let place = duty.opened.place
            let entry = openEntry(at: duty.opened.isPhase == true ? place.parent : place)
            if let entry { raise(error, at: entry) }
        }
    }

    private func started(
        _ duty: Duty, _ clock: DutyClock, _ stopped: StoppedClock
    ) throws(Fault) -> ClockStarted {
        guard let calendar = facts.calendar(duty.opened.calendar) else {
            throw Fault("calendar", "there is no calendar to count in")
        }
        let standstill = Standstill(
            calendar: calendar, from: stopped.since, to: facts.now,
            unit: counting(of: duty, clock.due).unit)
        do {
            let counting = try standstill.counting(
                until: duty.deadline.at, exactly: duty.counting?.exact)
            var deadline = try self.deadline(of: counting, calendar: duty.opened.calendar)
            deadline.text = duty.deadline.text
            return ClockStarted(
                duty: duty.opened.duty, deadline: deadline,
                rungs: try rungs(of: duty, until: deadline.at, calendar) {
                    time throws(CalendarError) in try standstill.moved(time)
                },
                counting: counting, repeatAt: try stopped.repeatAt.map(standstill.moved))
        } catch let error as Fault {
            throw error
        } catch {
            throw Fault("calendar", "\(error)")
        }
    }

    /// When the rungs fire that have not fired, now that a duty is due at another time.
    func rungs(
        of duty: Duty, _ clock: DutyClock, until due: Timestamp
    ) throws(Fault) -> [Timestamp] {
        guard duty.stoodStill == true, let calendar = facts.calendar(duty.opened.calendar) else {
            return try rungTimes(of: clock, from: duty.openedAt, to: due)
        }
        do throws(CalendarError) {
            // WHY: a share of a time in which the clock stood still means nothing.
            return try rungs(of: duty, until: due, calendar) { $0 }
        } catch {
            throw Fault("calendar", error.message)
        }
    }

    /// Those that have fired stay; those that count from the deadline do so again.
    private func rungs(
        of duty: Duty, until due: Timestamp, _ calendar: WorkingCalendar,
        share: (Timestamp) throws(CalendarError) -> Timestamp
    ) throws(CalendarError) -> [Timestamp] {
        let ladder = engine.plan.ladders[duty.opened.ladder]?.rungs ?? []
        var times: [Timestamp] = []
        for (index, old) in duty.rungs.enumerated() {
            guard index >= duty.nextRung, ladder.indices.contains(index) else {
                times.append(old)
                continue
            }
            let time =
                switch ladder[index].at {
                case .due: due
                case .after(let period): try calendar.deadline(from: due, period: period).at
                case .percent: min(try share(old), due)
                }
            times.append(max(time, times.last ?? time))
        }
        return times
    }
}

/// The time that a clock stood still.
private struct Standstill {
    let calendar: WorkingCalendar
    let from: Timestamp
    let to: Timestamp
    /// By which the deadline counts; nil for one that is an instant.
    let unit: Period.Unit?

    private var isWorkingTime: Bool { unit == .workday || unit == .workhour }

    func moved(_ time: Timestamp) throws(CalendarError) -> Timestamp {
        try calendar.moved(
            time, byStandstillFrom: from, to: to, inWorkingTime: isWorkingTime)
    }

    /// As much time is left to a deadline as there was: the working time where it counts working
    /// time, else the time on the clock, from where days go on to the hour at which they end.
    ///
    /// - Parameter exact: when it would be over if days did not go on to their hour.
    func counting(
        until due: Timestamp, exactly exact: Timestamp?
    ) throws(CalendarError) -> Counting {
        if isWorkingTime, due > from {
            let left = calendar.worktime(from: from, to: due)
            if left > 0 { return Counting(from: to, periods: [], worktime: left) }
        }
        // WHY: else every standstill would give the rest of a day.
        let left = exact.flatMap { $0 > from ? $0 : nil } ?? due
        let end = try moved(left)
        // What it counted by is kept for the next time that it stands still.
        var counting = Counting(
            from: end == left ? due : end,
            periods: [unit.flatMap { Period(0, $0) }].compactMap(\.self))
        counting.exact = exact
        if end != left, let unit, unit.isOfCalendar {
            counting.exact = end
            counting.from = try calendar.closing(onOrAfter: end, as: due)
        }
        return counting
    }
}

extension Period.Unit {
    fileprivate var isOfCalendar: Bool {
        switch self {
        case .day, .week, .month, .year: true
        case .second, .minute, .hour, .workhour, .workday: false
        }
    }
}

/// What the clock of a duty goes by.
struct DutyClock {
    let due: DueDate
    let calendar: String?
    let ladder: String
    let stopClock: StopClock?
}

extension DutyPlan {
    var clock: DutyClock {
        DutyClock(due: due, calendar: calendar, ladder: ladder, stopClock: stopClock)
    }
}

extension PlanMap {
    func clock(of step: StepID) -> DutyClock? {
        switch self.step(step)?.verb {
        case .duty(let plan): plan.clock
        case .scope(let plan): plan.phase?.clock
        default: nil
        }
    }
}
