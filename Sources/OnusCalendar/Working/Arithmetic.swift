import OnusValues

extension WorkingCalendar {
    /// The instant some periods later by the clock and the calendar on the wall.
    ///
    /// Unlike a deadline it keeps the time of day and moves for no holiday: a month after January 31
    /// is the last day of February, a workday later is the same time of the next working day.
    /// All `times` are counted at once from `start`, so that two months after January 31 are March 31.
    package func adding(
        _ period: Period, times: Int = 1, to start: Timestamp
    ) throws(CalendarError) -> Timestamp {
        let (total, overflow) = period.amount.multipliedReportingOverflow(by: times)
        // No unit is shorter than a second, and the years 1 to 9999 have fewer than this.
        guard !overflow, total.magnitude < 400_000_000_000 else { throw .outOfRange }
        if total == 0 { return start }
        if let length = period.unit.seconds {
            return try Timestamp(
                inRange: start.seconds + length * Int64(total), nanoseconds: start.nanoseconds)
        }
        let day = zone.day(of: start.seconds)
        switch period.unit {
        case .workhour:
            return try addingWorktime(total * 3600, to: start)
        case .workday:
            return try sameTime(as: start, onDay: addWorkdays(total, toDay: day))
        default:
            return try sameTime(as: start, onDay: moved(day, by: period, times: times).day)
        }
    }

    /// A day moved by days, weeks, months or years; `isClamped` when its month was too short.
    func moved(
        _ day: Int, by period: Period, times: Int
    ) throws(CalendarError) -> (day: Int, isClamped: Bool) {
        let total = period.amount * times
        var result = (day: day, isClamped: false)
        switch period.unit {
        case .week: result.day += 7 * total
        case .month: result = try Self.addMonths(total, to: day)
        case .year: result = try Self.addMonths(12 * total, to: day)
        default: result.day += total
        }
        guard Gregorian.days.contains(result.day) else { throw .outOfRange }
        return result
    }

    private static func addMonths(
        _ count: Int, to day: Int
    ) throws(CalendarError) -> (day: Int, isClamped: Bool) {
        let date = try CivilDate(dayNumber: day)
        guard let moved = date.adding(months: count) else { throw .outOfRange }
        return (moved.daysSinceEpoch, date.day > moved.day)
    }

    func sameTime(as start: Timestamp, onDay day: Int) throws(CalendarError) -> Timestamp {
        let timeOfDay = Gregorian.floorModulo(
            zone.wall(at: start.seconds), Gregorian.secondsPerDay)
        let wall = Int64(day) * Gregorian.secondsPerDay + timeOfDay
        return try Timestamp(inRange: zone.instant(wall: wall), nanoseconds: start.nanoseconds)
    }
}
