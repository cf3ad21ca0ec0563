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

    /// The same time on the next working day, where the calendar's `days:` move what ends on a
    /// holiday.
    package func pastHoliday(_ time: Timestamp) throws(CalendarError) -> Timestamp {
        let day = zone.day(of: time.seconds)
        let next = counting.holiday == .nextWorkday ? workday(onOrAfter: day) : day
        return next == day ? time : try sameTime(as: time, onDay: next)
    }
}
