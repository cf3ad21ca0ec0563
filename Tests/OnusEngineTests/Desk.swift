import OnusCatalog
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

/// Drives one run through the engine and keeps its record.
struct Desk {
    let engine: Engine
    var now: Timestamp
    var state: RunState?
    var events: [Event] = []
    var effects: [Effect] = []
    /// How long the record was after each command, and the state it led to.
    var batches: [(length: Int, state: RunState)] = []
    /// Whose turn it was, as the runtime keeps it from run to run.
    var turns: [StepID: Person] = [:]
    var organization = World.organization
    private var entropy: UInt64 = 0

    init(
        _ plan: Plan, at time: String = "2026-06-01T09:00:00Z", catalog: Catalog? = nil
    ) throws {
        engine = Engine(plan: plan, digest: "plan", catalog: try catalog ?? World.catalog())
        now = World.time(time)
    }

    /// Why signals that came were not taken.
    var refusals: [String] {
        events.compactMap { event in
            if case .signalReceived(let receipt) = event.body { receipt.refused } else { nil }
        }
    }

    @discardableResult
    mutating func send(_ command: Command.Body) throws -> [String] {
        entropy += 1
        var facts = try World.facts(at: now, entropy: entropy)
        facts.turns = turns
        facts.organization = organization
        let decision = try engine.decide(state, command, facts)
        turns.merge(decision.turns) { _, new in new }
        state = decision.state
        events += decision.events
        effects += decision.effects
        if !decision.events.isEmpty { batches.append((events.count, decision.state)) }
        return decision.events.map(\.body.kind.rawValue)
    }

    @discardableResult
    mutating func start(by person: Person = "eve", inputs: ValueMap = [:]) throws -> [String] {
        try send(.start(StartRun(run: "r", initiator: person, inputs: inputs)))
    }

    @discardableResult
    mutating func decide(
        _ place: String, _ outcome: String, by person: Person, digest: String? = nil
    ) throws -> [String] {
        try send(
            .act(
                ActOnDuty(
                    duty: DutyID("r/\(place)"), kind: .decide, person: person, outcome: outcome,
                    digest: digest)))
    }

    /// Lets time pass to this moment, firing each timer at its own time.
    mutating func pass(to time: String) throws {
        let end = World.time(time)
        while let next = state?.timers.values.min(), next <= end {
            now = max(now, next)
            try send(.wake)
        }
        now = end
    }

    func duty(_ place: String) throws -> Duty {
        try #require(state?.duties[DutyID("r/\(place)")], "no open duty at \(place)")
    }

    var openDuties: [String] { (state?.duties.keys.map(\.rawValue) ?? []).sorted() }

    /// The code of the refusal that this is answered with.
    mutating func refusal(_ command: Command.Body) throws -> Refusal.Code? {
        do {
            try send(command)
            return nil
        } catch let refusal as Refusal {
            return refusal.code
        }
    }
}
