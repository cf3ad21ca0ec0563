import OnusModel
import OnusPlugin

// Ladders that climb once more.
extension Decider {
    /// Begins the ladder of a duty anew that others have in hand now: the verifiers of work that is
    /// done, or the doers of work that is returned. A ladder that is not over goes on as it was.
    ///
    /// WHY: nobody would drive them, and their silence would last for ever.
    mutating func beginLadderAnew(_ id: DutyID) {
        guard let duty = state.duties[id], duty.nextRung >= duty.rungs.count,
            duty.opened.incident == nil, let entry = openEntry(at: duty.opened.place),
            let clock = engine.map.clock(of: duty.opened.step)
        else { return }
        var counting = Counting(from: facts.now, periods: [])
        if case .period(let period) = clock.due { counting.periods = [period] }
        do throws(Fault) {
            var deadline = try deadline(of: counting, calendar: duty.opened.calendar)
            deadline.text = duty.opened.deadline.text
            emit(
                .dutyRescheduled(
                    DutyRescheduled(
                        duty: id, deadline: deadline,
                        rungs: try rungTimes(of: clock, from: facts.now, to: deadline.at),
                        reason: "its ladder was over, and begins anew for those who have it now",
                        counting: counting, isAnew: true)))
        } catch {
            raise(error, at: entry)
        }
    }
}
