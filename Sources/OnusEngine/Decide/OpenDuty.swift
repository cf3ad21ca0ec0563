import OnusCEL
import OnusCalendar
import OnusCatalog
import OnusModel
import OnusPlugin

// Opening a duty: everything that is looked up outside the run goes into the event.
extension Decider {
    mutating func open(_ plan: DutyPlan, _ entry: Entry) throws(Fault) {
        let id = dutyID(entry.place)
        var scope = Scope(frame: entry.frame)
        let cast = try cast(plan, entry, scope)
        let deadline = try deadline(of: plan.clock, scope)
        scope.extras["duty"] = .map([
            "id": .string(id.rawValue), "step": .string(entry.step.id.rawValue),
        ])
        let parameters = try record(plan.parameters, in: scope)
        let task = try task(plan.task, parameters)
        try check(task, for: cast.people.responsible, without: cast.excluded.map(\.person))
        let content = content(of: plan, in: entry.frame)
        try checkSize(content, of: "what the duty shows")
        let title = try title(of: entry)
        let description = try entry.step.description.map { words throws(Fault) in
            try text(words, in: Scope(frame: entry.frame))
        }
        let extend = try plan.extend.map { extend throws(Fault) in
            DutyOpened.ExtensionRule(
                by: try people(extend.by, in: scope), atMost: extend.atMost, times: extend.times)
        }
        emit(
            .dutyOpened(
                DutyOpened(
                    duty: id, step: entry.step.id, place: entry.place, pass: entry.pass,
                    title: title, description: description, task: plan.task, parameters: parameters,
                    people: cast.people,
                    deadline: deadline, calendar: plan.calendar, ladder: plan.ladder,
                    rungs: try rungTimes(
                        of: plan.clock, from: facts.now, to: deadline.at),
                    offered: plan.offered,
                    digest: contentDigest(content, parameters), content: content,
                    excluded: cast.excluded.isEmpty ? nil : cast.excluded, deemed: plan.deemed,
                    priority: plan.priority == 0 ? nil : plan.priority,
                    isSecret: task.isSecret ? true : nil, extend: extend,
                    replaced: cast.replaced)))
        noteTurn(of: cast.turn, at: entry.step.id)
    }

    func task(_ name: String, _ parameters: ValueMap) throws(Fault) -> BoundDuty {
        do throws(TaskFault) { return try engine.tasks.task(name, parameters) } catch {
            throw Fault(error)
        }
    }

    /// Nobody is asked for what cannot come about: a vote that is too small for its own rule ends as
    /// an error that somebody owns, not as an outcome.
    func check(
        _ task: BoundDuty, for deciders: [Person], without absent: [Person]
    ) throws(Fault) {
        if let problem = task.problems(for: deciders, without: absent).first {
            throw Fault("parameter", problem.description)
        }
    }

    func deadline(of clock: DutyClock, _ scope: Scope) throws(Fault) -> DutyOpened.Deadline {
        switch clock.due {
        case .period(let period):
            let end = try deadline(period, calendar: clock.calendar)
            return DutyOpened.Deadline(
                at: end.at, text: period.description, provisional: end.provisional)
        case .at(let expression):
            let time = try timestamp(expression, in: scope)
            return DutyOpened.Deadline(at: time, text: expression.text, provisional: false)
        }
    }

    /// When each rung of a ladder fires for the first time, never before the one below it.
    func rungTimes(
        of clock: DutyClock, from start: Timestamp, to due: Timestamp
    ) throws(Fault) -> [Timestamp] {
        guard let ladder = engine.plan.ladders[clock.ladder] else {
            throw Fault("ladder", "the plan has no ladder `\(clock.ladder)`")
        }
        var times: [Timestamp] = []
        for rung in ladder.rungs {
            let time = try rungTime(rung.at, of: clock, from: start, to: due)
            times.append(max(time, times.last ?? start))
        }
        return times
    }

    private func rungTime(
        _ at: RungTime, of clock: DutyClock, from start: Timestamp, to due: Timestamp
    ) throws(Fault) -> Timestamp {
        switch at {
        case .due: return due
        case .percent(let share):
            guard let calendar = facts.calendar(clock.calendar) else {
                throw Fault("calendar", "there is no calendar to count `\(share)` in")
            }
            return calendar.point(
                share, from: start, to: due, inWorkingTime: clock.due.countsWorkingTime)
        case .after(let period):
            guard let calendar = facts.calendar(clock.calendar) else {
                throw Fault("calendar", "there is no calendar to count `\(period)` in")
            }
            do {
                return try calendar.deadline(from: due, period: period).at
            } catch {
                throw Fault("calendar", "\(error)")
            }
        }
    }
}

extension DueDate {
    var countsWorkingTime: Bool {
        if case .period(let period) = self { period.countsWorkingTime } else { false }
    }
}
