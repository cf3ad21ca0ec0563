import OnusValues

// What the expression functions `workdays`, `add_workdays` and `date` mean; `t + period('…')` is
// `adding(_:to:)`.
extension WorkingCalendar {
    /// `workdays(a, b)`: how many working days lie after the day of `a`, up to and with that of `b`.
    package func workdays(from start: Timestamp, to end: Timestamp) -> Int {
        workdays(fromDay: zone.day(of: start.seconds), toDay: zone.day(of: end.seconds))
    }

    /// `add_workdays(t, n)`: the same time of the n-th working day after, or before when negative.
    package func addWorkdays(
        _ count: Int, to instant: Timestamp
    ) throws(CalendarError) -> Timestamp {
        guard count != 0 else { return instant }
        let day = try addWorkdays(count, toDay: zone.day(of: instant.seconds))
        return try sameTime(as: instant, onDay: day)
    }

    /// `date('2026-12-31')`: the first instant of a day in the calendar's zone.
    package func midnight(ofDate text: String) throws(CalendarError) -> Timestamp {
        try midnight(of: CivilDate(written: text))
    }

    package func midnight(of date: CivilDate) throws(CalendarError) -> Timestamp {
        try Timestamp(inRange: zone.midnight(of: date.daysSinceEpoch))
    }

    /// The day that the calendar on the wall shows at an instant.
    package func date(of instant: Timestamp) throws(CalendarError) -> CivilDate {
        try CivilDate(dayNumber: zone.day(of: instant.seconds))
    }
}

extension CivilDate {
    /// The day that an author wrote.
    package init(written text: String) throws(CalendarError) {
        guard let date = CivilDate(text) else {
            throw CalendarError("`\(text.prefix(60))` is not a date", help: "write `2026-12-31`")
        }
        self = date
    }
}
