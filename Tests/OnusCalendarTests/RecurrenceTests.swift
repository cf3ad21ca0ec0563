import OnusCalendar
import OnusValues
import Testing

@Suite("Times that come again")
struct RecurrenceTests {
    private static func calendar() throws -> WorkingCalendar {
        var hours = WeeklyHours()
        try hours.set("monday-friday", to: [OfficeHours(parsing: "09:00-17:00")])
        return try WorkingCalendar(
            CalendarDefinition(
                id: "plain", zone: "UTC", hours: hours,
                holidays: [CivilDate(year: 2026, month: 6, day: 1)].compactMap(\.self),
                publishedUntil: CivilDate(year: 2027, month: 12, day: 31)))
    }

    struct Case: Sendable {
        var every: String
        var day: Recurrence.Day?
        var times: [String]
    }

    @Test(
        "each is the first one after the one before",
        arguments: [
            Case(every: "1 month", day: .firstWorkday, times: ["2026-06-02", "2026-07-01"]),
            Case(every: "1 month", day: .lastWorkday, times: ["2026-05-29", "2026-06-30"]),
            Case(every: "1 month", day: .number(31), times: ["2026-05-31", "2026-06-30"]),
            Case(every: "2 months", day: nil, times: ["2026-07-01", "2026-09-01"]),
            Case(every: "1 week", day: .weekday(2), times: ["2026-05-27", "2026-06-03"]),
            Case(every: "1 week", day: .firstWorkday, times: ["2026-05-25", "2026-06-02"]),
            Case(every: "2 weeks", day: nil, times: ["2026-06-01", "2026-06-15"]),
            Case(every: "1 year", day: .last, times: ["2026-12-31", "2027-12-31"]),
            Case(every: "1 workday", day: nil, times: ["2026-05-25", "2026-05-26"]),
            Case(every: "1 day", day: nil, times: ["2026-05-24", "2026-05-25"]),
        ])
    func next(_ example: Case) throws {
        let calendar = try Self.calendar()
        let rule = Recurrence(
            every: try Period(parsing: example.every), day: example.day, secondOfDay: 9 * 3600)
        var time = try #require(Timestamp("2026-05-23T09:00:00Z"))
        for day in example.times {
            time = try calendar.next(of: rule, after: time)
            #expect(time == Timestamp("\(day)T09:00:00Z"), "\(example.every): \(time)")
        }
    }

    @Test("every few hours is every few hours")
    func hours() throws {
        let rule = Recurrence(every: try Period(parsing: "6 h"), day: nil, secondOfDay: nil)
        let time = try #require(Timestamp("2026-05-23T09:30:00Z"))
        #expect(
            try Self.calendar().next(of: rule, after: time) == Timestamp("2026-05-23T12:00:00Z"))
    }

    @Test("what never comes is an error, and never a search without end")
    func never() throws {
        let rule = Recurrence(
            every: try Period(parsing: "1000000 years"), day: nil, secondOfDay: 0)
        let time = try #require(Timestamp("2026-05-23T09:30:00Z"))
        #expect(throws: CalendarError.self) { try Self.calendar().next(of: rule, after: time) }
    }
}
