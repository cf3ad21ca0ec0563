import OnusCalendar
import OnusModel
import OnusValues

/// When a rung fires, as far as it can be compared with another one.
struct RungMoment {
    private enum Kind {
        case before, due
        case after(Period)
    }
    private let kind: Kind
    private let amount: Int64
    /// What the amount counts.
    private let unit: Period.Unit?

    init(_ time: RungTime) {
        switch time {
        case .percent(let share): (kind, amount, unit) = (.before, Int64(share.hundredths), nil)
        case .due: (kind, amount, unit) = (.due, 0, nil)
        case .after(let period):
            let counted = period.counted
            (kind, amount, unit) = (.after(period), counted.amount, counted.unit)
        }
    }

    /// When a repeated rung fires for the last time; nil when nobody can say.
    init?(of rung: RungSyntax, _ repetition: Rung.Repetition) {
        let every = repetition.every.counted
        let start: Int64
        switch rung.at.value {
        case .percent: return nil
        case .due: start = 0
        case .after(let period):
            guard period.counted.unit == every.unit else { return nil }
            start = period.counted.amount
        }
        unit = every.unit
        amount = start + every.amount * Int64(repetition.times)
        kind = .after(repetition.every)
    }

    /// Whether it is certainly earlier, whatever the calendar.
    static func < (one: RungMoment, other: RungMoment) -> Bool {
        switch (one.kind, other.kind) {
        case (.before, .before): one.amount < other.amount
        case (.before, _), (.due, .after): true
        case (.after, .after):
            one.unit == other.unit ? one.amount < other.amount : one.isSurelyBefore(other)
        default: false
        }
    }
}

// Bounds that hold in every calendar, in days.
extension RungMoment {
    private func isSurelyBefore(_ other: RungMoment) -> Bool {
        switch (unit, other.unit) {
        case (.second, .workhour): amount < other.amount * 3600
        // The hours of the two days may differ, by less than a day.
        case (.second, _): other.leastDays.map { amount < ($0 - 1) * 86_400 } ?? false
        case (_, .second), (_, .workhour): false
        // WHY: a holiday may move the earlier one to the next working day; the later one lies
        // behind that day, or is moved to it as well.
        default:
            mostDays.flatMap { most in other.leastDays.map { most < $0 } } ?? false
        }
    }

    /// So many days later it has not fired yet.
    private var leastDays: Int64? {
        switch unit {
        case .workday: amount
        // Where the first day counts, a duration ends a day earlier.
        case .day: amount - 1
        case .month: amount * 30 - 3
        default: nil
        }
    }

    /// So many days later it fires at last, holidays aside.
    private var mostDays: Int64? {
        switch unit {
        case .day: amount
        case .month: amount * 31
        default: nil
        }
    }

    /// Whether it is earlier by this calendar on whatever day of a year the deadline is.
    func isAlwaysBefore(_ other: RungMoment, in calendar: WorkingCalendar) -> Bool {
        guard case .after(let one) = kind, case .after(let two) = other.kind, unit != other.unit
        else { return false }
        let year = calendar.definition.publishedUntil?.year ?? 2025
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return false }
        for day in 0..<365 {
            guard let date = CivilDate(daysSinceEpoch: first.daysSinceEpoch + day),
                let due = (try? calendar.midnight(of: date))?.adding(.seconds(12 * 3600)),
                let earlier = try? calendar.deadline(from: due, period: one),
                let later = try? calendar.deadline(from: due, period: two),
                earlier.at < later.at
            else { return false }
        }
        return true
    }
}

extension Period {
    /// In seconds, days, months or in working time, whatever can be compared.
    fileprivate var counted: (amount: Int64, unit: Unit) {
        if let seconds { return (seconds, .second) }
        switch unit {
        case .week: return (Int64(amount) * 7, .day)
        case .year: return (Int64(amount) * 12, .month)
        default: return (Int64(amount), unit)
        }
    }
}
