import OnusValues
import Testing

@Suite("Times")
struct TimeTests {
    @Test(
        "RFC 3339 is read with its offset and printed in UTC",
        arguments: [
            ("2026-09-28T09:00:00+08:00", "2026-09-28T01:00:00Z"),
            ("2026-09-28T01:00:00.500Z", "2026-09-28T01:00:00.5Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
            ("2000-02-29T23:30:00-00:30", "2000-03-01T00:00:00Z"),
        ])
    func timestamps(text: String, utc: String) throws {
        #expect(try #require(Timestamp(text)).description == utc)
    }

    @Test(
        "what is no instant is refused",
        arguments: [
            "2026-09-28", "2026-09-28T09:00:00", "2026-09-28 09:00:00Z", "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-09-28T24:00:00Z", "2026-09-28T09:00Z",
            "2026-09-28T09:00:60Z", "2026-09-28T09:00:00+24:00", "2026-09-28T09:00:00.Z",
            "2026-09-28T09:00:00.1234567890Z", "0000-01-01T00:00:00Z", "2026-9-28T09:00:00Z",
            "2026-09-28T09:00:00z ", "0001-01-01T00:00:00+00:01", "",
        ])
    func refused(text: String) { #expect(Timestamp(text) == nil) }

    @Test("six digits stand behind the seconds of what is printed as JSON")
    func microseconds() throws {
        let instant = try #require(Timestamp("2026-09-28T01:00:00.1234567Z"))
        #expect(instant.rfc3339Microseconds == "2026-09-28T01:00:00.123456Z")
        #expect(Timestamp.epoch.rfc3339Microseconds == "1970-01-01T00:00:00.000000Z")
        #expect(instant.microsecondsSinceEpoch == 1_790_557_200_123_456)
        #expect(Timestamp(microsecondsSinceEpoch: -1)?.nanoseconds == 999_999_000)
    }

    @Test("times are added and subtracted without leaving the calendar")
    func arithmetic() throws {
        let start = try #require(Timestamp("2026-09-28T01:00:00Z"))
        #expect(start.adding(.milliseconds(1500))?.description == "2026-09-28T01:00:01.5Z")
        #expect(start.subtracting(.seconds(3600))?.description == "2026-09-28T00:00:00Z")
        #expect(Timestamp.distantFuture.adding(.seconds(1)) == nil)
        #expect(Timestamp.epoch.adding(Duration(attoseconds: .max)) == nil)
        #expect(Timestamp.epoch.subtracting(Duration(attoseconds: .min)) == nil)
        let later = try #require(start.adding(.milliseconds(-1)))
        #expect(start - later == .milliseconds(1))
        #expect(
            (Timestamp.distantFuture - Timestamp.distantPast).secondsText == "315537897599s")
    }

    @Test("every day of the calendar has one number")
    func days() throws {
        var date = CivilDate.earliest
        var weekday = 0
        for number in CivilDate.earliest.daysSinceEpoch...CivilDate.latest.daysSinceEpoch {
            guard date.daysSinceEpoch == number, CivilDate(daysSinceEpoch: number) == date,
                date.weekday == Weekday.allCases[weekday]
            else {
                Issue.record("\(date) is not day \(number)")
                return
            }
            weekday = (weekday + 1) % 7
            let (year, month, day) = (date.year, date.month, date.day)
            date =
                CivilDate(year: year, month: month, day: day + 1)
                ?? CivilDate(year: year, month: month + 1, day: 1)
                ?? CivilDate(year: year + 1, month: 1, day: 1) ?? .latest
        }
        #expect(date == .latest)
    }

    @Test("adding months takes the last day where the day is missing")
    func months() throws {
        let day = try #require(CivilDate("2026-01-31"))
        #expect(day.adding(months: 1)?.description == "2026-02-28")
        #expect(day.adding(months: 25)?.description == "2028-02-29")
        #expect(day.adding(months: -2)?.description == "2025-11-30")
        #expect(day.adding(months: .max) == nil)
        #expect(day.adding(days: .max) == nil)
        #expect(day.advanced(by: .max) == .latest)
        #expect(day.dayOfYear == 31)
    }

    @Test("dates and times of day are read strictly")
    func civil() {
        #expect(TimeOfDay("09:00")?.description == "09:00")
        #expect(TimeOfDay("09:00:30.25")?.description == "09:00:30.25")
        #expect(TimeOfDay("24:00") == nil)
        #expect(TimeOfDay("9:00") == nil)
        #expect(CivilDateTime("2026-09-28T09:00")?.description == "2026-09-28T09:00")
        #expect(
            CivilDateTime("2026-09-28T09:00")?.instant(offset: 28_800)?.description
                == "2026-09-28T01:00:00Z")
        #expect(CivilDate("2026-02-30") == nil)
        #expect(CivilDate("2026-02-3") == nil)
        #expect(CivilDate("+026-02-03") == nil)
    }

    @Test(
        "exact lengths of time are read",
        arguments: [
            ("90 s", 90_000), ("10 min", 600_000), ("36 h", 129_600_000), ("500 ms", 500),
            ("1.5s", 1500), ("PT36H", 129_600_000), ("PT1H30M", 5_400_000), ("PT0.5S", 500),
        ])
    func durations(text: String, milliseconds: Int) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
    }

    @Test(
        "words of a calendar are no exact length",
        arguments: ["3 days", "P3D", "1 month", "", "s", "1 S", "PT", "PT1", "PT1M1H", "-1 s", "1"])
    func notExact(text: String) { #expect(Duration(text: text) == nil) }

    @Test("seconds are written with an s and read back")
    func secondsText() {
        #expect(Duration.milliseconds(-1500).secondsText == "-1.5s")
        #expect(Duration.zero.secondsText == "0s")
        for duration in [Duration(attoseconds: 1), .nanoseconds(-1), .seconds(315_576_000_000)] {
            #expect(Duration(secondsText: duration.secondsText) == duration)
        }
        #expect(Duration(secondsText: "1.s") == nil)
        #expect(Duration(secondsText: "1") == nil)
    }
}
