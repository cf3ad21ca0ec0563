import OnusValues

/// Days as plain numbers from 1970-01-01, for arithmetic that may leave the years on its way.
enum Gregorian {
    static let secondsPerDay: Int64 = 86_400
    /// 0001-01-01 to 9999-12-31.
    static let days = CivilDate.earliest.daysSinceEpoch...CivilDate.latest.daysSinceEpoch

    /// 0 for Monday to 6 for Sunday.
    static func weekday(ofDay day: Int) -> Int {
        floorModulo(day + 3, 7)
    }

    /// The year of a day, or the nearest one that there is.
    static func year(ofDay day: Int) -> Int {
        CivilDate.earliest.advanced(by: day - days.lowerBound).year
    }

    static func floorDivide<Number: BinaryInteger>(_ one: Number, _ other: Number) -> Number {
        let quotient = one / other
        return one % other != 0 && (one < 0) != (other < 0) ? quotient - 1 : quotient
    }

    static func floorModulo<Number: BinaryInteger>(_ one: Number, _ other: Number) -> Number {
        one - floorDivide(one, other) * other
    }
}

extension CivilDate {
    init(dayNumber: Int) throws(CalendarError) {
        guard let date = CivilDate(daysSinceEpoch: dayNumber) else { throw .outOfRange }
        self = date
    }
}

extension Timestamp {
    init(inRange seconds: Int64, nanoseconds: Int32 = 0) throws(CalendarError) {
        guard let instant = Timestamp(seconds: seconds, nanoseconds: nanoseconds) else {
            throw .outOfRange
        }
        self = instant
    }
}
