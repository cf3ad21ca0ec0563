import OnusCalendar
import OnusModel
import OnusValues

/// A deadline that lies beyond what its calendar knows, whenever the duty begins.
struct BeyondHorizon: Rule {
    static let code = "W094"
    static let title = "a deadline lies beyond the calendar"
    static let explanation = """
        A calendar knows holidays and exchanged days up to `published_until`. A deadline behind that \
        day is provisional: it is reckoned without the holidays that nobody has published yet, and \
        reckoned again when the calendar grows. Here the time is longer than all that the calendar \
        covers, so that every one of these deadlines is provisional, however early the duty begins. \
        That is asked of `due:`, whether it is a period or an expression such as \
        `now + period('2 years')`, of the rungs behind it, and of all the time that `extend:` allows; \
        of the time of a `wait:`, of `within:` and of handlers with `after:` or `every:` as well. \
        Shorten the time, or give the calendar more years.
        """

    func check(_ workflow: WorkflowContext, _ report: inout Report) {
        checkDuties(workflow, &report)
        guard let horizon = Horizon(in: workflow) else { return }
        for (name, period, location) in workflow.tree.times where horizon.isBeyond(period) {
            tell("`\(period)` for `\(name)` always ends", location, horizon, &report)
        }
    }

    private func checkDuties(_ workflow: WorkflowContext, _ report: inout Report) {
        var told: Set<SourceLocation> = []
        for (index, duty) in workflow.duties.enumerated() {
            guard let duty, let due = duty.due, let horizon = Horizon(of: duty, in: workflow),
                let end = horizon.earliest(due)
            else { continue }
            let id = workflow.tree.entries[index].id
            func tell(_ what: String, _ location: SourceLocation) {
                guard told.insert(location).inserted else { return }
                self.tell(what, location, horizon, &report)
            }
            guard !end.provisional else {
                tell(words(of: due, id), due.location)
                continue
            }
            for rung in workflow.ladder(of: duty)?.rungs ?? [] {
                guard case .after(let period) = rung.at.value,
                    horizon.end(of: period, from: end.at)?.provisional == true
                else { continue }
                tell("the rung at `due + \(period)` of `\(id)` always lies", rung.at.location)
            }
            if let extend = duty.extend, let whole = extend.whole,
                horizon.end(of: whole, from: end.at)?.provisional == true
            {
                tell(
                    "with all the time that `extend` allows, `\(id)` always ends",
                    extend.atMost.location)
            }
        }
    }

    private func tell(
        _ what: String, _ location: SourceLocation, _ horizon: Horizon, _ report: inout Report
    ) {
        report.warning(
            "\(what) behind \(horizon.last), the last day that the calendar "
                + "`\(horizon.calendar.definition.id)` knows",
            at: location,
            help: "shorten it, or publish more of the calendar; until then such deadlines "
                + "are provisional")
    }

    private func words(of due: DueSyntax, _ id: String) -> String {
        switch due {
        case .period(let period): "`\(period.value)` for `\(id)` always ends"
        case .at: "the deadline of `\(id)` always lies"
        }
    }
}

extension StepTree {
    /// The periods for which steps and handlers wait, by the id of each.
    fileprivate var times: [(name: String, period: Period, location: SourceLocation)] {
        let ofSteps = entries.compactMap { entry -> (String, Period, SourceLocation)? in
            switch entry.syntax.verb {
            case .wait(.period(let period)): (entry.id, period.value, period.location)
            case .receive(let receive):
                receive.within.map { (entry.id, $0.value, $0.location) }
            default: nil
            }
        }
        let ofHandlers = lists.compactMap { list -> (String, Period, SourceLocation)? in
            guard case .handler(let handler) = list.kind else { return nil }
            switch handler.trigger {
            case .every(let period), .after(let period):
                return (handler.id.value, period, handler.triggerLocation)
            case .event, .condition: return nil
            }
        }
        return ofSteps + ofHandlers
    }
}

extension ExtendSyntax {
    /// As much as all grants can give together.
    fileprivate var whole: Period? {
        let (amount, overflow) = atMost.value.amount.multipliedReportingOverflow(by: times)
        return overflow ? nil : Period(amount, atMost.value.unit)
    }
}
