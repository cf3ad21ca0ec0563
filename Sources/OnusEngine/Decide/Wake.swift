import OnusCalendar
import OnusModel
import OnusPlugin

// What becomes due by itself.
extension Decider {
    /// Fires everything that is due by now, in the order of its time. Late rather than never.
    mutating func wake() {
        advance()
        reschedule()
        if dismissWhoLeft() { advance() }
        var fired = 0
        while state.isOpen, let (timer, _) = nextDue(), fired < Self.mostMoves {
            fire(timer)
            advance()
            fired += 1
        }
    }

    private func nextDue() -> (TimerID, Timestamp)? {
        state.timers.filter { $0.value <= facts.now }
            .min { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { ($0.key, $0.value) }
    }

    private mutating func fire(_ timer: TimerID) {
        for id in state.duties.keys {
            if timer == .rung(id) { return climb(id) }
            if timer == .deemed(id) { return deem(id) }
        }
        for (place, activation) in state.activations {
            if timer == .wait(place) { return endWait(activation, at: place) }
            if timer == .retry(place) { return retry(place, activation) }
            if let handler = handler(of: activation, at: place, for: timer) {
                return beginAtTime(handler, at: place)
            }
        }
        // WHY: a timer whose owner is gone cannot stand in the state, since `evolve` takes both
        // away together. Should it all the same, the run says so instead of turning for ever.
        failRun("timer", "the timer `\(timer)` belongs to nothing")
    }

    /// Silence counts as an outcome, because the workflow cites the clause that makes it so.
    private mutating func deem(_ id: DutyID) {
        guard let duty = state.duties[id], let deemed = duty.opened.deemed else { return }
        emit(
            .dutyClosed(
                DutyClosed(
                    duty: id, outcome: deemed.outcome, outputs: [:],
                    because: "deemed by `\(deemed.basis)`: \(standing(of: duty)) by the deadline",
                    by: [])))
    }

    private func handler(
        of activation: Activation, at place: Place, for timer: TimerID
    ) -> ScopePlan.Handler? {
        guard case .scope(let plan) = engine.map.step(activation.step)?.verb else { return nil }
        return plan.handlers.first { timer == .handler($0.id, of: place) }
    }

    private mutating func endWait(_ activation: Activation, at place: Place) {
        let isReceive = if case .receive = activation.work { true } else { false }
        emit(
            .stepEnded(
                StepEnded(
                    place: place, outcome: isReceive ? ReceivePlan.expired : nil, outputs: [:])))
    }

    /// Begins an occurrence of a scope's handler.
    mutating func begin(
        _ handler: ScopePlan.Handler, at scope: Place, signal: Signal? = nil
    ) {
        guard case .block(let block) = state.activations[scope]?.work else { return }
        let number = (block.occurrences[handler.id] ?? 0) + 1
        emit(
            .blockOpened(
                BlockOpened(
                    place: scope.appending(handler.id.rawValue, item: number),
                    block: handler.block.id, owner: scope, handler: handler.id, signal: signal)))
    }

    /// Begins an occurrence whose time has come, and arms the next one.
    private mutating func beginAtTime(_ handler: ScopePlan.Handler, at scope: Place) {
        let due = state.timers[.handler(handler.id, of: scope)] ?? facts.now
        guard case .block(let block) = state.activations[scope]?.work else { return }
        let number = (block.occurrences[handler.id] ?? 0) + 1
        begin(handler, at: scope)
        guard case .every(let period) = handler.trigger, let entry = openEntry(at: scope),
            let entered = state.activations[scope]?.enteredAt
        else { return }
        do throws(Fault) {
            let next = try next(every: period, from: entered, after: due)
            emit(
                .handlerArmed(
                    HandlerArmed(
                        scope: scope, handler: handler.id, occurrence: number + 1, at: next)))
        } catch {
            raise(error, at: entry)
        }
    }

    /// Deadlines beyond the calendar's last published day are computed again once it has grown.
    private mutating func reschedule() {
        for (id, duty) in state.duties.sorted(by: { $0.key < $1.key })
        where duty.deadline.provisional {
            guard duty.opened.incident == nil, let clock = engine.map.clock(of: duty.opened.step),
                let calendar = facts.calendar(clock.calendar),
                let end = try? deadline(
                    of: counting(of: duty, clock.due), calendar: clock.calendar),
                end.at != duty.deadline.at || !end.provisional,
                let rungs = try? rungs(of: duty, clock, until: end.at)
            else { continue }
            emit(
                .dutyRescheduled(
                    DutyRescheduled(
                        duty: id,
                        deadline: DutyOpened.Deadline(
                            at: end.at, text: duty.deadline.text, provisional: end.provisional),
                        rungs: rungs, reason: "the calendar `\(calendar.id)` has grown",
                        counting: duty.counting)))
        }
    }
}
