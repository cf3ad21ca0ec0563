import OnusCalendar
import OnusValues
import Testing

@Suite("Laws of working time, over many seeded cases")
struct LawTests {
    /// A small generator, so that a failure comes again with its seed.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// A calendar with some weekly pattern, holidays and exchanged days, around 2026.
    private func calendar(_ random: inout Seeded) throws -> WorkingCalendar {
        var hours = WeeklyHours()
        for day in Weekday.allCases.dropFirst() where Bool.random(using: &random) {
            try hours.set(day.rawValue, to: [OfficeHours(parsing: "08:00-16:30")])
        }
        try hours.set(
            "monday",
            to: [OfficeHours(parsing: "00:00-06:00"), OfficeHours(parsing: "22:00-24:00")])
        let first = try date("2025-06-01").daysSinceEpoch
        let days = (0..<700).filter { _ in Int.random(in: 0..<9, using: &random) == 0 }
        let dates = days.compactMap { CivilDate(daysSinceEpoch: first + $0) }
        let cut = dates.count / 2
        return try WorkingCalendar(
            CalendarDefinition(
                id: "seeded", zone: "Europe/Berlin", hours: hours,
                holidays: dates[..<cut].shuffled(using: &random),
                worked: dates[cut...].shuffled(using: &random),
                days: DayCounting(
                    first: DayCounting.First.allCases.randomElement(using: &random) ?? .nextDay,
                    end: DayCounting.End.allCases.randomElement(using: &random) ?? .endOfDay,
                    holiday: DayCounting.Holiday.allCases.randomElement(using: &random) ?? .keep)))
    }

    private func someInstant(_ random: inout Seeded) throws -> Timestamp {
        try #require(
            Timestamp(seconds: Int64.random(in: 1_740_000_000..<1_820_000_000, using: &random)))
    }

    @Test("counting and adding working days agree with walking day by day", arguments: 1...20)
    func agreesWithWalking(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let calendar = try calendar(&random)
        for _ in 0..<20 {
            let start = try calendar.date(of: someInstant(&random))
            let count = Int.random(in: -120...120, using: &random)
            var walked = start
            var left = count
            while left != 0 {
                let step = left > 0 ? 1 : -1
                walked = try #require(
                    CivilDate(daysSinceEpoch: walked.daysSinceEpoch + step))
                if calendar.isWorkingDay(walked) { left -= step }
            }
            #expect(try calendar.addWorkdays(count, to: start) == walked)
            #expect(calendar.workdays(from: start, to: walked) == count)
        }
    }

    @Test("going back as many working days as forward returns to a working day", arguments: 1...20)
    func addingIsUndone(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let calendar = try calendar(&random)
        for _ in 0..<50 {
            let some = try calendar.date(of: someInstant(&random))
            let start = try calendar.addWorkdays(1, to: some)
            let count = Int.random(in: -400...400, using: &random)
            let there = try calendar.addWorkdays(count, to: start)
            #expect(calendar.isWorkingDay(there))
            #expect(try calendar.addWorkdays(-count, to: there) == start)
        }
    }

    @Test("a later start or a longer period never has an earlier deadline", arguments: 1...20)
    func deadlinesAreMonotone(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let calendar = try calendar(&random)
        for unit in Period.Unit.allCases {
            for _ in 0..<20 {
                let starts = try [someInstant(&random), someInstant(&random)].sorted()
                let amount = Int.random(in: 1...40, using: &random)
                let period = try #require(Period(amount, unit))
                let longer = try #require(Period(amount + 1, unit))
                let first = try calendar.deadline(from: starts[0], period: period)
                #expect(first.at >= starts[0])
                #expect(try calendar.deadline(from: starts[0], period: longer).at >= first.at)
                #expect(try calendar.deadline(from: starts[1], period: period).at >= first.at)
            }
        }
    }

    @Test("shares of a deadline lie in order between its ends", arguments: 1...20)
    func sharesAreMonotone(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let calendar = try calendar(&random)
        for inWorkingTime in [true, false] {
            let ends = try [someInstant(&random), someInstant(&random)].sorted()
            var last = ends[0]
            for hundredths in stride(from: 0, through: 10_000, by: 250) {
                let share = try #require(Percentage(hundredths: hundredths))
                let point = calendar.point(
                    share, from: ends[0], to: ends[1], inWorkingTime: inWorkingTime)
                #expect(last <= point && point <= ends[1])
                last = point
            }
            #expect(last == ends[1])
        }
    }

    @Test("the working time that was added is the working time that passed", arguments: 1...20)
    func worktimeIsUndone(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let calendar = try calendar(&random)
        for _ in 0..<30 {
            let start = try someInstant(&random)
            let period = try #require(Period(Int.random(in: 1...300, using: &random), .workhour))
            let end = try calendar.adding(period, to: start)
            #expect(calendar.worktime(from: start, to: end) == period.amount * 3600)
        }
    }
}
