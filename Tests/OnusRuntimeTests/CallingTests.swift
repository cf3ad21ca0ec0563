import OnusEngine
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("Runs that meet others")
struct CallingTests {
    private func decide(
        _ runtime: OnusRuntime, _ duty: String, by person: Person, _ outcome: String = "approved"
    ) async throws {
        let run = RunID(String(duty.prefix { $0 != "/" }))
        let act = ActOnDuty(duty: DutyID(duty), kind: .decide, person: person, outcome: outcome)
        let answer = try await runtime.submit(Command(id: "", body: .act(act)), to: run)
        guard case .recorded = answer else {
            Issue.record("\(answer)")
            return
        }
        try await runtime.work(until: .idle)
    }

    private func start(_ runtime: OnusRuntime, _ workflow: WorkflowID) async throws -> RunID {
        let run = try await runtime.start(workflow, by: "dan", inputs: [:]).run
        try await runtime.work(until: .idle)
        return run
    }

    @Test("one run at a time is inside a lock, in the order in which they came")
    func lock() async throws {
        let workflow = House.workflow(
            "vault",
            """
              - id: inside
                lock: the-vault
                steps: [{id: look, task: approval, responsible: clerk, then: {rejected: leave}}]
              - {id: done, end: approved}
            """)
        let runtime = try await House.runtime([workflow])
        var runs: [RunID] = []
        for _ in 0..<3 { runs.append(try await start(runtime, "vault")) }
        for (index, run) in runs.enumerated() {
            for (other, waiting) in runs.enumerated() where other >= index {
                let duties = try #require(try await runtime.load(waiting)).duties
                #expect(duties.count == (other == index ? 1 : 0))
            }
            if index == 1 {
                // One that is cancelled gives the lock back as well.
                let cancel = CancelRun(person: "dan", reason: "no longer needed")
                try await runtime.submit(Command(id: "", body: .cancel(cancel)), to: run)
                try await runtime.work(until: .idle)
            } else {
                try await decide(runtime, "\(run)/inside/look", by: "ann")
            }
        }
        #expect(try await runtime.load(runs[2])?.outcome == "approved")
    }

    @Test("a lock that another process asked for is given, whatever this one remembers of the run")
    func lockAskedForElsewhere() async throws {
        let workflow = House.workflow(
            "vault",
            """
              - {id: first, task: approval, responsible: clerk, then: {rejected: refused}}
              - id: inside
                lock: the-vault
                steps: [{id: look, task: approval, responsible: clerk, then: {rejected: leave}}]
              - {id: done, end: approved}
              - {id: refused, end: refused}
            """)
        let store = MemoryStore()
        let here = try await House.runtime([workflow], on: store)
        let elsewhere = try await House.runtime([workflow], on: store)
        let run = try await start(here, "vault")
        #expect(
            try await elsewhere.decide("\(run)/first", "approved", by: "ann").isRecorded)
        try await here.work(until: .idle)
        #expect(
            try await here.decide("\(run)/inside/look", "approved", by: "ann").isRecorded)
        #expect(try await here.load(run)?.outcome == "approved")
    }

    private static let caller = House.workflow(
        "caller",
        """
          - {id: other, call: called, then: {no: refused, approved: continue}, catch: {cancelled: refused}}
          - {id: done, end: approved}
          - {id: refused, end: rejected}
        """)

    private static func called(_ step: String) -> String {
        House.workflow(
            "called",
            """
              - {id: \(step), task: approval, responsible: clerk, then: {rejected: refused}}
              - {id: done, end: approved}
              - {id: refused, end: no}
            """)
    }

    private func child(of run: RunID, _ runtime: OnusRuntime) async throws -> RunID {
        try #require(try await runtime.family(of: run).last)
    }

    @Test("a workflow that is called answers with its end, and its cancelling is an error")
    func call() async throws {
        let runtime = try await House.runtime([Self.caller, Self.called("look")])
        for (outcome, end) in [("approved", "approved"), ("rejected", "rejected")] {
            let run = try await start(runtime, "caller")
            let child = try await child(of: run, runtime)
            try await decide(runtime, "\(child)/look", by: "ann", outcome)
            #expect(try await runtime.load(run)?.outcome == end)
        }
        let run = try await start(runtime, "caller")
        let cancel = CancelRun(person: "dan", reason: "x")
        try await runtime.submit(
            Command(id: "", body: .cancel(cancel)), to: try await child(of: run, runtime))
        try await runtime.work(until: .idle)
        #expect(try await runtime.load(run)?.outcome == "rejected")
    }

    @Test("what is deployed fits what calls it and is in force already")
    func deployedAlone() async throws {
        let runtime = try await House.runtime([Self.caller, Self.called("look")])
        let third = House.workflow(
            "called",
            """
              - {id: look, task: approval, responsible: clerk, then: {rejected: third}}
              - {id: done, end: approved}
              - {id: third, end: postponed}
            """)
        let needy = House.workflow(
            "called",
            """
              - {id: look, task: approval, responsible: clerk, then: {rejected: refused}}
              - {id: done, end: approved}
              - {id: refused, end: no}
            """, more: "inputs: {reason: {type: string}}")
        for (workflow, problem) in [(third, "`postponed`"), (needy, "its input `reason`")] {
            let (deployment, _) = try House.deployment([workflow])
            let error = await #expect(throws: RuntimeError.self) {
                try await runtime.deploy(deployment)
            }
            #expect(error?.code == .misfit)
            #expect(error?.message.contains("`caller`, which is in force") == true)
            #expect(error?.message.contains(problem) == true)
        }
        let caller = House.workflow(
            "caller",
            """
              - {id: other, call: called, then: {any: continue}, catch: {cancelled: continue}}
              - {id: done, end: approved}
            """)
        let (together, _) = try House.deployment([caller, third])
        try await runtime.deploy(together)
    }

    @Test("who cancels the caller cancels what it called")
    func cancelled() async throws {
        let runtime = try await House.runtime([Self.caller, Self.called("look")])
        let run = try await start(runtime, "caller")
        let child = try await child(of: run, runtime)
        let cancel = CancelRun(person: "dan", reason: "x")
        try await runtime.submit(Command(id: "", body: .cancel(cancel)), to: run)
        try await runtime.work(until: .idle)
        #expect(try await runtime.load(child)?.status == .cancelled)
    }

    private static let waiting = House.workflow(
        "waiting",
        """
          - {id: ask, task: approval, responsible: clerk, then: {rejected: done}}
          - {id: other, call: called, then: {any: done}}
          - {id: done, end: approved}
        """)

    @Test("a workflow calls the version that was current when its run started")
    func version() async throws {
        let runtime = try await House.runtime([Self.waiting, Self.called("look")])
        let run = try await start(runtime, "waiting")
        let (changed, _) = try House.deployment([Self.waiting, Self.called("glance")])
        try await runtime.deploy(changed)
        try await decide(runtime, "\(run)/ask", by: "ann")
        let child = try await child(of: run, runtime)
        #expect(try await runtime.load(child)?.duties.keys.map(\.rawValue) == ["\(child)/look"])
    }

    @Test("an event starts a run once, and goes to the run that waits for it instead of another")
    func startedByEvent() async throws {
        let workflow = """
            workflow: complaint
            start: {on: [complaint.made, complaint.added], match: "has(event.from)", as: "person('dan')", with: {from: "${ event.from }"}}
            inputs: {from: {type: string}}
            """
        let steps = """
            steps:
              - {id: more, receive: complaint.added, match: event.from == inputs.from}
              - {id: done, end: approved}
            """
        let runtime = try await House.runtime([House.head + "\n" + workflow + "\n" + steps])
        func tell(_ name: String, _ from: String, _ id: String) async throws -> [RunID] {
            try await runtime.publish(Signal(id: id, name: name, data: ["from": .string(from)]))
        }
        let first = try await tell("complaint.made", "zoe", "1")
        #expect(first.count == 1)
        #expect(try await tell("complaint.made", "zoe", "1") == first)
        #expect(try await tell("complaint.added", "zoe", "2") == first)
        #expect(try await runtime.load(first[0])?.outcome == "approved")
        let second = try await tell("complaint.added", "yan", "3")
        #expect(second.count == 1 && second != first)
        #expect(try await runtime.publish(Signal(id: "4", name: "complaint.made")) == [])
        let byHand = try await runtime.start("complaint", by: "dan", inputs: ["from": "x"]).answer
        guard case .refused(let refusal) = byHand else {
            Issue.record("it was started by hand")
            return
        }
        #expect(refusal.code == .notAllowed)
    }

    private static let signed = House.workflow(
        "signed",
        """
          - id: both
            parallel:
              one: [{id: other, call: looked, then: {no: leave}}]
              two: [{id: sign, task: approval, responsible: clerks, then: {rejected: leave}}]
          - {id: done, end: approved}
        """, more: "separate: [[other, sign]]")

    private static let looked = House.workflow(
        "looked",
        """
          - {id: look, task: approval, responsible: clerks, then: {rejected: refused}}
          - {id: again, task: approval, responsible: clerks, then: {rejected: refused}}
          - {id: done, end: approved}
          - {id: refused, end: no}
        """)

    @Test("what the caller keeps apart holds while both runs go on, whoever acts first")
    func apart() async throws {
        let runtime = try await House.runtime([Self.signed, Self.looked])
        func people(_ duty: String) async throws -> [Person] {
            let run = RunID(String(duty.prefix { $0 != "/" }))
            let duties = try #require(try await runtime.load(run)).duties
            return try #require(duties[DutyID(duty)]).responsible
        }
        let first = try await start(runtime, "signed")
        let child = try await child(of: first, runtime)
        #expect(try await people("\(child)/look") == ["ann", "bob"])
        try await decide(runtime, "\(first)/both/two/sign", by: "ann")
        #expect(try await people("\(child)/look") == ["bob"])
        let second = try await start(runtime, "signed")
        let other = try await self.child(of: second, runtime)
        try await decide(runtime, "\(other)/look", by: "ann")
        #expect(try await people("\(second)/both/two/sign") == ["bob"])
        try await decide(runtime, "\(second)/both/two/sign", by: "bob")
        #expect(try await people("\(other)/again") == ["ann"])
        for run in [first, child, second, other] {
            let events = try await runtime.events(of: run)
            let state = try await runtime.load(run)
            #expect(RunState.folding(events) == state)
        }
    }
}
