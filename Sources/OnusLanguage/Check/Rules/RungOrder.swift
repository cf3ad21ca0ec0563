import OnusCalendar
import OnusModel

/// Rungs that do not stand in the order of their times.
struct RungOrder: Rule {
    static let code = "W068"
    static let title = "rungs are out of order"
    static let explanation = """
        A ladder is climbed from its first rung to its last, so its rungs stand in the order of \
        their times: percentages of the time to the deadline, then `due`, then `due + DURATION`. \
        A rung that is repeated must be through before the next one is due.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for ladder in workflow.ladders {
            for (rung, next) in zip(ladder.rungs, ladder.rungs.dropFirst()) {
                check(rung, next, &report)
            }
        }
    }

    private func check(_ rung: RungSyntax, _ next: RungSyntax, _ report: inout Report) {
        if RungMoment(next.at.value) < RungMoment(rung.at.value) {
            report.error(
                "the rung at `\(next.at.value.text)` stands behind the one at `\(rung.at.value.text)`",
                at: next.at.location, help: "put the rungs in the order of their times",
                related: [.init("the later rung", at: rung.at.location)])
            return
        }
        guard let repetition = rung.repetition, let end = RungMoment(of: rung, repetition),
            RungMoment(next.at.value) < end
        else { return }
        report.error(
            "the rung at `\(rung.at.value.text)` is repeated for longer than until the next one at "
                + "`\(next.at.value.text)`", at: rung.at.location,
            help: "repeat it less often, or move the next rung behind it",
            related: [.init("the next rung", at: next.at.location)])
    }
}

/// When a rung fires, as far as it can be compared without a calendar.
private struct RungMoment {
    private enum Kind { case before, due, after }
    private let kind: Kind
    private let amount: Int64
    /// What the amount counts: only the same can be compared.
    private let unit: Period.Unit?

    init(_ time: RungTime) {
        switch time {
        case .percent(let share): (kind, amount, unit) = (.before, Int64(share.hundredths), nil)
        case .due: (kind, amount, unit) = (.due, 0, nil)
        case .after(let period):
            let counted = period.counted
            (kind, amount, unit) = (.after, counted.amount, counted.unit)
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
        (kind, unit) = (.after, every.unit)
        amount = start + every.amount * Int64(repetition.times)
    }

    static func < (one: RungMoment, other: RungMoment) -> Bool {
        switch (one.kind, other.kind) {
        case (.before, .before): one.amount < other.amount
        case (.before, _), (.due, .after): true
        case (.after, .after): one.unit == other.unit && one.amount < other.amount
        default: false
        }
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

extension RungTime {
    /// As authors write it.
    var text: String {
        switch self {
        case .percent(let share): "\(share)"
        case .due: "due"
        case .after(let period): "due + \(period)"
        }
    }
}
