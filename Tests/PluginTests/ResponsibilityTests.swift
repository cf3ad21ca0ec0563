import OnusCatalog
import OnusPlugin
import OnusValues
import ResponsibilityTasks
import Testing

private let plan = File(name: "plan.pdf", digest: "aa", size: 9)
private let receipt = File(name: "receipt.pdf", digest: "bb", size: 9)

@Suite("Assigning")
struct AssignTests {
    private func assign() throws -> BoundDuty {
        try duty("responsibility.assign", of: ResponsibilityPlugin.self)
    }

    @Test("everybody must accept")
    func accept() throws {
        let task = try assign()
        #expect(try task.evaluate(view(["accepted", nil])).missing == "1 of 2 accepted it")
        let verdict = try task.evaluate(view(["accepted", "accepted"]))
        #expect(
            verdict
                == .outcome(
                    "accepted", outputs: ["accepted_by": ["p1", "p2"]],
                    because: "2 of 2 accepted it"))
    }

    @Test("the first who declines declines for all, and says why")
    func decline() throws {
        let task = try assign()
        var act = Act(.decide, by: "p2", at: .epoch, outcome: "declined")
        let open = view(["accepted", nil])
        #expect(task.refusal(of: act, in: open) == "`declined` needs a comment that says why")
        act.comment = "I am on leave"
        #expect(task.refusal(of: act, in: open) == nil)
        let verdict = try task.evaluate(DutyView(deciders: people(2), acts: open.acts + [act]))
        #expect(verdict.name == "declined")
        #expect(
            verdict.outputs == [
                "accepted_by": ["p1"], "declined_by": "p2", "reason": "I am on leave",
            ])
    }

    @Test("with nobody left it stays open")
    func nobody() throws {
        #expect(try assign().evaluate(view([])).missing == "nobody is left who could accept it")
    }
}

@Suite("Delivering")
struct DeliverTests {
    private func deliver(_ parameters: ValueMap = [:]) throws -> BoundDuty {
        try duty("responsibility.deliver", of: ResponsibilityPlugin.self, parameters)
    }
    private func report(_ percent: Value?, _ comment: String? = nil) -> Act {
        var fields: ValueMap = [:]
        fields["percent"] = percent
        return Act(.progress, by: "p1", at: .epoch, comment: comment, fields: fields)
    }
    private let done = Act(.decide, by: "p1", at: .epoch, outcome: "done", comment: "all built")

    @Test(
        "a report says a percentage from 0 to 100 or something in words",
        arguments: [
            (.int(40), nil, nil), (.int(0), nil, nil), (.decimal(100), nil, nil),
            (.double(12), nil, nil), (nil, "the walls stand", nil),
            (nil, " ", "a report says a percentage or something in words"),
            (.int(101), nil, "`percent` is a whole number from 0 to 100"),
            (.int(-1), "less than nothing", "`percent` is a whole number from 0 to 100"),
            (.double(1.5), nil, "`percent` is a whole number from 0 to 100"),
            (.string("half"), nil, "`percent` is a whole number from 0 to 100"),
        ] as [(Value?, String?, String?)])
    func reports(percent: Value?, comment: String?, refusal: String?) throws {
        #expect(try deliver().refusal(of: report(percent, comment), in: view([nil])) == refusal)
    }

    @Test("progress goes down only with a reason")
    func down() throws {
        let task = try deliver()
        let duty = DutyView(deciders: people(1), acts: [report(60), report(nil, "still at it")])
        #expect(
            task.refusal(of: report(40), in: duty)
                == "progress was 60 per cent: say in a comment why it is 40 now")
        #expect(task.refusal(of: report(40, "the flood"), in: duty) == nil)
        #expect(task.refusal(of: report(60), in: duty) == nil)
        #expect(try task.evaluate(duty).missing == "60 per cent done")
    }

    @Test("it is done with enough different files, whenever they were handed in")
    func evidence() throws {
        let task = try deliver(["evidence": 2])
        var acts = [Act(.attach, by: "p1", at: .epoch, evidence: [plan])]
        #expect(
            task.refusal(of: done, in: view([nil]))
                == "`done` needs 2 files as evidence, and none handed in so far")
        var again = done
        again.evidence = [plan]
        #expect(
            task.refusal(of: again, in: DutyView(deciders: people(1), acts: acts))
                == "`done` needs 2 files as evidence, and 1 handed in so far")
        again.evidence = [receipt]
        let duty = DutyView(deciders: people(1), acts: acts)
        #expect(task.refusal(of: again, in: duty) == nil)
        acts += [report(80), again]
        let verdict = try task.evaluate(DutyView(deciders: people(1), acts: acts))
        #expect(verdict.name == "done" && verdict.because == "p1 delivered it")
        #expect(verdict.outputs?["progress"] == 100)
        #expect(verdict.outputs?["reports"] == 1)
        #expect(verdict.outputs?["summary"] == "all built")
        #expect(verdict.outputs?["files"]?.listValue?.count == 2)
    }

    @Test("one says it for all, unless each must")
    func each() throws {
        let duty = view(["done", nil])
        #expect(try deliver().evaluate(duty).name == "done")
        let all = try deliver(["each": true])
        #expect(try all.evaluate(duty).missing == "0 per cent done, 1 of 2 delivered")
        #expect(try all.evaluate(view(["done", "done"])).name == "done")
    }

    @Test("work that a verifier returned is not done")
    func returned() throws {
        let back = Act(.verify, by: "checker", at: .epoch, outcome: Act.returned)
        let duty = DutyView(deciders: people(1), acts: [done, back])
        #expect(try deliver().evaluate(duty).name == nil)
        let again = DutyView(deciders: people(1), acts: [done, back, done])
        #expect(try deliver().evaluate(again).name == "done")
    }
}
