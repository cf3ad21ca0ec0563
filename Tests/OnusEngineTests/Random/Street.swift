import OnusCalendar
import OnusCatalog
import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues
import RandomWorkflows

/// Runs that go on beside each other, with all that is done outside: actions, locks, events and
/// calls. After every command it holds the promises of runs against what happened.
struct Street {
    let catalog: Catalog
    let engines: [WorkflowID: Engine]
    /// Of the workflow's next version, where there is one.
    let next: Engine?
    var organization: Organization
    /// Of the organisation, which is another one each time that it is deployed.
    var house = "house"
    /// As far as they are published.
    var calendars: [String: WorkingCalendar]
    /// Those that come into force when they have grown.
    private let grown: [String: WorkingCalendar]
    var now: Timestamp
    var chance: Chance
    /// The run that everything begins with.
    var main: RunID = "r"
    var runs: [RunID: RunRecord] = [:]
    /// Effects that were committed and not yet performed, oldest first.
    var waiting: [Effect] = []
    /// Who is in a lock, and behind them those who wait for it.
    var locks: [String: [LockEffect]] = [:]
    var turns: [WorkflowID: [StepID: Person]] = [:]
    /// What should never happen and did.
    var faults: [String] = []
    private(set) var commands = 0
    /// Whether people want to come to an end: nobody turns the same loop again and again.
    var isEnding = false
    /// How often a step has been decided since then.
    var decided: [StepID: Int] = [:]

    init(
        _ files: CheckedFiles, next: Plan? = nil, catalog: Catalog, seed: UInt64,
        at time: Timestamp
    ) {
        let plans = files.workflows.map(Compiler.compile)
        self.catalog = catalog
        engines = Dictionary(
            uniqueKeysWithValues: plans.map {
                ($0.workflow, Engine(plan: $0, digest: "plan of \($0.workflow)", catalog: catalog))
            })
        self.next = next.map { Engine(plan: $0, digest: "the next plan", catalog: catalog) }
        organization = files.organizations[0].organization
        grown = Dictionary(
            uniqueKeysWithValues: files.calendars.compactMap { file in
                (try? file.calendar().get()).map { (file.id.value, $0) }
            })
        calendars = grown
        chance = Chance(seed: seed)
        now = time
    }

    /// The year begins with what was published until then.
    mutating func begin(with calendars: [String: WorkingCalendar]) { self.calendars = calendars }

    /// The next year's holidays are published.
    mutating func growCalendars() { calendars = grown }

    func facts(for engine: Engine) -> Facts {
        var facts = Facts(
            now: now, entropy: UInt64(commands) &* 977 &+ 11, organization: organization,
            organizationDigest: house, calendars: calendars,
            openDuties: engine.countsOpenDuties ? openDuties : [:],
            turns: turns[engine.plan.workflow] ?? [:])
        for callee in engine.callees { facts.callees[callee] = "plan of \(callee)" }
        return facts
    }

    private var openDuties: [Person: Int] {
        var counts: [Person: Int] = [:]
        for duty in runs.values.compactMap(\.state).flatMap(\.duties.values) {
            for person in duty.responsible { counts[person, default: 0] += 1 }
        }
        return counts
    }

    /// Gives a command to a run, and looks at what came of it.
    mutating func send(
        _ command: Command.Body, to run: RunID, of workflow: WorkflowID? = nil,
        by other: Engine? = nil
    ) throws(Refusal) {
        guard let engine = other ?? runs[run]?.engine ?? workflow.flatMap({ engines[$0] }) else {
            throw Refusal(.unknownRun, "no run `\(run)`")
        }
        commands += 1
        let decision = try engine.decide(runs[run]?.state, command, facts(for: engine))
        turns[engine.plan.workflow, default: [:]].merge(decision.turns) { _, new in new }
        var record = runs[run] ?? RunRecord(engine: engine)
        record.engine = engine
        record.take(decision)
        for fault in record.faults { faults.append("\(run): \(fault)") }
        record.faults = []
        runs[run] = record
        for effect in decision.effects { take(effect) }
    }

    /// INVARIANT: an effect has its key alone as long as it is not performed. Later its key may come
    /// again, when somebody has the same step tried once more.
    private mutating func take(_ effect: Effect) {
        if waiting.contains(where: { $0.key == effect.key }) {
            faults.append("the effect \(effect.key) waits twice (I9)")
        }
        waiting.append(effect)
    }

    var openRuns: [RunID] {
        runs.filter { $0.value.state?.isOpen == true }.keys.sorted()
    }

    func state(of run: RunID) -> RunState? { runs[run]?.state }

    /// Lets all runs do what is due by now.
    mutating func wake() {
        for run in openRuns {
            attempt(.wake, run)
            guard let record = runs[run], let state = record.state, state.isOpen else { continue }
            if let late = state.timers.first(where: { $0.value <= now }) {
                faults.append("\(run): the timer \(late.key) did not fire (I4)")
            }
            let more = try? record.engine.decide(state, .wake, facts(for: record.engine)).events
            if more?.isEmpty != true { faults.append("\(run): something was left to do (I12)") }
        }
    }

    /// For what may be refused because the run has gone on.
    mutating func attempt(_ command: Command.Body, _ run: RunID) {
        do throws(Refusal) {
            try send(command, to: run)
        } catch {
            if error.code != .late, error.code != .runIsOver, error.code != .unknownRun {
                faults.append("\(run): \(command) was refused: \(error.message)")
            }
        }
    }
}
