import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues

/// One run with its record, and what must hold of it after each command.
struct RunRecord {
    var engine: Engine
    private(set) var state: RunState?
    private(set) var events: [Event] = []
    /// The same, folded from the events alone.
    private var folded: RunState?
    private var fired: Set<String> = []
    private var opened: Set<DutyID> = []
    private var closed: Set<DutyID> = []
    var faults: [String] = []

    init(engine: Engine) { self.engine = engine }

    mutating func take(_ decision: Decision) {
        for event in decision.events {
            look(at: event)
            RunState.evolve(&folded, event)
        }
        events += decision.events
        state = decision.state
        if !decision.events.isEmpty, folded != state {
            faults.append("the record does not fold to the state (I12)")
        }
        lookAtState(decision.state)
        // Less often: it takes longer than the decision.
        if events.count % 8 == 1 { lookAtStored(decision.state) }
    }

    /// What is stored is read as what it was.
    private mutating func lookAtStored(_ state: RunState) {
        do {
            let text = try ValueEncoder(keys: .asWritten).encode(state).canonicalJSON
            let read = try ValueDecoder(keys: .asWritten).decode(
                RunState.self, from: Value(canonicalJSON: text))
            if read != state { faults.append("the stored state is read as another (I12)") }
        } catch {
            faults.append("the stored state cannot be read: \(error) (I12)")
        }
    }

    private mutating func look(at event: Event) {
        if event.sequence != (folded?.sequence ?? 0) + 1 {
            faults.append("event \(event.sequence) comes after \(folded?.sequence ?? 0) (I3)")
        }
        switch event.body {
        case .dutyOpened(let duty):
            if !opened.insert(duty.duty).inserted { faults.append("\(duty.duty) opens twice (I2)") }
            look(at: duty)
        case .dutyClosed(let end): close(end.duty)
        case .dutyWithdrawn(let end): close(end.duty)
        case .rungFired(let rung):
            if !fired.insert("\(rung.duty) \(rung.rung) \(rung.repetition) \(rung.ascent ?? 1)")
                .inserted
            {
                faults.append("a rung of \(rung.duty) fired twice (I4)")
            }
        case .dutyActed(let acted): look(at: acted.act, on: acted.duty)
        case .runFailed(let end) where Self.impossible.contains(end.error):
            faults.append("the run failed: \(end.error): \(end.message)")
        default: break
        }
    }

    /// What a workflow that passed the check cannot come to.
    private static let impossible: Set = [
        "expression", "no_case", "no_end", "no_step", "limit", "timer", "items",
    ]

    private mutating func close(_ duty: DutyID) {
        if !opened.contains(duty) { faults.append("\(duty) ends and never began (I2)") }
        if !closed.insert(duty).inserted { faults.append("\(duty) ends twice (I2)") }
    }

    private mutating func look(at duty: DutyOpened) {
        let people = duty.people
        if people.responsible.isEmpty, duty.isPhase != true {
            faults.append("\(duty.duty) is nobody's")
        }
        if duty.rungs.isEmpty { faults.append("\(duty.duty) has no ladder (I5)") }
        if let incident = duty.incident {
            if Self.impossible.contains(incident.error) {
                faults.append("\(duty.duty): \(incident.error): \(incident.message)")
            }
            return
        }
        if people.supervisor.isEmpty { faults.append("nobody supervises \(duty.duty)") }
        let doers = Set(people.responsible + [people.accountable])
        if doers.isSuperset(of: people.supervisor) {
            faults.append("\(duty.duty) is supervised by its doers alone")
        }
    }

    /// Whoever acts is on the duty, or stands in for somebody who is (I7).
    private mutating func look(at act: Act, on id: DutyID) {
        guard let duty = folded?.duties[id] else {
            faults.append("somebody acted on \(id), which is not open (I2)")
            return
        }
        let allowed: [Person]? =
            switch act.kind {
            case .decide, .claim, .release, .progress, .recuse: duty.responsible
            case .verify: duty.opened.people.verifiers
            case .comment, .attach: nil
            }
        if let allowed, !allowed.contains(act.voice) {
            faults.append("\(act.voice) did \(act.kind.rawValue) on \(id) (I7)")
        }
    }

    private mutating func lookAtState(_ state: RunState) {
        if opened.subtracting(closed) != Set(state.duties.keys) {
            faults.append("a duty is lost: \(opened.subtracting(closed)), \(state.duties.keys)")
        }
        guard state.isOpen else {
            if !state.duties.isEmpty { faults.append("the run is over and duties are open (I5)") }
            if !state.timers.isEmpty { faults.append("the run is over and timers are left (I4)") }
            if !state.activations.isEmpty { faults.append("the run is over and steps are open") }
            return
        }
        if !state.waitsForSomething { faults.append("nothing goes on, and the run is open (I6)") }
        for (id, duty) in state.duties {
            if state.timers[.rung(id)] == nil, duty.nextRung == 0, duty.stopped == nil {
                faults.append("nothing watches \(id) (I5)")
            }
            if duty.stopped != nil, state.timers[.rung(id)] != nil {
                faults.append("a rung of \(id) would fire while its clock stands still (I4)")
            }
            if duty.deciders.isEmpty, duty.opened.isPhase != true {
                faults.append("nobody is left on \(id) (I5)")
            }
        }
        for (timer, _) in state.timers where timer.rawValue.hasPrefix("rung:") {
            if state.duties[DutyID(String(timer.rawValue.dropFirst(5)))] == nil {
                faults.append("the timer \(timer) watches nothing (I4)")
            }
        }
    }
}
