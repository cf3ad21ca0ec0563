/// How much all days up to a day hold, for a weekly pattern with single days that differ.
///
/// Answers in steps that grow with the logarithm of the number of exceptions, however far apart the
/// days are: 250 working days on cost no more than one.
struct RunningTotal: Sendable {
    /// Sums of the days of a week before Monday, before Tuesday, … and of the whole week.
    private let week: [Int]
    /// Ascending, with the sums of the differences up to and with each.
    private let exceptions: [Int]
    private let corrections: [Int]
    /// No sum of differences is larger.
    private let largestCorrection: Int

    /// `weekly` holds seven amounts from Monday on, at least one of them above 0; `exceptions`
    /// the amounts of single days.
    init(weekly: [Int], exceptions: [Int: Int]) {
        var week = [0]
        for amount in weekly { week.append(week[week.count - 1] + amount) }
        var days: [Int] = []
        var corrections: [Int] = []
        var (sum, largest) = (0, 0)
        for (day, amount) in exceptions.sorted(by: { $0.key < $1.key }) {
            let difference = amount - weekly[Gregorian.weekday(ofDay: day)]
            guard difference != 0 else { continue }
            sum += difference
            largest = max(largest, abs(sum))
            days.append(day)
            corrections.append(sum)
        }
        (self.week, self.exceptions, self.corrections) = (week, days, corrections)
        largestCorrection = largest
    }

    /// The total of all days up to and with `day`; only differences of two totals mean something.
    func through(_ day: Int) -> Int {
        let sinceMonday = day + 3
        let weeks = Gregorian.floorDivide(sinceMonday, 7)
        return weeks * week[7] + week[sinceMonday - weeks * 7 + 1] + correction(through: day)
    }

    /// The first day with which the total reaches `total`.
    func firstDay(reaching total: Int) -> Int {
        var low = Gregorian.floorDivide(total - largestCorrection, week[7]) * 7 - 14
        var high = Gregorian.floorDivide(total + largestCorrection, week[7]) * 7 + 14
        while low < high {
            let middle = low + (high - low) / 2
            if through(middle) >= total { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func correction(through day: Int) -> Int {
        var low = 0
        var high = exceptions.count
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : corrections[low - 1]
    }
}
