import OnusValues

/// The last instant at which something is in time.
package struct Deadline: Sendable, Hashable {
    package let at: Timestamp
    /// It depends on days whose holidays are not published yet; compute it again when they are.
    package let provisional: Bool

    package init(at: Timestamp, provisional: Bool) {
        self.at = at
        self.provisional = provisional
    }
}

extension WorkingCalendar {
    /// When a period that begins at `start` is over.
    ///
    /// - workdays end at the close of the n-th working day strictly after the start, or at the same
    ///   time of that day where the calendar says `end: same time`;
    /// - workhours, hours, minutes and seconds end at the instant;
    /// - days, weeks, months and years end as the calendar's `days:` say.
    ///
    /// A period of 0 is over at its start, and no deadline lies before its start.
    package func deadline(
        from start: Timestamp, period: Period
    ) throws(CalendarError) -> Deadline {
        if period.isZero { return Deadline(at: start, provisional: false) }
        switch period.unit {
        case .second, .minute, .hour:
            return Deadline(at: try adding(period, to: start), provisional: false)
        case .workhour:
            let at = try adding(period, to: start)
            return Deadline(at: at, provisional: isUnpublished(zone.day(of: at.seconds)))
        case .workday:
            let day = try addWorkdays(period.amount, toDay: zone.day(of: start.seconds))
            return Deadline(at: try end(of: day, from: start), provisional: isUnpublished(day))
        case .day, .week, .month, .year:
            return try calendarDeadline(from: start, period: period)
        }
    }

    private func calendarDeadline(
        from start: Timestamp, period: Period
    ) throws(CalendarError) -> Deadline {
        let last = try lastDay(of: period, from: zone.day(of: start.seconds))
        let day = counting.holiday == .nextWorkday ? workday(onOrAfter: last) : last
        let consultsCalendar = counting.holiday == .nextWorkday || counting.end == .closeOfBusiness
        let at =
            counting.end == .endOfDay
            ? try endOfCalendarDay(day, from: start) : try end(of: day, from: start)
        return Deadline(at: at, provisional: consultsCalendar && isUnpublished(day))
    }

    /// The last day of a period in days, weeks, months or years before any holiday moves it.
    private func lastDay(of period: Period, from day: Int) throws(CalendarError) -> Int {
        let step = try moved(day, by: period, times: 1)
        // WHY: a month that lacks the day already ended with its last one, which is before it.
        let countsStart = counting.first == .sameDay && !step.isClamped
        return countsStart ? step.day - 1 : step.day
    }

    /// The hour of a working day at which a duration ends.
    func end(of day: Int, from start: Timestamp) throws(CalendarError) -> Timestamp {
        if counting.end == .sameTime { return try sameTime(as: start, onDay: day) }
        guard let closes = hours(onDay: day).last?.closes else {
            return try endOfCalendarDay(day, from: start)
        }
        if closes == Int(Gregorian.secondsPerDay) { return try endOfCalendarDay(day, from: start) }
        let wall = Int64(day) * Gregorian.secondsPerDay + Int64(closes)
        return max(start, try Timestamp(inRange: zone.instant(wall: wall)))
    }

    /// WHY a second before midnight: midnight belongs to the next day, and whatever is counted from
    /// this deadline, such as `due + 2 workdays`, would begin a day late.
    func endOfCalendarDay(
        _ day: Int, from start: Timestamp
    ) throws(CalendarError) -> Timestamp {
        max(start, try Timestamp(inRange: zone.midnight(of: day + 1) - 1))
    }
}
