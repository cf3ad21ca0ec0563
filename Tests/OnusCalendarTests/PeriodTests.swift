import Foundation
import OnusCalendar
import Testing

@Suite("Periods")
struct PeriodTests {
    @Test(
        "the texts of the language are read",
        arguments: [
            ("90 s", 90, Period.Unit.second), ("10 min", 10, .minute), ("36 h", 36, .hour),
            ("3 days", 3, .day), ("1 day", 1, .day), ("2 weeks", 2, .week), ("1 week", 1, .week),
            ("3 workdays", 3, .workday), ("1 workday", 1, .workday), ("8 workhours", 8, .workhour),
            ("1 month", 1, .month), ("6 months", 6, .month), ("1 year", 1, .year),
            ("10 seconds", 10, .second), ("5 minutes", 5, .minute), ("2 hours", 2, .hour),
            ("3days", 3, .day), ("  3   days ", 3, .day), ("0 s", 0, .second),
            ("P3D", 3, .day), ("PT36H", 36, .hour), ("P1M", 1, .month), ("PT1M", 1, .minute),
            ("P2W", 2, .week), ("P1Y", 1, .year), ("P1Y6M", 18, .month), ("P1W2D", 9, .day),
            ("PT1H30M", 90, .minute), ("PT1H1S", 3601, .second),
        ])
    func readsText(text: String, amount: Int, unit: Period.Unit) throws {
        let period = try Period(parsing: text)
        #expect(period.amount == amount)
        #expect(period.unit == unit)
    }

    @Test(
        "a period is written so that it reads back",
        arguments: [
            ("90 s", "90 s"), ("1 minutes", "1 min"), ("P3D", "3 days"), ("1 days", "1 day"),
            ("2 workday", "2 workdays"), ("P1Y6M", "18 months"), ("0 day", "0 days"),
        ])
    func writesText(text: String, written: String) throws {
        let period = try Period(parsing: text)
        #expect(period.description == written)
        #expect(try Period(parsing: written) == period)
    }

    @Test("a period is stored as its text")
    func codes() throws {
        let encoded = try JSONEncoder().encode([Period(parsing: "P3D")])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["3 days"]"#)
        #expect(try JSONDecoder().decode([Period].self, from: encoded) == [Period(3, .day)])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([Period].self, from: Data(#"["3 dais"]"#.utf8))
        }
    }

    @Test(
        "a wrong period says what to write",
        arguments: [
            ("3 wrkdays", "the unit `wrkdays` of `3 wrkdays` is unknown", "workdays"),
            ("3 dais", "the unit `dais` of `3 dais` is unknown", "days"),
            ("3 Days", "the unit `Days` of `3 Days` is unknown", "days"),
            ("3 fortnights", "the unit `fortnights` of `3 fortnights` is unknown", nil),
            ("5", "the period `5` has no unit", nil),
            ("days", "the period `days` has no number", nil),
            ("", "a period is empty", nil),
            ("   ", "a period is empty", nil),
            ("-3 days", "the period `-3 days` is negative", nil),
            ("-P3D", "the period `-P3D` is negative", nil),
            ("1.5 h", "the period `1.5 h` is not a whole number", nil),
            ("1 h 30 min", "the period `1 h 30 min` has more than one number", nil),
            ("5 m", "the unit `m` of `5 m` could be minutes or months", nil),
            ("12345678901 s", "the period `12345678901 s` is too long", nil),
            ("99999999999999999999 s", "the period `99999999999999999999 s` is too long", nil),
            ("P1DT12H", "the period `P1DT12H` mixes units that are counted differently", nil),
            ("P1M3D", "the period `P1M3D` mixes units that are counted differently", nil),
            ("P", "the period `P` is no ISO 8601 duration in whole numbers", nil),
            ("PT", "the period `PT` is no ISO 8601 duration in whole numbers", nil),
            ("P1DT", "the period `P1DT` is no ISO 8601 duration in whole numbers", nil),
            ("P3", "the period `P3` is no ISO 8601 duration in whole numbers", nil),
            ("P-3D", "the period `P-3D` is no ISO 8601 duration in whole numbers", nil),
            ("P1.5D", "the period `P1.5D` is no ISO 8601 duration in whole numbers", nil),
            ("P1H", "the period `P1H` is no ISO 8601 duration in whole numbers", nil),
            ("P1D1W", "the period `P1D1W` is no ISO 8601 duration in whole numbers", nil),
            ("３ days", "the period `３ days` has no number", nil),
        ])
    func refusesText(text: String, message: String, suggestion: String?) throws {
        let error = try #require(throws: CalendarError.self) { try Period(parsing: text) }
        #expect(error.message == message)
        #expect(error.suggestion == suggestion)
        #expect(error.help != nil)
    }

    @Test("a text of any length is refused without harm")
    func refusesLongText() {
        for text in [
            String(repeating: "9", count: 100_000), String(repeating: "P1", count: 50_000),
        ] {
            #expect(throws: CalendarError.self) { try Period(parsing: text) }
        }
    }

    @Test("only workdays and workhours count working time")
    func countsWorkingTime() throws {
        let counting = Period.Unit.allCases.filter { Period(1, $0)?.countsWorkingTime == true }
        #expect(Set(counting) == [.workday, .workhour])
        #expect(try Period(parsing: "2 h").seconds == 7200)
        #expect(try Period(parsing: "2 days").seconds == nil)
    }

    @Test(
        "percentages are read and written",
        arguments: [
            ("80%", 8000, "80%"), ("12.5%", 1250, "12.5%"), ("0%", 0, "0%"),
            ("100%", 10_000, "100%"),
            ("33.33%", 3333, "33.33%"), ("0.05%", 5, "0.05%"), ("50 %", 5000, "50%"),
            ("99.90%", 9990, "99.9%"),
        ])
    func readsPercentages(text: String, hundredths: Int, written: String) throws {
        let share = try Percentage(parsing: text)
        #expect(share.hundredths == hundredths)
        #expect(share.description == written)
    }

    @Test(
        "a wrong percentage is refused",
        arguments: [
            "80", "%", "101%", "100.01%", "-5%", "1.234%", "1..2%", ".5%", "5.%", "9999999999%",
        ])
    func refusesPercentages(text: String) {
        #expect(throws: CalendarError.self) { try Percentage(parsing: text) }
    }
}
