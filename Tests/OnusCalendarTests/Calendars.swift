import OnusCalendar
import OnusValues
import Testing

/// Calendars to test with, and short ways to write dates and instants.
enum Calendars {
    /// The shipped calendar, read line by line: a list entry holds dates and perhaps a comment.
    static func china() throws -> WorkingCalendar {
        var lists: [String: [CivilDate]] = [:]
        var list = ""
        for line in try Files.text("Workflows/calendars/cn.yaml").split(separator: "\n") {
            let content = line.split(separator: "#", omittingEmptySubsequences: false)[0]
            if content.hasPrefix("  - ") {
                lists[list, default: []] += try DateSpan(parsing: String(content.dropFirst(4)))
                    .dates
            } else if let colon = content.firstIndex(of: ":") {
                list = String(content[..<colon])
            }
        }
        return try china(holidays: lists["holidays"] ?? [], worked: lists["worked"] ?? [])
    }

    static func china(
        holidays: [CivilDate] = [], worked: [CivilDate] = [], days: DayCounting = DayCounting()
    ) throws -> WorkingCalendar {
        try WorkingCalendar(
            CalendarDefinition(
                id: "cn", zone: "Asia/Shanghai", hours: office(), holidays: holidays,
                worked: worked, publishedUntil: date("2026-12-31"), days: days))
    }

    /// The shipped calendar with days counted in another way.
    static func china(_ days: DayCounting) throws -> WorkingCalendar {
        let shipped = try china().definition
        return try china(holidays: shipped.holidays, worked: shipped.worked, days: days)
    }

    /// A calendar without holidays.
    static func plain(
        zone: String, hours: WeeklyHours? = nil, days: DayCounting = DayCounting()
    ) throws -> WorkingCalendar {
        try WorkingCalendar(
            CalendarDefinition(id: "plain", zone: zone, hours: hours ?? office(), days: days))
    }

    static func office() throws -> WeeklyHours {
        try WeeklyHours(mondayToFriday: [
            OfficeHours(parsing: "09:00-12:00"), OfficeHours(parsing: "13:30-17:30"),
        ])
    }

    static func roundTheClock() throws -> WeeklyHours {
        var hours = WeeklyHours()
        try hours.set("monday-sunday", to: [OfficeHours(parsing: "00:00-24:00")])
        return hours
    }
}

func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

func period(_ text: String) throws -> Period { try Period(parsing: text) }

/// `2026-09-28 09:00` or `2026-09-28 09:00:30` on the wall of a zone.
func instant(_ text: String, _ zone: Zone) throws -> Timestamp {
    let parts = text.split(separator: " ")
    try #require(parts.count == 2)
    let time = try #require(TimeOfDay(String(parts[1])))
    return try zone.instant(of: CivilDateTime(date(String(parts[0])), time))
}

/// An instant as a wall shows it, always with seconds: `2026-09-28 09:00:00`.
func shown(_ instant: Timestamp, _ zone: Zone) throws -> String {
    let local = try zone.local(at: instant)
    return "\(local.date) \(local.time)" + (local.time.second == 0 ? ":00" : "")
}
