import OnusCalendar
import OnusModel

/// Rungs that do not stand in the order of their times.
struct RungOrder: Rule {
    static let code = "W068"
    static let title = "rungs are out of order"
    static let explanation = """
        A ladder is climbed from its first rung to its last, so its rungs stand in the order of \
        their times: percentages of the time to the deadline, then `due`, then `due + DURATION`. \
        A workday is a calendar day at least, so `due + 10 workdays` never comes before \
        `due + 1 week`; where it depends on the calendar, the duty's own is asked about every day \
        of a year. A rung that is repeated must be through before the next one is due.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        for ladder in workflow.ladders {
            let calendars = workflow.calendars(of: ladder)
            for (rung, next) in zip(ladder.rungs, ladder.rungs.dropFirst()) {
                check(rung, next, calendars, &report)
            }
        }
    }

    private func check(
        _ rung: RungSyntax, _ next: RungSyntax, _ calendars: [WorkingCalendar],
        _ report: inout Report
    ) {
        let (moment, following) = (RungMoment(rung.at.value), RungMoment(next.at.value))
        let calendar = calendars.first { following.isAlwaysBefore(moment, in: $0) }
        if following < moment || calendar != nil {
            let why =
                following < moment
                ? "" : " by the calendar `\(calendar?.definition.id ?? "")`, whatever day it is"
            report.error(
                "the rung at `\(next.at.value.text)` stands behind the one at "
                    + "`\(rung.at.value.text)`, which is later\(why)",
                at: next.at.location, help: "put the rungs in the order of their times",
                related: [.init("the later rung", at: rung.at.location)])
            return
        }
        guard let repetition = rung.repetition, let end = RungMoment(of: rung, repetition),
            following < end
        else { return }
        report.error(
            "the rung at `\(rung.at.value.text)` is repeated for longer than until the next one at "
                + "`\(next.at.value.text)`", at: rung.at.location,
            help: "repeat it less often, or move the next rung behind it",
            related: [.init("the next rung", at: next.at.location)])
    }
}

extension WorkflowContext {
    /// The calendars of the duties that climb a ladder, each once.
    fileprivate func calendars(of ladder: LadderSyntax) -> [WorkingCalendar] {
        var found: [String: WorkingCalendar] = [:]
        for duty in duties {
            guard let duty, self.ladder(of: duty)?.name.location == ladder.name.location,
                let calendar = calendar(of: duty)
            else { continue }
            found[calendar.definition.id] = calendar
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
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
