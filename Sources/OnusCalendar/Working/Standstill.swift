import OnusValues

// A clock that stood still: what was left of a deadline when it stopped is left again when it goes on.
extension WorkingCalendar {
    /// When as much working time, in seconds, has passed since `start`.
    package func deadline(
        from start: Timestamp, worktime seconds: Int
    ) throws(CalendarError) -> Deadline {
        let at = try addingWorktime(seconds, to: start)
        return Deadline(at: at, provisional: isUnpublished(zone.day(of: at.seconds)))
    }

    /// An instant moved by a standstill: as much time lies between it and the end as lay between
    /// the beginning and it.
    package func moved(
        _ time: Timestamp, byStandstillFrom stop: Timestamp, to end: Timestamp,
        inWorkingTime: Bool
    ) throws(CalendarError) -> Timestamp {
        guard time > stop else { return time }
        if inWorkingTime {
            let left = worktime(from: stop, to: time)
            if left > 0 { return try addingWorktime(left, to: end) }
        }
        return try Timestamp(
            inRange: end.seconds + time.seconds - stop.seconds, nanoseconds: time.nanoseconds)
    }

    /// The first moment, not before `time`, at which a duration in days may end: on a day and at an
    /// hour of which the calendar's `days:` say so.
    ///
    /// - Parameter old: when it would have ended, whose hour counts where it ends at the same time.
    package func closing(
        onOrAfter time: Timestamp, as old: Timestamp
    ) throws(CalendarError) -> Timestamp {
        let today = zone.day(of: time.seconds)
        for day in [today, today + 1] {
            let last = counting.holiday == .nextWorkday ? workday(onOrAfter: day) : day
            let end =
                switch counting.end {
                case .sameTime: try sameTime(as: old, onDay: last)
                case .endOfDay: try endOfCalendarDay(last, from: .distantPast)
                case .closeOfBusiness: try end(of: last, from: .distantPast)
                }
            if end >= time { return end }
        }
        return time
    }
}
