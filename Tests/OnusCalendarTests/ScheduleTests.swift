import OnusCalendar
import OnusValues
import Testing

@Suite("Shares of a deadline, schedules and functions of expressions")
struct ScheduleTests {
    private func point(
        _ share: String, _ start: String, _ due: String, inWorkingTime: Bool
    ) throws -> String {
        let china = try Calendars.china()
        let point = china.point(
            try Percentage(parsing: share), from: try instant(start, china.zone),
            to: try instant(due, china.zone), inWorkingTime: inWorkingTime)
        return try shown(point, china.zone)
    }

    @Test(
        "a share counts working time where the deadline does",
        arguments: [
            // Five working days of seven hours and the afternoon of the start: 28 of 35 hours.
            ("80%", "2026-09-14 09:00", "2026-09-18 17:30", true, "2026-09-17 17:30:00"),
            ("50%", "2026-09-30 09:00", "2026-10-08 17:30", true, "2026-09-30 17:30:00"),
            ("75%", "2026-09-30 09:00", "2026-10-08 17:30", true, "2026-10-08 14:00:00"),
            ("50%", "2026-09-30 09:00", "2026-10-08 17:30", false, "2026-10-04 13:15:00"),
            ("0%", "2026-10-03 09:00", "2026-10-08 17:30", true, "2026-10-03 09:00:00"),
            ("100%", "2026-10-03 09:00", "2026-10-08 18:30", true, "2026-10-08 18:30:00"),
            // No working time between the two: elapsed time decides.
            ("50%", "2026-10-03 09:00", "2026-10-03 11:00", true, "2026-10-03 10:00:00"),
            ("50%", "2026-10-03 09:00", "2026-10-03 09:00", true, "2026-10-03 09:00:00"),
            ("50%", "2026-10-04 09:00", "2026-10-03 09:00", true, "2026-10-04 09:00:00"),
        ])
    func shares(
        share: String, start: String, due: String, inWorkingTime: Bool, expected: String
    ) throws {
        #expect(try point(share, start, due, inWorkingTime: inWorkingTime) == expected)
    }

    @Test("what repeats every month is counted from where it began")
    func monthly() throws {
        let china = try Calendars.china()
        let anchor = try instant("2026-01-31 09:00", china.zone)
        var times: [String] = []
        var last = anchor
        for _ in 0..<4 {
            last = try china.next(every: period("1 month"), from: anchor, after: last)
            times.append(try shown(last, china.zone))
        }
        #expect(
            times == [
                "2026-02-28 09:00:00", "2026-03-31 09:00:00", "2026-04-30 09:00:00",
                "2026-05-31 09:00:00",
            ])
    }

    @Test(
        "the next time is the first after an instant, however late it is",
        arguments: [
            ("1 workday", "2026-09-30 17:30", "2026-09-30 17:30", "2026-10-08 17:30:00"),
            ("1 workday", "2026-09-29 17:30", "2026-10-08 17:30", "2026-10-09 17:30:00"),
            ("2 weeks", "2026-01-05 09:00", "2026-10-01 09:00", "2026-10-12 09:00:00"),
            ("90 s", "2026-01-05 09:00", "2026-01-05 09:04", "2026-01-05 09:04:30"),
            ("1 year", "2024-02-29 09:00", "2027-12-31 09:00", "2028-02-29 09:00:00"),
            ("4 workhours", "2026-09-28 09:00", "2026-09-28 14:30", "2026-09-29 10:00:00"),
            ("1 month", "2026-09-28 09:00", "2020-01-01 00:00", "2026-10-28 09:00:00"),
        ])
    func next(every: String, anchor: String, after: String, expected: String) throws {
        let china = try Calendars.china()
        let next = try china.next(
            every: period(every), from: instant(anchor, china.zone),
            after: instant(after, china.zone))
        #expect(try shown(next, china.zone) == expected)
    }

    @Test("what repeats every 0 s is refused, and what would repeat after the year 9999 too")
    func refusedSchedules() throws {
        let china = try Calendars.china()
        #expect(throws: CalendarError.self) { try china.next(every: period("0 s"), after: .epoch) }
        #expect(throws: CalendarError.self) {
            try china.next(every: period("1 s"), after: .distantFuture)
        }
        #expect(throws: CalendarError.self) {
            try china.next(every: period("9000 years"), from: .epoch, after: .epoch)
        }
    }

    @Test("months are added with the last day where the day is missing, at the same time")
    func addedMonths() throws {
        let china = try Calendars.china()
        let start = try instant("2026-08-31 10:15:30", china.zone)
        #expect(
            try shown(china.adding(period("6 months"), to: start), china.zone)
                == "2027-02-28 10:15:30")
        #expect(
            try shown(china.adding(period("1 month"), times: -6, to: start), china.zone)
                == "2026-02-28 10:15:30")
    }

    @Test("the functions of expressions count and add working days")
    func functions() throws {
        let china = try Calendars.china()
        let start = try instant("2026-09-30 10:00", china.zone)
        let later = try china.addWorkdays(3, to: start)
        #expect(try shown(later, china.zone) == "2026-10-10 10:00:00")
        #expect(china.workdays(from: start, to: later) == 3)
        #expect(china.workdays(from: later, to: start) == -3)
        #expect(try china.addWorkdays(0, to: start) == start)
        #expect(
            try shown(china.addWorkdays(-1, to: start), china.zone) == "2026-09-29 10:00:00")
        #expect(throws: CalendarError.self) { try china.addWorkdays(.max, to: start) }
        #expect(throws: CalendarError.self) { try china.addWorkdays(.min, to: start) }
    }

    @Test("a date begins at midnight in the zone of the calendar")
    func dates() throws {
        let china = try Calendars.china()
        #expect(try shown(china.midnight(ofDate: "2026-12-31"), .utc) == "2026-12-30 16:00:00")
        #expect(try china.date(of: instant("2026-12-30 16:00", .utc)) == date("2026-12-31"))
        // Midnight did not exist in Beirut on this day.
        let beirut = try Calendars.plain(zone: "Asia/Beirut")
        #expect(
            try shown(beirut.midnight(ofDate: "2024-03-31"), beirut.zone) == "2024-03-31 01:00:00")
        for text in ["2026-02-30", "31.12.2026", "", "2026-12-31T00:00:00Z"] {
            #expect(throws: CalendarError.self) { try china.midnight(ofDate: text) }
        }
    }
}
