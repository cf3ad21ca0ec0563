/// What a clock on the wall shows, from 00:00 on, without a zone.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    public let secondOfDay: Int
    /// 0 to 999,999,999.
    public let nanosecond: Int

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }

    /// Nil when no clock shows it; 24:00 is none either.
    public init?(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        self.init(unchecked: hour * 3600 + minute * 60 + second, nanosecond: nanosecond)
    }

    init(unchecked secondOfDay: Int, nanosecond: Int) {
        self.secondOfDay = secondOfDay
        self.nanosecond = nanosecond
    }

    public static let midnight = TimeOfDay(unchecked: 0, nanosecond: 0)

    public static func < (one: TimeOfDay, other: TimeOfDay) -> Bool {
        (one.secondOfDay, one.nanosecond) < (other.secondOfDay, other.nanosecond)
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Reads `09:00`, `09:00:30` and `09:00:30.25`.
    public init?(_ text: String) {
        var cursor = ASCIICursor(text)
        self.init(scanning: &cursor, secondsNeeded: false)
        guard cursor.isAtEnd else { return nil }
    }

    init?(scanning cursor: inout ASCIICursor, secondsNeeded: Bool) {
        guard let hour = cursor.number(digits: 2), cursor.take(UInt8(ascii: ":")),
            let minute = cursor.number(digits: 2)
        else { return nil }
        guard cursor.take(UInt8(ascii: ":")) else {
            if secondsNeeded { return nil }
            self.init(hour: hour, minute: minute)
            return
        }
        guard let second = cursor.number(digits: 2) else { return nil }
        var nanosecond = 0
        if cursor.take(UInt8(ascii: ".")) {
            guard let fraction = cursor.fraction(places: 9) else { return nil }
            nanosecond = fraction
        }
        self.init(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }

    /// `09:00`, with seconds only where there are some.
    public var description: String {
        second == 0 && nanosecond == 0
            ? "\(padded(hour, 2)):\(padded(minute, 2))" : descriptionWithSeconds
    }

    var descriptionWithSeconds: String {
        let whole = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        return whole + fractionText(nanosecond, places: 9)
    }
}

/// A date and a time of day without a zone, such as `2026-09-28T09:00`.
public struct CivilDateTime: Sendable, Hashable, Comparable {
    public var date: CivilDate
    public var time: TimeOfDay

    public init(_ date: CivilDate, _ time: TimeOfDay = .midnight) {
        self.date = date
        self.time = time
    }

    /// What a clock shows that is `offset` seconds ahead of UTC; nil outside the years 1 to 9999.
    public init?(_ instant: Timestamp, offset: Int) {
        guard let moved = instant.adding(.seconds(offset)) else { return nil }
        let (date, time) = moved.utc
        self.init(date, time)
    }

    /// The instant at which a clock that is `offset` seconds ahead of UTC shows it.
    public func instant(offset: Int) -> Timestamp? {
        Timestamp(
            seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay),
            nanoseconds: Int32(time.nanosecond)
        )?.subtracting(.seconds(offset))
    }

    public static func < (one: CivilDateTime, other: CivilDateTime) -> Bool {
        (one.date, one.time) < (other.date, other.time)
    }
}

extension CivilDateTime: LosslessStringConvertible {
    /// Reads `2026-09-28T09:00`, with seconds or without.
    public init?(_ text: String) {
        var cursor = ASCIICursor(text)
        guard let date = CivilDate(scanning: &cursor), cursor.take(UInt8(ascii: "T")),
            let time = TimeOfDay(scanning: &cursor, secondsNeeded: false), cursor.isAtEnd
        else { return nil }
        self.init(date, time)
    }

    public var description: String { "\(date)T\(time)" }
}

/// `.25` for 250,000,000 of nine places, nothing for 0.
func fractionText(_ value: Int, places: Int) -> String {
    guard value > 0 else { return "" }
    var digits = padded(value, places)
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
}
