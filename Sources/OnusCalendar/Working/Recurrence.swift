import OnusValues

/// Times that come again and again on the calendar, such as the first workday of every month at 09:00.
///
/// They hang on the calendar alone and not on when somebody began to count: every second month means
/// January, March and so on; every second week begins with the same week everywhere.
package struct Recurrence: Sendable, Hashable, Codable {
    package var every: Period
    /// Which day of a week, a month or a year; nil is its first.
    package var day: Day?
    /// Seconds after midnight; nil for what comes every few hours, minutes or seconds.
    package var secondOfDay: Int?

    package enum Day: Sendable, Hashable, Codable {
        case first, last, firstWorkday, lastWorkday
        /// The last one where the month has no such day.
        case number(Int)
        /// 0 for Monday.
        case weekday(Int)
    }

    package init(every: Period, day: Day?, secondOfDay: Int?) {
        self.every = every
        self.day = day
        self.secondOfDay = secondOfDay
    }
}

extension WorkingCalendar {
    /// How many weeks, months or days are looked through for the next time.
    private static let farthest = 4_000

    /// The first of these times after an instant.
    package func next(
        of recurrence: Recurrence, after time: Timestamp
    ) throws(CalendarError) -> Timestamp {
        if let length = recurrence.every.seconds, length > 0 {
            let next = (Gregorian.floorDivide(time.seconds, length) + 1) * length
            return try Timestamp(inRange: next)
        }
        var block = try block(of: recurrence.every, around: zone.day(of: time.seconds))
        for _ in 0..<Self.farthest {
            if let day = day(of: recurrence, in: block) {
                let wall = Int64(day) * Gregorian.secondsPerDay + Int64(recurrence.secondOfDay ?? 0)
                let instant = try Timestamp(inRange: zone.instant(wall: wall))
                if instant > time { return instant }
            }
            block = try self.block(of: recurrence.every, around: block.upperBound + 1)
        }
        throw CalendarError("there is no next time of every `\(recurrence.every)`")
    }

    /// The day, week, month or year around a day.
    private func block(
        of period: Period, around day: Int
    ) throws(CalendarError) -> ClosedRange<Int> {
        guard Gregorian.days.contains(day) else { throw .outOfRange }
        let date = try CivilDate(dayNumber: day)
        switch period.unit {
        case .week:
            let monday = day - Gregorian.weekday(ofDay: day)
            return monday...(monday + 6)
        case .month:
            let first = day - date.day + 1
            return first...(try moved(first, by: period.one, times: 1).day - 1)
        case .year:
            guard let first = CivilDate(year: date.year, month: 1, day: 1),
                let last = CivilDate(year: date.year, month: 12, day: 31)
            else { throw .outOfRange }
            return first.daysSinceEpoch...last.daysSinceEpoch
        default: return day...day
        }
    }

    /// The day that is meant in a block; nil when none is, or when it is not the block's turn.
    private func day(of recurrence: Recurrence, in block: ClosedRange<Int>) -> Int? {
        let first = block.lowerBound
        guard isTurn(of: recurrence.every, first) else { return nil }
        switch recurrence.day {
        case nil, .first: return first
        case .last: return block.upperBound
        case .firstWorkday: return block.first(where: isWorked)
        case .lastWorkday: return block.last(where: isWorked)
        case .number(let number): return min(first + max(number, 1) - 1, block.upperBound)
        case .weekday(let weekday):
            return block.first { Gregorian.weekday(ofDay: $0) == weekday }
        }
    }

    private func isWorked(_ day: Int) -> Bool { !hours(onDay: day).isEmpty }

    /// Whether a day, week, month or year is one of every few.
    private func isTurn(of period: Period, _ first: Int) -> Bool {
        let count = max(period.amount, 1)
        switch period.unit {
        case .workday:
            return isWorked(first) && Gregorian.floorModulo(workdays.through(first), count) == 0
        case .week: return Gregorian.floorModulo(Gregorian.floorDivide(first + 3, 7), count) == 0
        case .month:
            guard let date = CivilDate(daysSinceEpoch: first) else { return false }
            return (date.year * 12 + date.month - 1) % count == 0
        case .year: return Gregorian.year(ofDay: first) % count == 0
        default: return Gregorian.floorModulo(first, count) == 0
        }
    }
}

extension Period {
    /// One of its unit.
    fileprivate var one: Period { Period(1, unit) ?? self }
}
