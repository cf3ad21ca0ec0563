import OnusValues

// Working time is counted on the clock face: office hours from 09:00 to 12:00 are three hours on
// every day. Where the clock jumps within them, the hour that is skipped counts as passed, and the
// hour that comes twice counts once; so the count never runs backwards.
extension WorkingCalendar {
    /// The working time, in seconds, between two instants; negative when `end` comes first.
    package func worktime(from start: Timestamp, to end: Timestamp) -> Int {
        worktime(before: end.seconds) - worktime(before: start.seconds)
    }

    /// The seconds of working time up to an instant; only differences of two mean something.
    func worktime(before instant: Int64) -> Int {
        let day = zone.day(of: instant)
        return hours(onDay: day).reduce(worktime.through(day - 1)) { sum, hours in
            let opens = zone.instant(wall: wall(day, hours.opens))
            if instant >= zone.instant(wall: wall(day, hours.closes)) { return sum + hours.length }
            return sum + min(max(Int(instant - opens), 0), hours.length)
        }
    }

    func addingWorktime(
        _ seconds: Int, to start: Timestamp
    ) throws(CalendarError) -> Timestamp {
        try Timestamp(inRange: instant(afterWorktime: worktime(before: start.seconds) + seconds))
    }

    /// The first instant before which this much working time has passed.
    func instant(afterWorktime total: Int) throws(CalendarError) -> Int64 {
        let day = worktime.firstDay(reaching: total)
        guard Gregorian.days.contains(day) else { throw .outOfRange }
        var rest = total - worktime.through(day - 1)
        for hours in hours(onDay: day) {
            if rest <= hours.length {
                let closes = zone.instant(wall: wall(day, hours.closes))
                return min(zone.instant(wall: wall(day, hours.opens)) + Int64(rest), closes)
            }
            rest -= hours.length
        }
        return zone.midnight(of: day + 1)
    }

    private func wall(_ day: Int, _ second: Int) -> Int64 {
        Int64(day) * Gregorian.secondsPerDay + Int64(second)
    }
}
