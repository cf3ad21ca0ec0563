import OnusAuthority
import OnusCalendar
import OnusModel
import OnusPlugin

// More time for a duty: a doer asks, somebody else grants or refuses.
extension Decider {
    /// Asking moves nothing by itself.
    mutating func ask(_ command: AskForTime) throws(Refusal) {
        let duty = try openDuty(command.duty)
        guard let rule = duty.opened.extend else {
            throw Refusal(
                .notPermitted,
                "nobody can give more time for `\(duty.opened.step)`: the workflow has no `extend` there"
            )
        }
        let authority = Authority(
            organization: facts.organization, today: facts.today, workflow: state.workflow,
            separation: Separation(lists: []))
        let grant = try authority.grantAsking(
            to: command.person, onBehalfOf: command.onBehalfOf, of: duty)
        try checkAsking(duty, rule)
        let asking = [command.person, grant.onBehalfOf].compactMap(\.self)
        let people = try granters(rule, of: duty, without: asking)
        let period = command.period ?? rule.atMost
        try checkAmount(period, rule, duty)
        emit(
            .extensionRequested(
                ExtensionRequested(
                    duty: command.duty, number: (duty.extensions?.requests ?? 0) + 1,
                    person: command.person, onBehalfOf: grant.onBehalfOf, period: period,
                    comment: command.comment, people: people)),
            by: .person(command.person, onBehalfOf: grant.onBehalfOf))
    }

    /// Granting is acting in the duty, so it is asked of nobody who is kept apart from it.
    private func granters(
        _ rule: DutyOpened.ExtensionRule, of duty: Duty, without asking: [Person]
    ) throws(Refusal) -> [Person] {
        let others = rule.by.filter { !asking.contains($0) }
        guard let first = others.first else {
            let names = asking.map { "`\($0)`" }.joined(separator: ", ")
            throw Refusal(.notAllowed, "nobody but \(names) could grant it")
        }
        let (step, list) = (duty.opened.step, duty.opened.place.parent)
        let separation = try knownSeparation(at: step, in: list)
        let people = others.filter { separation.conflict(of: $0, at: step) == nil }
        if people.isEmpty { try checkSeparation(of: [first], at: step, in: list) }
        return people
    }

    private func checkAsking(
        _ duty: Duty, _ rule: DutyOpened.ExtensionRule
    ) throws(Refusal) {
        if let asked = duty.extensions?.asked {
            throw Refusal(
                .alreadyDone,
                "`\(asked.person)` has asked for \(asked.period) already, and waits for the answer")
        }
        guard duty.proposal == nil else {
            throw Refusal(.notPermitted, "the work is done and waits for its verification")
        }
        guard facts.now <= duty.deadline.at else {
            throw Refusal(
                .late,
                "more time is asked for before the deadline, which was \(facts.said(duty.deadline.at))"
            )
        }
        let granted = duty.extensions?.granted.count ?? 0
        guard granted < rule.times else {
            throw Refusal(
                .notPermitted,
                "more time was granted \(granted) time(s) already, which is all there can be")
        }
    }

    /// WHY by where they end: which of `10 days` and `7 workdays` is more only a calendar knows.
    private func checkAmount(
        _ period: Period, _ rule: DutyOpened.ExtensionRule, _ duty: Duty
    ) throws(Refusal) {
        guard !period.isZero, let calendar = facts.calendar(duty.opened.calendar),
            let end = try? calendar.deadline(from: duty.deadline.at, period: period).at,
            let last = try? calendar.deadline(from: duty.deadline.at, period: rule.atMost).at,
            end <= last
        else {
            throw Refusal(
                .badInput, "`\(period)` is not within the \(rule.atMost) that can be granted")
        }
    }

    /// Grants or refuses what was asked for.
    mutating func answer(_ right: Right, of id: DutyID, _ command: ActOnDuty) throws(Refusal) {
        guard let duty = state.duties[id], let asked = duty.extensions?.asked,
            let rule = duty.opened.extend
        else { throw Refusal(.late, "nobody waits for this answer any more") }
        guard command.kind == .decide, let outcome = command.outcome,
            right.offered.contains(outcome)
        else {
            throw Refusal(.notOffered, "answer with `granted` or `refused`")
        }
        let principal = try answerer(right, asked, command)
        let people = People([command.person, principal]).members
        try checkSeparation(of: people, at: duty.opened.step, in: duty.opened.place.parent)
        let actor = Actor.person(
            command.person, onBehalfOf: principal == command.person ? nil : principal)
        guard outcome == Extensions.granted else {
            emit(
                .extensionAnswered(
                    ExtensionAnswered(
                        duty: id, number: asked.number, period: nil, comment: command.comment,
                        by: people)),
                by: actor)
            return makeRoom(for: duty.opened.step)
        }
        let period = try grantedPeriod(asked, command)
        try checkAmount(period, rule, duty)
        let change = try prolonged(
            duty, by: period, because: "`\(principal)` granted \(period) more")
        emit(
            .extensionAnswered(
                ExtensionAnswered(
                    duty: id, number: asked.number, period: period, comment: command.comment,
                    by: people)),
            by: actor)
        emit(.dutyRescheduled(change))
        makeRoom(for: duty.opened.step)
    }

    /// Nobody grants time to themselves.
    private func answerer(
        _ right: Right, _ asked: ExtensionRequested, _ command: ActOnDuty
    ) throws(Refusal) -> Person {
        guard let principal = principal(of: command, for: right) else {
            throw Refusal(.notAllowed, "`\(command.person)` is not one of those who may do this")
        }
        let asking = [asked.person, asked.onBehalfOf].compactMap(\.self)
        guard !asking.contains(principal), !asking.contains(command.person) else {
            throw Refusal(.separation, "nobody grants time to themselves")
        }
        return principal
    }

    /// Whoever grants may give less than was asked for.
    private func grantedPeriod(
        _ asked: ExtensionRequested, _ command: ActOnDuty
    ) throws(Refusal) -> Period {
        guard let text = command.fields["by"] else { return asked.period }
        do {
            return try Period(parsing: text.stringValue ?? "")
        } catch {
            throw Refusal(
                .badInput, "`by` says how much is granted, such as `3 workdays`: \(error)")
        }
    }

    private func prolonged(
        _ duty: Duty, by period: Period, because reason: String
    ) throws(Refusal) -> DutyRescheduled {
        guard let clock = engine.map.clock(of: duty.opened.step) else {
            throw Refusal(.late, "the plan has no duty `\(duty.opened.step)`")
        }
        var counting = counting(of: duty, clock.due)
        counting.prolong(by: period)
        do throws(Fault) {
            var deadline = try deadline(of: counting, calendar: duty.opened.calendar)
            deadline.text = "\(duty.deadline.text) + \(period)"
            return DutyRescheduled(
                duty: duty.opened.duty, deadline: deadline,
                rungs: try rungs(of: duty, clock, until: deadline.at),
                reason: reason, counting: counting)
        } catch {
            throw Refusal(.badInput, error.message)
        }
    }

    /// From when the deadline of a duty counts, and what.
    func counting(of duty: Duty, _ due: DueDate) -> Counting {
        if let counting = duty.counting { return counting }
        guard case .period(let period) = due else {
            return Counting(from: duty.deadline.at, periods: [])
        }
        return Counting(from: duty.openedAt, periods: [period])
    }

    func deadline(
        of counting: Counting, calendar id: String?
    ) throws(Fault) -> DutyOpened.Deadline {
        guard let calendar = facts.calendar(id) else {
            throw Fault("calendar", "there is no calendar to count in")
        }
        var deadline = DutyOpened.Deadline(at: counting.from, text: "", provisional: false)
        do throws(CalendarError) {
            if let worktime = counting.worktime {
                let end = try calendar.deadline(from: counting.from, worktime: worktime)
                (deadline.at, deadline.provisional) = (end.at, end.provisional)
            }
            for period in counting.periods {
                let end = try calendar.deadline(from: deadline.at, period: period)
                deadline.at = end.at
                deadline.provisional = deadline.provisional || end.provisional
            }
        } catch {
            throw Fault("calendar", error.message)
        }
        return deadline
    }
}

extension Counting {
    /// WHY: 60 days and 30 more are 90 days, even where the 60th is a holiday.
    fileprivate mutating func prolong(by period: Period) {
        exact = nil
        if let last = periods.last, last.unit == period.unit,
            let whole = Period(last.amount + period.amount, period.unit)
        {
            periods[periods.count - 1] = whole
        } else {
            periods.append(period)
        }
    }
}
