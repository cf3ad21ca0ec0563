import OnusCEL
import OnusCalendar
import OnusLanguage
import OnusModel
import OnusValues
import Testing

@Suite("What a text compiles to")
struct CompileTests {
    private let steps = """
          - id: review
            parallel:
              money: [{id: budget, task: approval, responsible: clerk, then: {rejected: leave, any: continue}}]
              law:
                when: "inputs.amount > decimal('10')"
                steps: [{id: legality, task: approval, responsible: clerk, then: {rejected: no, expired: no}}]
            join: any
            rest: go_on
          - id: pick
            switch:
              - {when: "inputs.amount > decimal('10')", then: deliver}
              - {when: vars.total > 5, steps: [{id: pause, wait: 2 h}]}
              - {otherwise: continue}
          - {id: count, set: {total: "${ vars.total + 1 }"}}
          - id: deliver
            duties: {due: 1 month, accountable: initiator}
            scope:
              - {id: report, task: deliver, responsible: [clerk, boss], form: {pages: {type: int}}, then: {expired: leave}}
            alongside:
              - id: check
                every: 1 month
                duties: {due: 3 days}
                steps: [{id: inspect, task: approval, responsible: watch, supervisor: boss, with: {shows: [budget], tie: tied}, escalation: [{at: 25.5%, add: duty.accountable}, {at: due + 2 workdays, decide: rejected}], then: {rejected: leave, tied: leave}}]
            outputs: {pages: "${ has(steps.report.pages) ? steps.report.pages : 0 }"}
          - {id: tell, task: notify.send, with: {to: [clerk, initiator], text: "${ string(steps.deliver.pages) } pages"}, retry: {times: 2, wait: 1 min, factor: 1.5}, catch: {any: no}}
          - {id: done, end: approved, outputs: {pages: "${ steps.deliver.pages }"}}
          - {id: no, end: refused}
        """

    private func plan() throws -> Plan { try Checking.plan(Checking.workflow(steps)) }

    @Test("branches keep their names, conditions and lists")
    func parallel() throws {
        let plan = try plan()
        guard case .parallel(let parallel) = plan.body.steps[0].verb else {
            Issue.record("`review` is parallel")
            return
        }
        #expect(parallel.join == .any)
        #expect(parallel.rest == .goOn)
        #expect(parallel.branches.map(\.name) == ["money", "law"])
        #expect(parallel.branches.map(\.block.id) == ["review/money", "review/law"])
        #expect(parallel.branches[1].condition?.text == "inputs.amount > decimal('10')")
        let budget = parallel.branches[0].block.steps[0].next
        #expect(budget.target(for: "rejected") == .leave)
        #expect(budget.target(for: "approved") == .continue)
        #expect(budget.target(for: "expired") == .continue)
    }

    @Test("cases of a switch keep their order; one without a condition is the rest")
    func choices() throws {
        guard case .switch(let cases) = try plan().body.steps[1].verb else {
            Issue.record("`pick` is a switch")
            return
        }
        #expect(cases.map { $0.condition == nil } == [false, false, true])
        #expect(cases[0].action == .go(.step("deliver")))
        guard case .run(let block) = cases[1].action else {
            Issue.record("the second case has steps")
            return
        }
        #expect(block.id == "pick/case-2")
    }

    @Test("defaults of blocks and handlers reach the duties inside, the nearest first")
    func defaults() throws {
        guard case .scope(let scope) = try plan().body.steps[3].verb,
            case .duty(let report) = scope.body.steps[0].verb,
            case .duty(let inspect) = scope.handlers[0].block.steps[0].verb
        else {
            Issue.record("`deliver` is a scope with two duties")
            return
        }
        #expect(report.due == .period(try Period(parsing: "1 month")))
        #expect(report.people.accountable.text == "initiator")
        #expect(report.people.responsible.text == "(clerk) + [boss]")
        #expect(report.ladder == "standard")
        #expect(report.form.map(\.name) == ["pages"])
        #expect(inspect.due == .period(try Period(parsing: "3 days")))
        #expect(inspect.people.accountable.text == "initiator")
        #expect(inspect.people.supervisor.text == "boss")
        #expect(inspect.shows == ["budget"])
        #expect(inspect.offered == ["approved", "rejected"])
        #expect(scope.handlers[0].trigger == .every(try Period(parsing: "1 month")))
        #expect(scope.handlers[0].next == .leave)
    }

    @Test("a ladder at a step has a name of its own, its rungs their times")
    func ladder() throws {
        let plan = try plan()
        let ladder = try #require(plan.ladders["inspect's own"])
        #expect(
            ladder.rungs.map(\.at) == [
                .percent(try Percentage(parsing: "25.5%")),
                .after(try Period(parsing: "2 workdays")),
            ])
        #expect(ladder.rungs[0].add.map(\.text) == ["duty.accountable"])
        #expect(ladder.rungs[1].decide == "rejected")
        #expect(plan.ladders["standard"]?.rungs.count == 2)
    }

    @Test("values keep their kinds: people, texts with expressions, expressions, constants")
    func values() throws {
        let plan = try plan()
        guard case .action(let tell) = plan.body.steps[4].verb,
            case .set(let set) = plan.body.steps[2].verb
        else {
            Issue.record("`tell` is an action, `count` sets")
            return
        }
        guard case .people(let people)? = tell.parameters.first?.value,
            case .template(let text)? = tell.parameters.last?.value
        else {
            Issue.record("people and a template")
            return
        }
        #expect(people.map(\.text) == ["clerk", "initiator"])
        #expect(text.text == "${ string(steps.deliver.pages) } pages")
        #expect(tell.retry == .init(times: 2, wait: try Period(parsing: "1 min"), factor: 1.5))
        #expect(plan.body.steps[4].catches == ["any": .step("no")])
        guard case .expression(let sum)? = set.first?.value else {
            Issue.record("an expression alone stays one")
            return
        }
        #expect(sum.text == "vars.total + 1")
    }

    @Test("the same text gives the same plan, and a plan survives being stored")
    func stored() throws {
        let plan = try plan()
        #expect(try self.plan() == plan)
        let stored = try ValueEncoder().encode(plan)
        #expect(try ValueDecoder().decode(Plan.self, from: stored) == plan)
    }
}
