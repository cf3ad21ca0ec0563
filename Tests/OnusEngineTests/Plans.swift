import OnusCEL
import OnusCalendar
import OnusModel
import OnusPlugin
import OnusValues

// Plans written by hand, so that the engine is tried without the language.

func duty(
    _ id: String, responsible: String = "role('clerks')", ladder: String = "standard",
    next: Next = Next(byOutcome: ["rejected": .step("refused")]), verifiedBy: String? = nil,
    shows: [StepID] = [], allocation: Allocation = .all, condition: String? = nil,
    task: String = "ask", accountable: String = "person('dan')",
    supervisor: String = "person('eve')", isDelegable: Bool = true,
    whenNobody: WhenNobody = .manager, extend: ExtensionPlan? = nil,
    due: String = "3 workdays", stopsDuring: [StepID]? = nil
) throws -> Step {
    Step(
        id: StepID(id), condition: try condition.map { try .cel($0) },
        verb: .duty(
            DutyPlan(
                task: task,
                people: PeoplePlan(
                    responsible: try .cel(responsible), accountable: try .cel(accountable),
                    supervisor: try .cel(supervisor),
                    verifiedBy: try verifiedBy.map { try .cel($0) }),
                due: .period(try Period(parsing: due)), ladder: ladder,
                offered: ["approved", "rejected"], isDelegable: isDelegable,
                allocation: allocation, whenNobody: whenNobody, shows: shows, extend: extend,
                stopClock: stopsDuring.map { StopClock(during: $0, basis: "rules/1") })),
        next: next)
}

/// More time that others may grant.
func more(
    by people: String = "person('dan')", _ period: String = "5 workdays", times: Int = 1
) throws -> ExtensionPlan {
    ExtensionPlan(by: try .cel(people), atMost: try Period(parsing: period), times: times)
}

func action(
    _ id: String, retry: ActionPlan.Retry? = nil, catches: [String: Target] = [:]
) -> Step {
    Step(
        id: StepID(id),
        verb: .action(
            ActionPlan(
                task: "work", parameters: [Binding("what", .constant("it"))], retry: retry)),
        catches: catches)
}

func end(_ id: String, _ outcome: String) -> Step {
    Step(id: StepID(id), verb: .end(EndPlan(outcome: outcome)))
}

func parallel(
    _ id: String, _ branches: [(String, [Step])], join: ParallelPlan.Join = .all,
    rest: ParallelPlan.Rest = .withdraw, isOneAtATime: Bool? = nil
) -> Step {
    Step(
        id: StepID(id),
        verb: .parallel(
            ParallelPlan(
                branches: branches.map { name, steps in
                    .init(name: name, block: Block(id: BlockID("\(id)/\(name)"), steps: steps))
                }, join: join, rest: rest, isOneAtATime: isOneAtATime)))
}

func scope(
    _ id: String, _ steps: [Step], every: String, handler: String, _ inner: [Step],
    next: Target = .leave
) throws -> Step {
    try scope(
        id, steps, .every(try Period(parsing: every)), handler: handler, inner, next: next)
}

func scope(
    _ id: String, _ steps: [Step], _ trigger: ScopePlan.Trigger, handler: String, _ inner: [Step],
    next: Target = .leave
) throws -> Step {
    Step(
        id: StepID(id),
        verb: .scope(
            ScopePlan(
                body: Block(id: BlockID(id), steps: steps),
                handlers: [
                    .init(
                        id: StepID(handler), trigger: trigger,
                        block: Block(id: BlockID("\(id)/\(handler)"), steps: inner), next: next)
                ])))
}

func again(
    _ id: String, _ steps: [Step], until: String, most: Int? = nil,
    catches: [String: Target] = [:], variables: [Field]? = nil
) throws -> Step {
    Step(
        id: StepID(id),
        verb: .repeat(
            RepeatPlan(
                body: Block(id: BlockID(id), steps: steps), until: try .cel(until),
                maximumRounds: most)),
        catches: catches, variables: variables)
}

func each(
    _ id: String, _ items: String, _ name: String, _ steps: [Step], atOnce: Int? = nil,
    join: ParallelPlan.Join = .all, outputs: [Binding] = [], variables: [Field]? = nil
) throws -> Step {
    Step(
        id: StepID(id),
        verb: .foreach(
            ForeachPlan(
                items: try .cel(items), name: name,
                body: Block(id: BlockID("\(id)/\(name)"), steps: steps), atOnce: atOnce,
                join: join, outputs: outputs)),
        variables: variables)
}

func ladders() throws -> [String: Ladder] {
    let climbing = Ladder(
        name: "standard",
        rungs: [
            Rung(
                at: .percent(try Percentage(parsing: "50%")), mark: .blue,
                remind: [try .cel("responsible")]),
            Rung(
                at: .due, mark: .red, remind: [try .cel("responsible")],
                repetition: .init(every: try Period(parsing: "1 workday"), times: 2)),
            Rung(at: .after(try Period(parsing: "4 workdays")), notify: [try .cel("accountable")]),
            Rung(
                at: .after(try Period(parsing: "5 workdays")),
                start: StartPlan(
                    workflow: "case",
                    inputs: [Binding("duty", .expression(try .cel("duty.id")))])),
        ])
    let deciding = Ladder(
        name: "deciding", rungs: [Rung(at: .due, mark: .red, decide: "expired")])
    let joining = Ladder(
        name: "joining",
        rungs: [
            Rung(at: .due, add: [try .cel("person('bob')")]),
            Rung(at: .after(try Period(parsing: "9 workdays")), decide: "rejected"),
        ])
    return ["standard": climbing, "deciding": deciding, "joining": joining]
}

func plan(
    _ steps: [Step], separate: [[SeparateEntry]] = [], together: [TogetherList]? = nil,
    inputs: [Field] = []
) throws -> Plan {
    Plan(
        workflow: "tried", version: 1, title: "Tried", inputs: inputs, ladders: try ladders(),
        separate: separate, together: together, incidentOwner: try .cel("person('dan')"),
        body: Block(id: "", steps: steps + [end("refused", "rejected")]))
}
