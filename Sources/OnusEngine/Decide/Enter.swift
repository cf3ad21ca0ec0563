import OnusCalendar
import OnusCatalog
import OnusModel
import OnusPlugin

// Entering a step.
extension Decider {
    /// Opens a step in the list at `frame`, or passes over it.
    mutating func enter(_ id: StepID, in frame: Place) {
        guard let step = engine.map.step(id) else {
            return failRun("no_step", "the plan has no step `\(id)`")
        }
        let entry = entry(of: step, in: frame)
        do throws(Fault) {
            try checkPasses(entry)
            if let condition = step.condition, try !isTrue(condition, in: Scope(frame: frame)) {
                return emit(
                    .stepSkipped(StepSkipped(step: id, place: entry.place, pass: entry.pass)))
            }
            try begin(entry)
        } catch {
            raise(error, at: entry)
        }
    }

    /// A step about to be entered.
    struct Entry {
        let step: Step
        let frame: Place
        let place: Place
        let pass: Int
    }

    func entry(of step: Step, in frame: Place) -> Entry {
        let key = frame.appending(step.id.rawValue).withoutPasses
        let pass = (state.passes[key] ?? 0) + 1
        return Entry(
            step: step, frame: frame, place: frame.appending(step.id.rawValue, pass: pass),
            pass: pass)
    }

    /// A step that is open.
    func openEntry(at place: Place) -> Entry? {
        guard let activation = state.activations[place],
            let step = engine.map.step(activation.step)
        else { return nil }
        return Entry(
            step: step, frame: activation.frame, place: place, pass: activation.pass)
    }

    private func checkPasses(_ entry: Entry) throws(Fault) {
        guard let most = entry.step.maximumPasses, entry.pass > most else { return }
        throw Fault(
            "passes", "`\(entry.step.id)` was entered \(most) times, which is its `at_most`")
    }

    private mutating func begin(_ entry: Entry) throws(Fault) {
        switch entry.step.verb {
        case .duty(let plan): try open(plan, entry)
        case .action(let plan): try request(plan, entry)
        case .set(let bindings):
            let values = try record(bindings, in: Scope(frame: entry.frame))
            try checkLimits(of: values, at: entry)
            emit(
                .variablesSet(
                    VariablesSet(
                        step: entry.step.id, place: entry.place, pass: entry.pass, values: values)))
        case .wait(let plan): try wait(plan, entry)
        case .receive(let plan): try receive(plan, entry)
        case .emit(let plan): try send(plan, entry)
        case .withdraw(let steps): withdraw(steps, entry)
        case .call(let plan): try call(plan, entry)
        case .lock(let plan): try request(plan, entry)
        case .parallel(let plan): try open(plan, entry)
        case .switch(let cases): try choose(cases, entry)
        case .scope(let plan): try open(plan, entry)
        case .repeat(let plan): open(plan, entry)
        case .foreach(let plan): try open(plan, entry)
        case .end(let plan):
            let outputs = try record(plan.outputs, in: Scope(frame: entry.frame))
            endRun(plan, outputs: outputs, at: entry)
        case .fail(let plan):
            let message = try plan.message.map { message throws(Fault) in
                try text(message, in: Scope(frame: entry.frame))
            }
            throw Fault(plan.error, message ?? "the workflow says `fail: \(plan.error)`")
        }
    }

    /// INVARIANT: a variable has a value that it was declared for; what is proved of it rests on that.
    private func checkLimits(of values: ValueMap, at entry: Entry) throws(Fault) {
        let blocks = frames(around: entry.frame).compactMap { _, frame in
            frame.owner.flatMap { state.activations[$0]?.step }
        }
        let seen = blocks.compactMap { engine.map.step($0)?.variables }.joined()
        for field in Array(seen) + engine.plan.variables where values[field.name] != nil {
            if let problem = field.problem(with: values[field.name]) {
                throw Fault("expression", "`\(entry.step.id)` sets a variable wrongly: \(problem)")
            }
        }
    }

    private mutating func request(_ plan: ActionPlan, _ entry: Entry) throws(Fault) {
        let parameters = try record(plan.parameters, in: Scope(frame: entry.frame))
        emit(
            .actionRequested(
                ActionRequested(
                    step: entry.step.id, place: entry.place, pass: entry.pass, task: plan.task,
                    parameters: parameters)))
    }

    private mutating func wait(_ plan: WaitPlan, _ entry: Entry) throws(Fault) {
        let deadline: OnusCalendar.Deadline
        switch plan {
        case .period(let period): deadline = try self.deadline(period, calendar: nil)
        case .until(let expression):
            let time = try timestamp(expression, in: Scope(frame: entry.frame))
            deadline = OnusCalendar.Deadline(at: time, provisional: false)
        case .condition, .settled: return startWaiting(entry)
        }
        emit(
            .waitStarted(
                WaitStarted(
                    step: entry.step.id, place: entry.place, pass: entry.pass, until: deadline.at,
                    provisional: deadline.provisional)))
    }

    /// When a period that begins now ends.
    func deadline(_ period: Period, calendar id: String?) throws(Fault) -> OnusCalendar.Deadline {
        guard let calendar = facts.calendar(id) else {
            throw Fault(
                "calendar",
                id.map { "there is no calendar `\($0)`" }
                    ?? facts.organization.calendar.map {
                        "there is no calendar `\($0)`, which the organisation names"
                    } ?? "the organisation names no calendar and there is not exactly one")
        }
        do {
            return try calendar.deadline(from: facts.now, period: period)
        } catch {
            throw Fault("calendar", "\(error)")
        }
    }
}

/// An error of the run: a name to catch it by, and what happened.
struct Fault: Error {
    let name: String
    let message: String

    /// A task that cannot be used, or that broke what it declared.
    init(_ fault: TaskFault) {
        self.init(fault.cause == .unknown ? "unknown_task" : "failed", "\(fault)")
    }

    init(_ name: String, _ message: String) {
        self.name = name
        self.message = message.bounded
    }
}
