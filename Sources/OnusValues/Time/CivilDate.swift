/// A day of the Gregorian calendar between the years 1 and 9999, without a time or a zone.
public struct CivilDate: Sendable, Hashable {
    private let storedYear: Int16
    private let storedMonth: Int8
    private let storedDay: Int8

    public var year: Int { Int(storedYear) }
    /// 1 to 12.
    public var month: Int { Int(storedMonth) }
    /// 1 to 31.
    public var day: Int { Int(storedDay) }

    /// Nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.init(uncheckedYear: year, month, day)
    }

    /// Nil outside the years 1 to 9999.
    public init?(daysSinceEpoch days: Int) {
        guard Self.dayRange.contains(days) else { return nil }
        self.init(uncheckedDays: days)
    }

    private init(uncheckedYear year: Int, _ month: Int, _ day: Int) {
        storedYear = Int16(truncatingIfNeeded: year)
        storedMonth = Int8(truncatingIfNeeded: month)
        storedDay = Int8(truncatingIfNeeded: day)
    }

    private static let dayRange = -719_162...2_932_896
    public static let earliest = CivilDate(uncheckedYear: 1, 1, 1)
    public static let latest = CivilDate(uncheckedYear: 9999, 12, 31)

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// INVARIANT: the month is 1 to 12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Days are counted in years that begin on the first of March, so that the leap day comes last.
extension CivilDate {
    /// Days since 1970-01-01, negative before it.
    public var daysSinceEpoch: Int {
        let shifted = month > 2 ? year : year - 1
        let (era, yearOfEra) = floorDivide(shifted, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    init(uncheckedDays days: Int) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(uncheckedYear: year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[floorDivide(daysSinceEpoch + 3, 7).rest]
    }

    /// 1 for the first of January.
    public var dayOfYear: Int {
        daysSinceEpoch - CivilDate(uncheckedYear: year, 1, 1).daysSinceEpoch + 1
    }

    /// Nil outside the years 1 to 9999.
    public func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(daysSinceEpoch: sum)
    }

    /// The same day of a later or earlier month, its last day where that month is shorter.
    public func adding(months: Int) -> CivilDate? {
        let (sum, overflow) = months.addingReportingOverflow(year * 12 + month - 1)
        guard !overflow else { return nil }
        let (year, month) = floorDivide(sum, 12)
        guard (1...9999).contains(year) else { return nil }
        let last = Self.days(inMonth: month + 1, of: year)
        return CivilDate(uncheckedYear: year, month + 1, min(day, last))
    }
}

public enum Weekday: String, Sendable, Hashable, CaseIterable, Codable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

extension CivilDate: Comparable, Strideable {
    public static func < (one: CivilDate, other: CivilDate) -> Bool {
        (one.storedYear, one.storedMonth, one.storedDay)
            < (other.storedYear, other.storedMonth, other.storedDay)
    }

    public func distance(to other: CivilDate) -> Int { other.daysSinceEpoch - daysSinceEpoch }

    /// Stops at the first and the last day there is; `adding(days:)` gives nil there.
    public func advanced(by days: Int) -> CivilDate {
        adding(days: days) ?? (days < 0 ? .earliest : .latest)
    }
}

extension CivilDate: LosslessStringConvertible {
    /// Reads `2026-09-28`.
    public init?(_ text: String) {
        var cursor = ASCIICursor(text)
        self.init(scanning: &cursor)
        guard cursor.isAtEnd else { return nil }
    }

    init?(scanning cursor: inout ASCIICursor) {
        guard let year = cursor.number(digits: 4), cursor.take(UInt8(ascii: "-")),
            let month = cursor.number(digits: 2), cursor.take(UInt8(ascii: "-")),
            let day = cursor.number(digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension Weekday {
    /// 1 for Monday to 7 for Sunday, as in ISO 8601.
    public var number: Int {
        switch self {
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        case .sunday: 7
        }
    }
}
