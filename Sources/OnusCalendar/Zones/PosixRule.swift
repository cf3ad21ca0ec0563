import OnusValues

/// The yearly rule at the end of a zoneinfo file, a POSIX TZ text such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixRule: Sendable, Hashable {
    /// Seconds east of UTC in winter.
    let standard: Int64
    let summer: Summer?

    struct Summer: Sendable, Hashable {
        var offset: Int64
        var begins: YearlyChange
        var ends: YearlyChange
    }

    /// A day of every year and a time of that day on the clock that was valid until then.
    struct YearlyChange: Sendable, Hashable {
        var day: Day
        /// Seconds from midnight; may be negative or beyond the day (up to a week).
        var time: Int64

        enum Day: Sendable, Hashable {
            /// 1 to 365, without February 29.
            case julian(Int)
            /// 0 to 365, with February 29.
            case zeroBased(Int)
            /// The `week`-th (5: the last) weekday (0: Sunday) of a month.
            case weekday(month: Int, week: Int, weekday: Int)
        }
    }

    func offset(at instant: Int64) -> Int64 {
        changes(around: instant).last { $0.start <= instant }?.offset ?? standard
    }

    /// The changes of the year of an instant and of its neighbours, in order.
    func changes(around instant: Int64) -> [ZoneTable.Stretch] {
        guard let summer else { return [] }
        let day = Gregorian.floorDivide(instant + standard, Gregorian.secondsPerDay)
        let year = Gregorian.year(ofDay: Int(day))
        var result: [ZoneTable.Stretch] = []
        for year in (year - 1)...(year + 1) {
            guard let begins = summer.begins.wall(in: year), let ends = summer.ends.wall(in: year)
            else { continue }
            result.append(.init(start: begins - standard, offset: summer.offset))
            result.append(.init(start: ends - summer.offset, offset: standard))
        }
        // WHY: summer wins a tie, for zones that are always in it: it ends as it begins again.
        return result.sorted {
            ($0.start, $0.offset == standard ? 0 : 1) < ($1.start, $1.offset == standard ? 0 : 1)
        }
    }
}

extension PosixRule.YearlyChange {
    /// Seconds on the clock face since 1970-01-01T00:00; nil outside the years 1 to 9999.
    func wall(in year: Int) -> Int64? {
        dayNumber(in: year).map { Int64($0) * Gregorian.secondsPerDay + time }
    }

    private func dayNumber(in year: Int) -> Int? {
        guard let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch else {
            return nil
        }
        switch day {
        case .julian(let number):
            let afterFebruary = number >= 60 && CivilDate.isLeap(year)
            return newYear + number - (afterFebruary ? 0 : 1)
        case .zeroBased(let number):
            return newYear + number
        case .weekday(let month, let week, let weekday):
            guard let first = CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch else {
                return nil
            }
            let sundayBased = (Gregorian.weekday(ofDay: first) + 1) % 7
            let day = Gregorian.floorModulo(weekday - sundayBased, 7) + (week - 1) * 7
            return first + (day < CivilDate.days(inMonth: month, of: year) ? day : day - 7)
        }
    }
}
