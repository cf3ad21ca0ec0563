import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import RandomWorkflows

// What people, time and the world do to the runs, by chance.
extension Street {
    static let people: [Person] = [
        "ann", "bob", "cay", "dan", "eve", "fay", "gus", "hal", "ida",
    ]

    /// The first run begins as its workflow says.
    mutating func start(
        _ workflow: WorkflowID, as beginning: RandomWorkflow.Beginning
    ) throws(Refusal) {
        guard let engine = engines[workflow] else { return }
        let names = ["ann", "bob", "cay"].filter { _ in chance.percent(60) }
        let inputs: ValueMap = [
            "amount": .decimal(chance.percent(50) ? 50 : 5_000),
            "kind": .string(chance.pick("small", "large", "none")),
            "urgent": .bool(chance.percent(50)),
            "names": .list(names.map { .string($0) }),
        ]
        var start = StartRun(run: main, initiator: chance.pick("ann", "dan"), inputs: inputs)
        switch beginning {
        case .person: break
        case .anybody: start.initiator = .holding(receipt: "abc")
        case .calendar:
            now = engine.nextStart(after: now, facts(for: engine)) ?? now
            start = try engine.start(scheduledAt: now, facts(for: engine))
        case .event(let event):
            let signal = Signal(id: "first", name: event, data: inputs)
            guard let begun = try engine.start(by: signal, facts(for: engine)) else {
                faults.append("`\(event)` starts nothing")
                return
            }
            start = begun.start
        }
        main = start.run
        try send(.start(start), to: main, of: workflow)
    }

    /// Anything that may happen next.
    mutating func anything(events: [String]) {
        switch chance.below(20) {
        case 0...6: _ = performOne()
        case 7, 8: pass(hours: chance.pick(2, 20, 60))
        case 9: _ = tell(events, isFor: false)
        case 10: _ = useRight()
        case 11: oddAct()
        case 12: change()
        case 13: askForTime()
        default: _ = act()
        }
    }

    private mutating func change() {
        switch chance.below(10) {
        case 0, 1, 2, 3: changeHouse()
        case 4, 5, 6: migrate()
        case 8: growCalendars()
        case 7: if chance.percent(60) { cancel() }
        default: break
        }
    }

    /// What brings the runs on, as far as anything does; false when nothing can any more.
    mutating func goOn(events: [String]) -> Bool {
        if performOne() { return true }
        let length = recorded
        // WHY: what people may do again and again must not keep the rest from happening.
        let first = chance.below(4)
        for turn in 0..<4 {
            switch (first + turn) % 4 {
            case 0: for _ in 0..<4 where recorded == length { _ = act() }
            case 1: if chance.percent(50) { _ = useRight() }
            case 2: _ = tell(events, isFor: true)
            default: letTimePass()
            }
            if recorded > length || !waiting.isEmpty || openRuns.isEmpty { return true }
        }
        _ = useRight()
        if recorded > length || openRuns.contains(where: { state(of: $0)?.timers.isEmpty == false })
        {
            return true
        }
        return actSomehow()
    }

    private var recorded: Int { runs.values.map(\.events.count).reduce(0, +) }

    private mutating func letTimePass() {
        guard let next = openRuns.compactMap({ state(of: $0)?.timers.values.min() }).min() else {
            return
        }
        now = max(now, next)
        wake()
    }

    private mutating func pass(hours: Int) {
        now = now.adding(.seconds(hours * 3_600)) ?? now
        wake()
    }

    /// Everything that the workflow waits for from outside; an event that means nobody else too.
    private mutating func tell(_ events: [String], isFor all: Bool) -> Bool {
        guard !events.isEmpty else { return false }
        let kind = state(of: main)?.inputs["kind"] ?? "small"
        let wanted = isEnding ? events.filter(awaited.contains) : events
        for event in all ? wanted : [chance.one(of: events) ?? ""] {
            let data: ValueMap = [
                "kind": !all && chance.percent(30) ? "other" : kind, "name": "cay",
            ]
            deliver(Signal(id: "\(event) \(chance.next())", name: event, data: data))
        }
        return true
    }

    private mutating func useRight() -> Bool {
        for run in openRuns {
            guard let record = runs[run], let state = record.state,
                let right = state.rights.values.filter({ !isEnding || leadsOn($0, in: run) })
                    .min(by: { $0.id < $1.id }),
                let person = chance.one(of: right.people.filter(isHere))
            else { continue }
            var act = ActOnDuty(
                duty: right.id, kind: .decide, person: person,
                outcome: chance.one(of: right.offered))
            if right.duty == nil { act.fields = fields(record.engine.form(of: right.step)) }
            do throws(Refusal) {
                try send(.act(act), to: run)
                return true
            } catch  where error.code == .separation {
                continue
            } catch {
                faults.append("\(person) cannot use \(right.id): \(error.message)")
            }
        }
        return false
    }

    /// Somebody asks for more time; whether they may is not the question here.
    private mutating func askForTime() {
        for run in openRuns {
            let duties = state(of: run)?.duties.values.filter { $0.opened.extend != nil } ?? []
            guard let duty = duties.min(by: { $0.opened.duty < $1.opened.duty }),
                let person = chance.one(of: duty.deciders)
            else { continue }
            try? send(.askForTime(AskForTime(duty: duty.opened.duty, person: person)), to: run)
        }
    }

    private mutating func fields(_ form: [Field]) -> ValueMap {
        var fields: ValueMap = [:]
        for field in form where !field.isOptional || chance.percent(50) {
            switch field.type {
            case .decimal: fields[field.name] = .decimal(3)
            default: fields[field.name] = field.limits.choices?.first ?? "cay"
            }
        }
        return fields
    }

    /// Somebody does a duty; false when there is none, or they may not.
    private mutating func act() -> Bool {
        let duties = openRuns.flatMap { run in
            (state(of: run)?.duties.keys.sorted() ?? []).map { (run, $0) }
        }
        guard let (run, id) = chance.one(of: duties), let record = runs[run],
            let duty = record.state?.duties[id]
        else { return false }
        let desks = record.engine.desks(of: duty).filter(isHere)
        guard var person = chance.one(of: desks) else { return false }
        if chance.percent(20) { person = standIn(for: person) }
        let outcome =
            duty.proposal == nil ? outcome(of: duty) : chance.one(of: offered(by: duty))
        return (try? send(.act(act(on: duty, by: person, outcome, record.engine)), to: run)) != nil
    }

    /// Whoever has a duty does it in whatever way they may; false when nobody can at all.
    private mutating func actSomehow() -> Bool {
        for (run, record) in openRuns.compactMap({ run in runs[run].map { (run, $0) } }) {
            let duties = record.state?.duties ?? [:]
            for duty in duties.values.sorted(by: { $0.opened.duty < $1.opened.duty }) {
                for person in record.engine.desks(of: duty) {
                    for outcome in offered(by: duty) {
                        let act = act(on: duty, by: person, outcome, record.engine)
                        if (try? send(.act(act), to: run)) != nil { return true }
                    }
                }
            }
        }
        return false
    }

    private func offered(by duty: Duty) -> [String] {
        duty.proposal == nil ? duty.opened.offered : [Act.verified, Act.verified, Act.returned]
    }

    private mutating func act(
        on duty: Duty, by person: Person, _ outcome: String?, _ engine: Engine
    ) -> ActOnDuty {
        ActOnDuty(
            duty: duty.opened.duty, kind: duty.proposal == nil ? .decide : .verify, person: person,
            outcome: outcome, comment: "so be it",
            evidence: [File(name: "f.pdf", digest: String(repeating: "0", count: 64), size: 1)],
            fields: duty.proposal == nil ? fields(engine.form(of: duty.opened.step)) : [:])
    }

    private mutating func standIn(for person: Person) -> Person {
        let others = organization.delegations.filter { $0.from == person }.map(\.to)
        return chance.one(of: others) ?? person
    }

    /// Anybody does anything; most of it is refused.
    private mutating func oddAct() {
        guard let run = chance.one(of: openRuns),
            let id = chance.one(of: state(of: run)?.duties.keys.sorted() ?? []),
            let person = chance.one(of: Self.people), let kind = chance.one(of: ActKind.allCases)
        else { return }
        let outcome = chance.pick("approved", "verified", "done", "nonsense", "retry")
        try? send(
            .act(
                ActOnDuty(
                    duty: id, kind: kind, person: person, outcome: outcome, comment: "odd",
                    digest: chance.percent(10) ? "stale" : nil)), to: run)
    }
}
