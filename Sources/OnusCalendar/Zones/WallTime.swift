import OnusValues

extension Zone {
    /// The first instant at which the wall shows this; in a gap, the next valid instant.
    package func instant(of local: CivilDateTime) throws(CalendarError) -> Timestamp {
        let midnight = Int64(local.date.daysSinceEpoch) * Gregorian.secondsPerDay
        let wall = midnight + Int64(local.time.secondOfDay)
        let instant = instant(wall: wall)
        // WHY: after a gap the clock begins with a whole second.
        let wasSkipped = self.wall(at: instant) != wall
        return try Timestamp(
            inRange: instant, nanoseconds: wasSkipped ? 0 : Int32(local.time.nanosecond))
    }

    /// What the wall shows at an instant.
    package func local(at instant: Timestamp) throws(CalendarError) -> CivilDateTime {
        guard let local = CivilDateTime(instant, offset: offset(at: instant)) else {
            throw .outOfRange
        }
        return local
    }
}
