import OnusCalendar
import OnusValues
import Testing

@Suite("Calendars against the outside cases")
struct OutsideCaseTests {
    /// Whether each day is worked, as a CSV of outside cases says.
    private func days(_ name: String) throws -> [(date: CivilDate, working: Bool)]? {
        try Files.outsideCase("\(name)_2023_2026.csv")?.split(whereSeparator: \.isNewline)
            .dropFirst()
            .map { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                try #require(fields.count >= 3)
                return (try date(String(fields[0])), fields[2] == "1")
            }
    }

    /// A calendar with exactly the working days of a CSV.
    private func calendar(_ name: String) throws -> WorkingCalendar? {
        guard let days = try days(name) else { return nil }
        let hours = try Calendars.office()
        let pattern = try Calendars.plain(zone: "UTC")
        return try WorkingCalendar(
            CalendarDefinition(
                id: name, zone: "UTC", hours: hours,
                holidays: days.filter { !$0.working && pattern.isWorkingDay($0.date) }.map(\.date),
                worked: days.filter { $0.working && !pattern.isWorkingDay($0.date) }.map(\.date)))
    }

    @Test("the shipped calendar of China agrees with every day of 2024 to 2026")
    func shippedDays() throws {
        guard let days = try days("CN") else { return }
        let china = try Calendars.china()
        let covered = try days.filter { try $0.date >= date("2024-01-01") }
        let right = covered.filter { china.isWorkingDay($0.date) == $0.working }
        print("cases calendar/days: \(right.count) of \(covered.count)")
        #expect(right.count == covered.count)
        #expect(covered.count == 1096)
    }

    @Test("the n-th working day is the one that others found")
    func addedWorkdays() throws {
        var (passed, total) = (0, 0)
        var calendars: [String: WorkingCalendar] = [:]
        for name in ["CN", "US", "GB-ENG"] { calendars[name] = try calendar(name) }
        for file in ["add_working_days_CN", "add_working_days_US_GB"] {
            guard let text = try Files.outsideCase("\(file).jsonl") else { return }
            for line in try Files.jsonLines(text) {
                let start = try date(#require(line["start"] as? String))
                let expected = try date(#require(line["expected"] as? String))
                let count = try #require(line["n"] as? Int)
                let name = try #require(line["calendar"] as? String)
                let calendar = try #require(calendars[name])
                let result = try calendar.addWorkdays(count, to: start)
                total += 1
                passed += result == expected ? 1 : 0
                #expect(result == expected, "\(name) \(start) + \(count)")
                #expect(calendar.workdays(from: start, to: result) == count)
            }
        }
        print("cases calendar/add: \(passed) of \(total)")
        #expect(passed == total)
    }

    @Test("the shipped calendar finds the working days of cases that lie within its years")
    func shippedAdditions() throws {
        guard let text = try Files.outsideCase("add_working_days_CN.jsonl") else { return }
        let china = try Calendars.china()
        let covered = try date("2024-01-01")...date("2026-12-31")
        var compared = 0
        for line in try Files.jsonLines(text) {
            let start = try date(#require(line["start"] as? String))
            let expected = try date(#require(line["expected"] as? String))
            guard covered.contains(start), covered.contains(expected) else { continue }
            compared += 1
            let count = try #require(line["n"] as? Int)
            #expect(try china.addWorkdays(count, to: start) == expected)
        }
        #expect(compared > 50)
    }
}
