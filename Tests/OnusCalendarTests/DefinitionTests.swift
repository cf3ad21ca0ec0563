import Foundation
import OnusCalendar
import OnusValues
import Testing

@Suite("Calendar definitions")
struct DefinitionTests {
    private func problems(
        id: String = "x", zone: String = "UTC", hours: WeeklyHours? = nil,
        holidays: [String] = [], worked: [String] = [], until: String? = nil
    ) throws -> [CalendarProblem] {
        let definition = try CalendarDefinition(
            id: id, zone: zone, hours: hours ?? Calendars.office(),
            holidays: holidays.map(date), worked: worked.map(date),
            publishedUntil: until.map(date))
        return try #require(throws: InvalidCalendar.self) { try WorkingCalendar(definition) }
            .problems
    }

    @Test("every mistake of a calendar comes in one pass, with its entry")
    func everyMistake() throws {
        let found = try problems(
            id: "", zone: "Asia/Shanghia", hours: WeeklyHours(),
            holidays: ["2026-01-01", "2026-01-01", "2027-01-01"], worked: ["2026-01-01"],
            until: "2026-12-31")
        #expect(
            found.map(\.field) == [.id, .hours, .holiday(1), .holiday(2), .worked(0), .zone])
        #expect(
            found.map(\.error.message) == [
                "the calendar has no name",
                "the calendar has no working hours",
                "`2026-01-01` stands twice under `holidays`",
                "`2027-01-01` under `holidays` is later than `published_until`, 2026-12-31",
                "`2026-01-01` is both a holiday and worked",
                "the time zone `Asia/Shanghia` is unknown",
            ])
        #expect(found.last?.error.suggestion == "Asia/Shanghai")
    }

    @Test("the days of the week are named one by one or from one to another")
    func weekdays() throws {
        var hours = WeeklyHours()
        let day = try OfficeHours(parsing: "09:00-17:00")
        try hours.set("monday-wednesday", to: [day])
        try hours.set("saturday", to: [OfficeHours(parsing: "10:00-12:00")])
        #expect(Weekday.allCases.map { hours[$0].count } == [1, 1, 1, 0, 0, 1, 0])
        #expect(hours.normal == [day])
    }

    @Test(
        "wrong weekdays are refused",
        arguments: [
            ("mondays", "the weekday `mondays` is unknown", "monday"),
            ("friday-monday", "`friday-monday` ends before it begins", nil),
            ("monday-", "the weekday `` is unknown", nil),
            ("a-b-c", "`a-b-c` names no weekdays", nil),
            ("sunday", "the hours of sunday are given twice", nil),
        ])
    func wrongWeekdays(names: String, message: String, suggestion: String?) throws {
        let day = try OfficeHours(parsing: "09:00-17:00")
        var hours = WeeklyHours()
        try hours.set("sunday", to: [day])
        let error = try #require(throws: CalendarError.self) { try hours.set(names, to: [day]) }
        #expect(error.message == message)
        #expect(error.suggestion == suggestion)
    }

    @Test("office hours that overlap are refused, those that touch are not")
    func overlappingHours() throws {
        let texts = ["13:00-17:00", "09:00-12:30"]
        var hours = WeeklyHours()
        try hours.set("monday", to: texts.map(OfficeHours.init(parsing:)))
        #expect(hours[.monday].map(\.description) == ["09:00-12:30", "13:00-17:00"])
        let more = try (texts + ["12:00-13:00"]).map(OfficeHours.init(parsing:))
        let error = try #require(throws: CalendarError.self) { try hours.set("friday", to: more) }
        #expect(error.message == "the office hours `09:00-12:30` and `12:00-13:00` overlap")
        try hours.set(
            "friday",
            to: [OfficeHours(parsing: "00:00-12:00"), OfficeHours(parsing: "12:00-24:00")])
    }

    @Test(
        "wrong office hours are refused",
        arguments: [
            "9-12", "09:00", "09:00-25:00", "09:60-12:00", "12:00-09:00", "09:00-09:00",
            "22:00-06:00",
            "09:00-24:01", "-1:00-12:00", "", "09:00-12:00-13:00", "９:00-12:00",
        ])
    func wrongHours(text: String) {
        #expect(throws: CalendarError.self) { try OfficeHours(parsing: text) }
    }

    @Test("dates stand alone or from one to another")
    func dateSpans() throws {
        #expect(try DateSpan(parsing: "2026-01-01").dates == [date("2026-01-01")])
        #expect(
            try DateSpan(parsing: "2024-02-28/2024-03-01").dates.map(\.description)
                == ["2024-02-28", "2024-02-29", "2024-03-01"])
        #expect(try DateSpan(parsing: "2024-01-01/2024-12-31").dates.count == 366)
    }

    @Test(
        "wrong dates are refused",
        arguments: [
            ("2026-02-30", "`2026-02-30` is not a date"), ("", "`` is not a date"),
            ("2026-01-01/", "`2026-01-01/` is not a date"),
            (
                "2026-01-01/2026-01-02/2026-01-03",
                "`2026-01-01/2026-01-02/2026-01-03` is not a date"
            ),
            ("2026-02-23/2026-02-15", "the dates `2026-02-23/2026-02-15` end before they begin"),
            ("2026-01-01/2226-01-03", "the dates `2026-01-01/2226-01-03` span more than 366 days"),
        ])
    func wrongDates(text: String, message: String) throws {
        let error = try #require(throws: CalendarError.self) { try DateSpan(parsing: text) }
        #expect(error.message == message)
    }

    @Test("an exchanged day has the hours of a normal weekday")
    func exchangedHours() throws {
        let china = try Calendars.china()
        #expect(
            try china.hours(on: date("2026-02-14")).map(\.description)
                == ["09:00-12:00", "13:30-17:30"])
        #expect(try china.hours(on: date("2026-02-16")).isEmpty)
        #expect(try china.hours(on: date("2026-02-21")).isEmpty)
    }

    @Test("the shipped calendar has as many working days as its notices give")
    func workdaysOfYears() throws {
        let china = try Calendars.china()
        let counts = try [2024, 2025, 2026].map { year in
            try china.workdays(from: date("\(year - 1)-12-31"), to: date("\(year)-12-31"))
        }
        #expect(counts == [251, 248, 248])
    }

    @Test("a calendar is stored with its definition and comes back equal")
    func codes() throws {
        let china = try Calendars.china()
        let back = try JSONDecoder().decode(
            WorkingCalendar.self, from: JSONEncoder().encode(china))
        #expect(back == china)
        #expect(back.digest == china.digest)
    }

    @Test("the digest follows what a calendar says, not the order in which it says it")
    func digests() throws {
        let definition = try Calendars.china().definition
        var reordered = definition
        reordered.holidays.reverse()
        reordered.worked.reverse()
        #expect(reordered.digest == definition.digest)
        let changes: [(inout CalendarDefinition) throws -> Void] = [
            { $0.holidays.removeLast() }, { $0.worked.removeLast() }, { $0.id = "other" },
            { $0.zone = "UTC" }, { $0.publishedUntil = nil }, { $0.days.first = .sameDay },
            { $0.days.end = .sameTime }, { $0.days.holiday = .keep },
            { $0.hours = try WeeklyHours(mondayToFriday: [OfficeHours(parsing: "09:00-17:00")]) },
        ]
        var digests: Set = [definition.digest]
        for change in changes {
            var changed = definition
            try change(&changed)
            digests.insert(changed.digest)
        }
        #expect(digests.count == changes.count + 1)
    }
}
