import OnusCalendar
import OnusEngine
import OnusModel
import OnusPlugin
import OnusValues
import Testing

@Suite("Moving runs to another version")
struct MigrateTests {
    private static func version2(
        _ steps: [Step], _ change: (inout Plan) throws -> Void = { _ in }
    ) throws -> Engine {
        var next = try plan(steps)
        next.version = 2
        try change(&next)
        return Engine(plan: next, digest: "plan2", catalog: try World.catalog())
    }

    private static func move(
        _ desk: Desk, _ engine: Engine, by person: Person = "eve", reason: String = "better"
    ) throws -> Decision {
        let command = MigrateRun(person: person, reason: reason, from: desk.engine.plan)
        return try engine.decide(
            desk.state, .migrate(command), try World.facts(at: desk.now))
    }

    private static func refusal(
        _ desk: Desk, _ engine: Engine, by person: Person = "eve"
    ) throws -> String {
        do {
            _ = try move(desk, engine, by: person)
            return "moved"
        } catch let refusal as Refusal {
            return refusal.message
        }
    }

    private static func start(_ steps: [Step]) throws -> Desk {
        var desk = try Desk(plan(steps))
        try desk.start()
        return desk
    }

    @Test("a run goes on by the new version from where it stands")
    func moves() throws {
        let desk = try Self.start([duty("ask"), end("done", "old")])
        let engine = try Self.version2([
            duty("ask"), duty("more", next: Next()), end("done", "new"),
        ]) { plan in
            plan.variables = [Field(name: "count", type: .int, defaultValue: 3)]
        }
        let decision = try Self.move(desk, engine)
        #expect(decision.events.map(\.body.kind.rawValue) == ["run.migrated"])
        var state = decision.state
        #expect(state.version == 2 && state.plan == "plan2")
        #expect(state.variables["count"] == 3)
        #expect(RunState.folding(desk.events + decision.events) == state)
        for (step, person) in [("ask", "ann"), ("more", "bob")] {
            let act = ActOnDuty(
                duty: DutyID("r/\(step)"), kind: .decide, person: Person(person),
                outcome: "approved")
            state = try engine.decide(state, .act(act), try World.facts(at: desk.now)).state
        }
        #expect(state.outcome == "new")
    }

    @Test("who may not, without a reason, or to the same version: refused")
    func refusals() throws {
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        let engine = try Self.version2([duty("ask"), end("done", "ok")])
        #expect(try Self.refusal(desk, engine, by: "bob").contains("may not move this run"))
        #expect(throws: Refusal.self) { try Self.move(desk, engine, reason: "") }
        #expect(try Self.refusal(desk, desk.engine).contains("follows this version already"))
        #expect(try Self.refusal(desk, engine, by: "dan") == "moved")
    }

    @Test("a step that is open and is not there, stands elsewhere or does something else")
    func steps() throws {
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        let gone = try Self.version2([duty("other"), end("done", "ok")])
        #expect(try Self.refusal(desk, gone).contains("there is no step `ask`"))
        let inside = try Self.version2([
            parallel("both", [("x", [duty("ask", next: Next())])]), end("done", "ok"),
        ])
        #expect(try Self.refusal(desk, inside).contains("the step `ask` stands elsewhere"))
        let machine = try Self.version2([action("ask"), end("done", "ok")])
        #expect(try Self.refusal(desk, machine).contains("it does something else there"))
        let task = try Self.version2([duty("ask", task: "ask.one"), end("done", "ok")])
        #expect(try Self.refusal(desk, task).contains("its task is `ask.one` there, not `ask`"))
    }

    @Test("a ladder that is being climbed must be the same from the next rung on")
    func ladder() throws {
        var desk = try Self.start([duty("ask"), end("done", "ok")])
        let engine = try Self.version2([duty("ask"), end("done", "ok")]) { plan in
            plan.ladders["standard"]?.rungs[0].mark = .red
        }
        #expect(try Self.refusal(desk, engine).contains("whose rungs are others there"))
        try desk.pass(to: "2026-06-03T12:00:00Z")
        #expect(try Self.refusal(desk, engine) == "moved")
    }

    @Test("an outcome that is offered must lead somewhere")
    func outcomes() throws {
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        var step = try duty("ask")
        if case .duty(var plan) = step.verb {
            plan.offered = ["approved"]
            step.verb = .duty(plan)
        }
        let engine = try Self.version2([step, end("done", "ok")])
        #expect(try Self.refusal(desk, engine).contains("offers `rejected`, which leads nowhere"))
    }

    @Test("what is read later must have been done, or still be to come")
    func reads() throws {
        let reading = try duty(
            "last", next: Next(), condition: "steps.check.outcome == 'approved'")
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        let passed = try Self.version2([
            duty("check", next: Next()), duty("ask"), reading, end("done", "ok"),
        ])
        #expect(
            try Self.refusal(desk, passed).contains(
                "`last` reads `steps.check`, which the run has passed without doing it"))
        let ahead = try Self.version2([
            duty("ask"), duty("check", next: Next()), reading, end("done", "ok"),
        ])
        #expect(try Self.refusal(desk, ahead) == "moved")
        let guarded = try duty(
            "last", next: Next(),
            condition: "has(steps.check.outcome) && steps.check.outcome == 'approved'")
        let asked = try Self.version2([
            duty("check", next: Next()), duty("ask"), guarded, end("done", "ok"),
        ])
        #expect(try Self.refusal(desk, asked) == "moved")
        var done = try Self.start([duty("check", next: Next()), duty("ask"), end("done", "ok")])
        try done.decide("check", "approved", by: "ann")
        #expect(try Self.refusal(done, passed) == "moved")
        let field = try duty("last", next: Next(), condition: "steps.check.sum > 1")
        let other = try Self.version2([
            duty("check", next: Next()), duty("ask"), field, end("done", "ok"),
        ])
        #expect(try Self.refusal(done, other).contains("`steps.check.sum`"))
    }

    @Test("what is waited for later must have ended, or still be to come")
    func awaited() throws {
        let waiting = Step(
            id: "last",
            verb: .receive(ReceivePlan(pattern: EventPattern(events: ["steps.check"]))))
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        let passed = try Self.version2([
            duty("check", next: Next()), duty("ask"), waiting, end("done", "ok"),
        ])
        #expect(
            try Self.refusal(desk, passed).contains(
                "`last` waits for `check`, which the run has passed without doing it"))
        var done = try Self.start([duty("check", next: Next()), duty("ask"), end("done", "ok")])
        try done.decide("check", "approved", by: "ann")
        #expect(try Self.refusal(done, passed) == "moved")
    }

    @Test("branches, handlers and items that are under way must be the same")
    func blocks() throws {
        let desk = try Self.start([
            parallel("both", [("x", [duty("a", next: Next())]), ("y", [duty("b", next: Next())])]),
            end("done", "ok"),
        ])
        let more = try Self.version2([
            parallel(
                "both",
                [
                    ("x", [duty("a", next: Next())]), ("y", [duty("b", next: Next())]),
                    ("z", [duty("c", next: Next())]),
                ]), end("done", "ok"),
        ])
        #expect(try Self.refusal(desk, more).contains("its branches are others there"))
        let scoped = try Self.start([
            scope("all", [duty("a", next: Next())], every: "1 week", handler: "look", []),
            end("done", "ok"),
        ])
        let handled = try Self.version2([
            scope("all", [duty("a", next: Next())], every: "1 week", handler: "see", []),
            end("done", "ok"),
        ])
        #expect(try Self.refusal(scoped, handled).contains("its handler `see` is new there"))
        let items = try Self.start([
            each("all", "[1, 2]", "n", [duty("a", next: Next())]), end("done", "ok"),
        ])
        let named = try Self.version2([
            each("all", "[1, 2]", "m", [duty("a", next: Next())]), end("done", "ok"),
        ])
        #expect(
            try Self.refusal(items, named).contains("the list of steps `all/n[1]` is not there"))
    }

    @Test("inputs without a value, and variables of another type")
    func fields() throws {
        let desk = try Self.start([duty("ask"), end("done", "ok")])
        let engine = try Self.version2([duty("ask"), end("done", "ok")]) { plan in
            plan.inputs = [Field(name: "why", type: .string)]
        }
        #expect(try Self.refusal(desk, engine).contains("the input `why` is new there"))
    }

    @Test("a run that moves anywhere on a random walk goes on as if it had always been there")
    func walks() throws {
        for seed in 0..<UInt64(20) {
            let desk = try LawTests.walk(seed)
            guard let state = desk.state, state.isOpen, state.undoing == nil else { continue }
            var plan = try LawTests.busyPlan()
            plan.version = 2
            let engine = Engine(plan: plan, digest: "plan2", catalog: try World.catalog())
            let decision = try Self.move(desk, engine, by: state.initiator)
            #expect(RunState.folding(desk.events + decision.events) == decision.state)
            var moved = decision.state
            (moved.plan, moved.version, moved.sequence) = (
                state.plan, state.version, state.sequence
            )
            #expect(moved == state)
        }
    }
}
