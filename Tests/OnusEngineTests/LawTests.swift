import OnusCEL
import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

/// The laws that everything above the engine relies on, tried on random walks through a plan that
/// has every verb.
@Suite("Laws")
struct LawTests {
    static let walks = 60

    static func busyPlan() throws -> Plan {
        try plan(
            [
                Step(id: "note", verb: .set([Binding("x", .constant(1))])),
                duty(
                    "first", next: Next(byOutcome: ["rejected": .step("first")]),
                    extend: try more(by: "role('clerks')", times: 2)),
                parallel(
                    "both",
                    [
                        (
                            "one",
                            [
                                try duty("a", stopsDuring: ["b"]),
                                action("pay", catches: ["any": .leave]),
                            ]
                        ),
                        ("two", [try duty("b", ladder: "deciding", next: Next())]),
                    ], join: .count(1), rest: .goOn),
                Step(
                    id: "choose",
                    verb: .switch([
                        SwitchCase(
                            condition: try .cel("steps.first.passes > 1"),
                            action: .run(
                                Block(id: "choose/case-1", steps: [try duty("extra", next: Next())])
                            )),
                        SwitchCase(condition: nil, action: .go(.continue)),
                    ])),
                Step(id: "pause", verb: .wait(.period(try .init(parsing: "36 h")))),
                try PhaseTests.phase(
                    "phase", [duty("quick", next: Next()), duty("slow", next: Next())],
                    due: "4 workdays", ladder: "deciding", stopsDuring: ["slow"], next: Next()),
                try scope(
                    "deliver",
                    [try duty("report", verifiedBy: "person('eve')", extend: try more())],
                    every: "1 week", handler: "inspection",
                    [try duty("inspect", ladder: "deciding", next: Next())]),
                try each(
                    "visits", "[1, 2, 3]", "n", [try duty("visit", next: Next())], atOnce: 2),
                try again(
                    "drafts", [try duty("draft", next: Next())], until: "steps.draft.passes > 1"),
                try watched("watch"), Step(id: "other", verb: .call(CallPlan(workflow: "other"))),
                Step(
                    id: "vault",
                    verb: .lock(
                        LockPlan(
                            name: try Template(parsing: "v"),
                            body: Block(id: "vault", steps: [try duty("within", next: Next())])))),
                end("done", "ok"),
            ], separate: [[.start, .steps(["first"])]],
            together: [
                TogetherList(steps: ["quick", "slow"]),
                TogetherList(steps: ["draft", "visit"]),
            ])
    }

    /// A scope that listens, and steps in it that wait, send and take back.
    private static func watched(_ id: String) throws -> Step {
        let letter = EventPattern(events: ["letter"])
        let told = EventPattern(events: ["steps.plea"])
        let right = EventPattern(events: ["plea"], from: try .cel("role('clerks')"))
        let body = [
            parallel(
                "wide",
                [
                    (
                        "x",
                        [Step(id: "plea", verb: .receive(ReceivePlan(pattern: right, count: 2)))]
                    ),
                    (
                        "y",
                        [
                            try duty("narrow", next: Next()),
                            Step(id: "stop", verb: .withdraw(["plea"])),
                        ]
                    ),
                    ("z", [Step(id: "still", verb: .wait(.settled(["plea"], blockers: [])))]),
                ])
        ]
        return Step(
            id: StepID(id),
            verb: .scope(
                ScopePlan(
                    body: Block(id: BlockID(id), steps: body),
                    handlers: [
                        .init(
                            id: "hears", trigger: .event(letter),
                            block: Block(
                                id: BlockID("\(id)/hears"),
                                steps: [Step(id: "reply", verb: .emit(EmitPlan(event: "reply")))])),
                        .init(id: "sees", trigger: .event(told), block: Block(id: "s", steps: [])),
                    ])))
    }

    /// A run under random commands; every command that is refused must change nothing.
    static func walk(_ seed: UInt64) throws -> Desk {
        var chance = SplitMix(seed: seed)
        var desk = try Desk(busyPlan())
        try desk.start(by: "cay")
        for _ in 0..<80 where desk.state?.isOpen == true {
            let before = desk.state
            do {
                try step(&desk, &chance)
            } catch is Refusal {
                #expect(desk.state == before)
            }
        }
        return desk
    }

    private static func step(_ desk: inout Desk, _ chance: inout SplitMix) throws {
        let state = try #require(desk.state)
        let open = state.duties.keys.sorted()
        switch Int.random(in: 0..<16, using: &chance) {
        case 14:
            let extensible = open.filter { state.duties[$0]?.opened.extend != nil }
            guard let id = extensible.randomElement(using: &chance) else { return }
            try desk.send(.askForTime(AskForTime(duty: id, person: "ann")))
        case 15:
            let asked = state.rights.values.filter { $0.duty != nil }.map(\.id).sorted()
            guard let id = asked.first else { return }
            let outcome = Bool.random(using: &chance) ? "granted" : "refused"
            try desk.send(
                .act(ActOnDuty(duty: id, kind: .decide, person: "dan", outcome: outcome)))
        case 12:
            guard let lock = state.activations.first(where: { $0.value.work == .awaitsLock("v") })
            else { return }
            try desk.send(.lockTaken(lock.key))
        case 13:
            for (place, activation) in state.activations {
                guard case .call(let run) = activation.work else { continue }
                let result = CallAnswer.Result.ended("ok", outputs: [:], actors: ["ann"])
                try desk.send(
                    .callAnswered(CallAnswer(place: place, run: run, result: result)))
            }
        case 10:
            let id = "\(Int.random(in: 0..<20, using: &chance))"
            try desk.send(.deliver(Signal(id: id, name: "letter")))
        case 11:
            guard let right = state.rights.keys.min() else { return }
            try desk.send(.act(ActOnDuty(duty: right, kind: .decide, person: "ann")))
        case 0, 1:
            desk.now = desk.now.adding(.seconds(86_400)) ?? desk.now
            try desk.send(.wake)
        case 2, 3:
            let actions = state.activations.filter {
                if case .action = $0.value.work { true } else { false }
            }.keys.sorted()
            guard let place = actions.randomElement(using: &chance) else { return }
            let fault = ActionFault(error: "failed", message: "x", isPassing: true)
            try desk.send(
                Bool.random(using: &chance)
                    ? .actionCompleted(place, attempt: 1, outputs: ["number": 1])
                    : .actionFailed(place, attempt: 1, fault))
        default:
            guard let id = open.randomElement(using: &chance), let duty = state.duties[id] else {
                return
            }
            let people = ["ann", "bob", "cay", "dan", "eve"].map { Person($0) }
            let kinds: [ActKind] = [.decide, .decide, .decide, .claim, .verify, .recuse]
            let kind = kinds.randomElement(using: &chance) ?? .decide
            try desk.send(
                .act(
                    ActOnDuty(
                        duty: id, kind: kind, person: people.randomElement(using: &chance) ?? "ann",
                        outcome: kind == .verify
                            ? "verified" : duty.opened.offered.randomElement(using: &chance))))
        }
    }

    @Test("a record replays to the stored state (I12)", arguments: 0..<UInt64(walks))
    func replay(seed: UInt64) throws {
        let desk = try Self.walk(seed)
        #expect(RunState.folding(desk.events) == desk.state)
        #expect(desk.events.map(\.sequence) == Array(1...desk.events.count))
    }

    @Test("events and states read back as they were written", arguments: 0..<UInt64(walks))
    func coding(seed: UInt64) throws {
        let desk = try Self.walk(seed)
        let state = try #require(desk.state)
        let bytes = try ValueEncoder(keys: .asWritten).encode(state).canonicalJSON
        let read = try ValueDecoder(keys: .asWritten).decode(
            RunState.self, from: Value(canonicalJSON: bytes))
        #expect(read == state)
        for event in desk.events {
            let (kind, payload) = event.body.parts
            let json = try ValueEncoder().encode(payload).canonicalJSON
            #expect(try EventBody(kind, from: Value(canonicalJSON: json)) == event.body)
        }
    }

    @Test("the same commands give the same events", arguments: 0..<UInt64(10))
    func determinism(seed: UInt64) throws {
        let one = try Self.walk(seed)
        let other = try Self.walk(seed)
        #expect(one.events == other.events)
        #expect(one.effects == other.effects)
    }

    @Test(
        "after each command the record folds to its state, and nothing is left to do (I6, I12)",
        arguments: 0..<UInt64(walks))
    func batches(seed: UInt64) throws {
        let desk = try Self.walk(seed)
        var folded: RunState?
        var length = 0
        for batch in desk.batches {
            let events = desk.events[length..<batch.length]
            for event in events { RunState.evolve(&folded, event) }
            length = batch.length
            #expect(folded == batch.state, "after event \(length)")
            #expect(
                !batch.state.isOpen || batch.state.waitsForSomething,
                "after event \(length) nothing goes on")
            let time = try #require(events.last?.at)
            let more = try desk.engine.decide(batch.state, .wake, World.facts(at: time)).events
            #expect(more.isEmpty, "after event \(length) there was something left to do")
        }
        #expect(length == desk.events.count)
    }

    @Test("what is open waits for somebody or something (I5, I6)", arguments: 0..<UInt64(walks))
    func noLimbo(seed: UInt64) throws {
        let state = try #require(try Self.walk(seed).state)
        #expect(!state.isOpen || state.waitsForSomething)
        for (id, duty) in state.duties {
            let climbs =
                state.timers[.rung(id)] != nil || duty.nextRung > 0 || duty.stopped != nil
            #expect(climbs, "nothing watches \(id)")
        }
        for timer in state.timers.keys where timer.rawValue.hasPrefix("rung:") {
            #expect(state.duties[DutyID(String(timer.rawValue.dropFirst(5)))] != nil)
        }
    }
}

extension RunState {
    var waitsForSomething: Bool {
        !duties.isEmpty || !timers.isEmpty
            || activations.values.contains {
                switch $0.work {
                case .action, .receive, .condition, .call, .awaitsLock: true
                default: false
                }
            }
    }
}
