import OnusValues

// A clock that stood still: what was left of a deadline when it stopped is left again when it goes on.
extension WorkingCalendar {
    /// What is left of a deadline, in whole days of its kind; nil where the time itself counts, or
    /// none is left.
    package func remaining(
        of due: Timestamp, counting unit: Period.Unit?, at stop: Timestamp
    ) -> Period? {
        guard due > stop else { return nil }
        let (first, last) = (zone.day(of: stop.seconds), zone.day(of: due.seconds))
        switch unit {
        case .workday:
            return Period(workdays(fromDay: first, toDay: last), .workday).flatMap(\.unlessZero)
        case .day, .week, .month, .year:
            let days = last - first + (counting.first == .sameDay ? 1 : 0)
            return Period(days, .day).flatMap(\.unlessZero)
        case .second, .minute, .hour, .workhour, nil: return nil
        }
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
}

extension Period {
    fileprivate var unlessZero: Period? { isZero ? nil : self }
}
