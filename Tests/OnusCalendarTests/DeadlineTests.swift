import OnusCalendar
import OnusValues
import Testing

@Suite("Deadlines")
struct DeadlineTests {
    /// The deadline on the wall of the shipped calendar, with ` ?` when it is provisional.
    private func deadline(
        _ start: String, _ text: String, _ days: DayCounting = DayCounting()
    ) throws -> String {
        let china = try Calendars.china(days)
        let deadline = try china.deadline(
            from: instant(start, china.zone), period: period(text))
        return try shown(deadline.at, china.zone) + (deadline.provisional ? " ?" : "")
    }

    @Test(
        "workdays end at the close of the n-th working day strictly after the start",
        arguments: [
            ("2026-09-28 09:00", "1 workday", "2026-09-29 17:30:00"),
            // Across the October holiday, with the exchanged Saturday of October 10.
            ("2026-09-30 09:00", "1 workday", "2026-10-08 17:30:00"),
            ("2026-09-30 09:00", "3 workdays", "2026-10-10 17:30:00"),
            ("2026-09-30 23:59", "5 workdays", "2026-10-13 17:30:00"),
            // A start on a day off, before opening and after closing.
            ("2026-10-03 12:00", "1 workday", "2026-10-08 17:30:00"),
            ("2026-10-08 00:00", "1 workday", "2026-10-09 17:30:00"),
            ("2026-10-08 20:00", "1 workday", "2026-10-09 17:30:00"),
            ("2026-12-30 09:00", "1 workday", "2026-12-31 17:30:00"),
            ("2026-12-31 09:00", "1 workday", "2027-01-01 17:30:00 ?"),
            ("2026-01-05 09:00", "248 workdays", "2027-01-04 17:30:00 ?"),
        ])
    func workdays(start: String, period: String, expected: String) throws {
        #expect(try deadline(start, period) == expected)
    }

    @Test("workdays end at the same time where the calendar says so")
    func workdaysSameTime() throws {
        let days = DayCounting(end: .sameTime)
        #expect(try deadline("2026-09-30 10:15:30", "3 workdays", days) == "2026-10-10 10:15:30")
    }

    @Test(
        "workhours count working time only",
        arguments: [
            ("2026-09-28 09:00", "3 workhours", "2026-09-28 12:00:00"),
            ("2026-09-28 09:00", "4 workhours", "2026-09-28 14:30:00"),
            ("2026-09-28 09:00", "7 workhours", "2026-09-28 17:30:00"),
            ("2026-09-28 12:30", "1 workhour", "2026-09-28 14:30:00"),
            ("2026-09-30 16:30", "2 workhours", "2026-10-08 10:00:00"),
            ("2026-10-04 03:00", "8 workhours", "2026-10-09 10:00:00"),
            ("2026-12-31 17:00", "1 workhour", "2027-01-01 09:30:00 ?"),
        ])
    func workhours(start: String, period: String, expected: String) throws {
        #expect(try deadline(start, period) == expected)
    }

    @Test(
        "hours, minutes and seconds end at the instant, whatever the calendar says",
        arguments: [
            ("2026-09-30 16:30", "36 h", "2026-10-02 04:30:00"),
            ("2026-09-30 16:30", "10 min", "2026-09-30 16:40:00"),
            ("2026-12-31 23:59:30", "90 s", "2027-01-01 00:01:00"),
        ])
    func clock(start: String, period: String, expected: String) throws {
        #expect(try deadline(start, period) == expected)
    }

    @Test(
        "days, weeks, months and years begin with the next day, end with a day, and roll over holidays",
        arguments: [
            ("2026-09-21 09:00", "3 days", "2026-09-24 23:59:59"),
            ("2026-09-21 09:00", "4 days", "2026-09-28 23:59:59"),
            ("2026-09-24 00:00", "1 week", "2026-10-08 23:59:59"),
            ("2026-09-14 09:00", "1 week", "2026-09-21 23:59:59"),
            ("2026-09-13 09:00", "1 week", "2026-09-20 23:59:59"),
            ("2026-01-30 09:00", "1 month", "2026-02-28 23:59:59"),
            ("2026-03-31 09:00", "1 month", "2026-04-30 23:59:59"),
            ("2024-02-29 09:00", "1 year", "2025-02-28 23:59:59"),
            ("2026-07-31 09:00", "6 months", "2027-02-01 23:59:59 ?"),
            ("2026-12-30 09:00", "1 day", "2026-12-31 23:59:59"),
        ])
    func calendarDays(start: String, period: String, expected: String) throws {
        #expect(try deadline(start, period) == expected)
    }

    @Test(
        "a calendar can count in other ways",
        arguments: [
            ("2026-09-21 09:00", "3 days", DayCounting(first: .sameDay), "2026-09-23 23:59:59"),
            ("2026-03-16 09:00", "1 month", DayCounting(first: .sameDay), "2026-04-15 23:59:59"),
            // February lacks the 30th, so its last day is the end, not the day before.
            ("2026-01-30 09:00", "1 month", DayCounting(first: .sameDay), "2026-02-28 23:59:59"),
            ("2026-09-21 09:15", "3 days", DayCounting(end: .sameTime), "2026-09-24 09:15:00"),
            (
                "2026-09-21 09:00", "3 days", DayCounting(end: .closeOfBusiness),
                "2026-09-24 17:30:00"
            ),
            ("2026-09-24 09:00", "1 week", DayCounting(holiday: .keep), "2026-10-01 23:59:59"),
            (
                "2026-09-24 09:00", "1 week",
                DayCounting(end: .closeOfBusiness, holiday: .keep), "2026-10-01 23:59:59"
            ),
            ("2026-12-30 09:00", "1 week", DayCounting(holiday: .keep), "2027-01-06 23:59:59"),
            (
                "2026-12-30 09:00", "1 week",
                DayCounting(end: .closeOfBusiness, holiday: .keep), "2027-01-06 17:30:00 ?"
            ),
            (
                "2026-09-21 18:00", "1 day", DayCounting(first: .sameDay, end: .closeOfBusiness),
                "2026-09-21 18:00:00"
            ),
        ])
    func otherCounting(
        start: String, period: String, days: DayCounting, expected: String
    ) throws {
        #expect(try deadline(start, period, days) == expected)
    }

    @Test("what is counted from a deadline at the end of a day begins on the next one")
    func chained() throws {
        let china = try Calendars.china()
        let due = try china.deadline(
            from: instant("2026-09-21 09:00", china.zone), period: period("3 days"))
        let later = try china.deadline(from: due.at, period: period("1 workday"))
        #expect(try shown(later.at, china.zone) == "2026-09-28 17:30:00")
    }

    @Test("a period of nothing is over at its start")
    func zero() throws {
        for unit in Period.Unit.allCases {
            let nothing = try #require(Period(0, unit))
            let china = try Calendars.china()
            let start = try instant("2026-10-03 12:00", china.zone)
            let deadline = try china.deadline(from: start, period: nothing)
            #expect(deadline == Deadline(at: start, provisional: false))
        }
    }

    @Test("a day ends with its last second also when the clock changes")
    func clockChanges() throws {
        let berlin = try Calendars.plain(
            zone: "Europe/Berlin", days: DayCounting(holiday: .keep))
        let spring = try berlin.deadline(
            from: instant("2026-03-28 12:00", berlin.zone), period: period("1 day"))
        #expect(try shown(spring.at, .utc) == "2026-03-29 21:59:59")
        let autumn = try berlin.deadline(
            from: instant("2026-10-24 12:00", berlin.zone), period: period("1 day"))
        #expect(try shown(autumn.at, .utc) == "2026-10-25 22:59:59")
        let sameTime = try Calendars.plain(
            zone: "Europe/Berlin", days: DayCounting(end: .sameTime, holiday: .keep))
        let skipped = try sameTime.deadline(
            from: instant("2026-03-28 02:30", berlin.zone), period: period("1 day"))
        #expect(try shown(skipped.at, berlin.zone) == "2026-03-29 03:00:00")
    }

    @Test("working time around the clock never runs backwards when the clock does")
    func worktimeOverClockChanges() throws {
        let berlin = try Calendars.plain(zone: "Europe/Berlin", hours: Calendars.roundTheClock())
        for start in ["2026-03-28 12:00", "2026-10-24 12:00"] {
            let first = try instant(start, berlin.zone)
            var last = first
            for hours in 1...48 {
                let next = try berlin.adding(period("\(hours) workhours"), to: first)
                #expect(next >= last)
                last = next
            }
            #expect(berlin.worktime(from: first, to: last) == 48 * 3600)
        }
    }

    @Test("a deadline beyond the year 9999 is an error")
    func endOfTime() throws {
        let china = try Calendars.china()
        let start = try instant("2026-10-03 12:00", china.zone)
        for unit in Period.Unit.allCases where unit != .second && unit != .minute {
            let long = try #require(Period(Period.largestAmount, unit))
            #expect(throws: CalendarError.self) { try china.deadline(from: start, period: long) }
            #expect(throws: CalendarError.self) {
                try china.deadline(from: .distantFuture, period: long)
            }
        }
        let last = try #require(Timestamp(seconds: 253_402_300_799 - 86_400))
        for unit in Period.Unit.allCases {
            let deadline = try? china.deadline(from: last, period: #require(Period(1, unit)))
            #expect((deadline?.at ?? .distantFuture) > last)
        }
    }

    @Test(
        "what was left of days ends at the hour at which days end, on a day on which they may",
        arguments: [
            (DayCounting(), "2026-09-21 02:14", "2026-09-21 23:59:59"),
            (DayCounting(end: .closeOfBusiness), "2026-09-21 02:14", "2026-09-21 17:30:00"),
            (DayCounting(end: .closeOfBusiness), "2026-09-21 18:00", "2026-09-22 17:30:00"),
            (DayCounting(end: .sameTime), "2026-09-21 02:14", "2026-09-21 09:15:00"),
            (DayCounting(end: .sameTime), "2026-09-21 10:00", "2026-09-22 09:15:00"),
            (DayCounting(), "2026-10-02 02:14", "2026-10-08 23:59:59"),
            (DayCounting(end: .sameTime), "2026-09-30 10:00", "2026-10-08 09:15:00"),
            (DayCounting(holiday: .keep), "2026-10-02 02:14", "2026-10-02 23:59:59"),
        ])
    func closing(days: DayCounting, time: String, expected: String) throws {
        let china = try Calendars.china(days)
        let old = try instant("2026-09-15 09:15", china.zone)
        let end = try china.closing(onOrAfter: instant(time, china.zone), as: old)
        #expect(try shown(end, china.zone) == expected)
    }
}
