import OnusModel
import OnusPlugin

/// One decision in the making: the state so far, and the events that led to it.
struct Decider {
    let engine: Engine
    let facts: Facts
    /// What its expressions look into.
    let context: EvaluationContext
    private(set) var state: RunState
    private(set) var events: [Event] = []
    private(set) var effects: [Effect] = []
    /// Who got duties here at which people take turns, the last at each step.
    private(set) var turns: [StepID: Person] = [:]
    private var closed: [Duty] = []
    /// How many signals caused each other down to this decision.
    var chain = 0
    /// Whether a variable was bound and conditions have not been looked at since.
    var areVariablesNew = false
    /// Runs that were called and of which it was just heard that they are over, or never were.
    private var failedCalls: Set<RunID> = []

    init(engine: Engine, state: RunState, facts: Facts) {
        self.engine = engine
        self.state = state
        self.facts = facts
        context = EvaluationContext(
            organization: facts.organization, calendar: facts.calendar(nil))
    }

    /// Records that something happened and folds it at once.
    mutating func emit(_ body: EventBody, by actor: Actor = .engine) {
        if let asked = body.closedDuty.flatMap({ state.duties[$0]?.extensions?.asked }) {
            emit(.extensionLapsed(ExtensionLapsed(asked)))
        }
        let event = Event(
            sequence: state.sequence + 1, at: facts.now, actor: actor, body: body)
        events.append(event)
        if let duty = body.closedDuty.flatMap({ state.duties[$0] }) { closed.append(duty) }
        effects += Engine.effects(of: event, before: state)
        let finished = engine.map.awaitsSteps ? finishedStep(body) : nil
        let before = engine.map.holdsOutside ? state : nil
        let known = state.cause?.isHeard == true ? state.actors : nil
        state.evolve(event)
        if let known { effects += Engine.tidings(of: event, known: known, after: state) }
        if case .variablesSet = body { areVariablesNew = engine.map.hasConditions }
        if let before {
            if case .callFailed(let call) = body { failedCalls.insert(call.run) }
            effects += Engine.releases(by: event, before: before, after: state).filter {
                !isOver($0)
            }
        }
        if let finished { announce(finished.step, at: finished.place) }
    }

    /// Whether what is to be taken back is gone already. A run that could not be started would be
    /// looked for in vain.
    private func isOver(_ effect: Effect) -> Bool {
        if case .cancel(let cancel) = effect.body {
            failedCalls.contains(cancel.run)
        } else {
            false
        }
    }

    /// The step that has finished by an event.
    private func finishedStep(_ body: EventBody) -> (step: StepID, place: Place)? {
        switch body {
        case .dutyClosed(let end):
            guard let duty = state.duties[end.duty]?.opened, duty.incident == nil else {
                return nil
            }
            return (duty.step, duty.place)
        case .actionCompleted(let end): return finishedStep(at: end.place)
        case .callReturned(let end): return finishedStep(at: end.place)
        case .stepEnded(let end): return finishedStep(at: end.place)
        case .variablesSet(let end): return (end.step, end.place)
        case .signalSent(let end): return (end.step, end.place)
        case .stepsWithdrawn(let end): return (end.step, end.place)
        case .caseChosen(let end): return (end.step, end.place)
        default: return nil
        }
    }

    private func finishedStep(at place: Place) -> (step: StepID, place: Place)? {
        state.activations[place].map { ($0.step, place) }
    }

    mutating func noteTurn(of person: Person?, at step: StepID) {
        if let person { turns[step] = person }
    }

    var decision: Decision {
        Decision(events: events, effects: effects, state: state, closed: closed, turns: turns)
    }

    /// A run that nothing else has started, drawn from the entropy of this command.
    func freshRun(of workflow: WorkflowID) -> RunID {
        var generator = SplitMix(
            seed: facts.entropy &+ UInt64(truncatingIfNeeded: state.sequence &* 0x9E37_79B9))
        return RunID.drawn(for: workflow, from: generator.next())
    }
}

extension EventBody {
    /// The duty that is over by it.
    var closedDuty: DutyID? {
        switch self {
        case .dutyClosed(let end): end.duty
        case .dutyWithdrawn(let end): end.duty
        default: nil
        }
    }
}

/// A small generator whose stream is fixed by its seed (Steele, Lea and Flood's SplitMix64).
package struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
