extension Timestamp: LosslessStringConvertible {
    /// Reads RFC 3339 such as `2026-09-28T09:00:00.5+08:00`; the offset may not be left out.
    public init?(_ text: String) {
        var cursor = ASCIICursor(text)
        guard let date = CivilDate(scanning: &cursor), cursor.take(UInt8(ascii: "T")),
            let time = TimeOfDay(scanning: &cursor, secondsNeeded: true),
            let offset = Self.offset(scanning: &cursor), cursor.isAtEnd
        else { return nil }
        self.init(
            seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay - offset),
            nanoseconds: Int32(time.nanosecond))
    }

    private static func offset(scanning cursor: inout ASCIICursor) -> Int? {
        if cursor.take(UInt8(ascii: "Z")) { return 0 }
        let west = cursor.take(UInt8(ascii: "-"))
        guard west || cursor.take(UInt8(ascii: "+")),
            let hours = cursor.number(digits: 2), hours < 24, cursor.take(UInt8(ascii: ":")),
            let minutes = cursor.number(digits: 2), minutes < 60
        else { return nil }
        return (west ? -60 : 60) * (hours * 60 + minutes)
    }

    /// RFC 3339 in UTC, with as many digits behind the seconds as there are: `2026-09-28T01:00:00Z`.
    public var description: String {
        let (date, time) = utc
        return date.description + "T" + time.descriptionWithSeconds + "Z"
    }

    /// RFC 3339 in UTC with six digits behind the seconds, the form of everything printed as JSON.
    public var rfc3339Microseconds: String {
        let (date, time) = utc
        let second = TimeOfDay(unchecked: time.secondOfDay, nanosecond: 0)
        return "\(date)T\(second.descriptionWithSeconds).\(padded(time.nanosecond / 1000, 6))Z"
    }

    /// The date and the time that a clock in UTC shows.
    public var utc: (date: CivilDate, time: TimeOfDay) {
        let (days, second) = floorDivide(Int(seconds), 86_400)
        return (
            CivilDate(uncheckedDays: days),
            TimeOfDay(unchecked: second, nanosecond: Int(nanoseconds))
        )
    }
}
