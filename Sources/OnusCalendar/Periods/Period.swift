/// An amount of time as an author writes it, such as `3 workdays`; the word decides what counts.
///
/// One number and one unit. ISO 8601 texts that mix units of one kind become the smaller unit
/// (`P1Y6M` is 18 months); texts that mix kinds are refused, since nobody could say how they count.
/// Two periods are equal when number and unit are: `7 days` is not `1 week`.
package struct Period: Sendable, Hashable {
    /// 0 to `largestAmount`.
    package let amount: Int
    package let unit: Unit

    package static let largestAmount = 999_999_999

    /// Nil when the amount is negative or beyond `largestAmount`.
    package init?(_ amount: Int, _ unit: Unit) {
        guard (0...Period.largestAmount).contains(amount) else { return nil }
        self.amount = amount
        self.unit = unit
    }

    package enum Unit: Sendable, Hashable, CaseIterable {
        case second, minute, hour
        case workhour, workday
        case day, week, month, year
    }

    package var isZero: Bool { amount == 0 }

    /// It cannot be computed without a calendar's working days.
    package var countsWorkingTime: Bool { unit == .workday || unit == .workhour }

    /// As many years of 366 days as it surely fits into, were every hour and every day a working one.
    package var mostYears: Int {
        let seconds = unit.longestSeconds * Int64(amount)
        return Int((seconds + 31_622_399) / 31_622_400)
    }

    /// The seconds of a period on the clock; nil for one whose length depends on a calendar.
    package var seconds: Int64? { unit.seconds.map { $0 * Int64(amount) } }
}

extension Period.Unit {
    /// Units that measure elapsed time, whatever the calendar says.
    var seconds: Int64? {
        switch self {
        case .second: 1
        case .minute: 60
        case .hour: 3600
        default: nil
        }
    }

    fileprivate var longestSeconds: Int64 {
        switch self {
        case .second: 1
        case .minute: 60
        case .hour, .workhour: 3600
        case .workday, .day: 86_400
        case .week: 604_800
        case .month: 2_678_400
        case .year: 31_622_400
        }
    }

    /// The spellings that are read; the first is the one that is written for 1.
    var names: [String] {
        switch self {
        case .second: ["s", "sec", "secs", "second", "seconds"]
        case .minute: ["min", "mins", "minute", "minutes"]
        case .hour: ["h", "hour", "hours"]
        case .workhour: ["workhour", "workhours"]
        case .workday: ["workday", "workdays"]
        case .day: ["day", "days"]
        case .week: ["week", "weeks"]
        case .month: ["month", "months"]
        case .year: ["year", "years"]
        }
    }

    func name(for amount: Int) -> String {
        let singular = names[0]
        return unitIsAbbreviated || amount == 1 ? singular : singular + "s"
    }

    private var unitIsAbbreviated: Bool { seconds != nil }
}
