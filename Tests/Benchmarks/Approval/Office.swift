import ApprovalTasks
import OnusCEL
import OnusCalendar
import OnusCatalog
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore

/// Who works where in the benchmark, and what they do.
enum Office {
    static func first(_ client: Int) -> Person { Person("first_\(client)") }
    static func second(_ client: Int) -> Person { Person("second_\(client)") }
    static let workflow = WorkflowID("approval-3")

    static func organization(clients: Int) -> Organization {
        var people = [
            Member(id: "head", name: "Head", unit: "office"),
            Member(id: "director", name: "Director", unit: "house"),
        ]
        for client in 0..<clients {
            people.append(Member(id: first(client), name: "First", unit: "office"))
            people.append(Member(id: second(client), name: "Second", unit: "office"))
        }
        return Organization(
            id: "house", calendar: "plain",
            units: [
                Unit(id: "house", name: "House", head: "director"),
                Unit(id: "office", name: "Office", parent: "house", head: "head"),
            ], people: people)
    }

    static func calendar() throws -> CalendarDefinition {
        CalendarDefinition(
            id: "plain", zone: "UTC",
            hours: try WeeklyHours(mondayToFriday: [try OfficeHours(parsing: "09:00-17:00")]))
    }

    static func plan() throws -> Plan {
        func e(_ text: String) throws -> Expression { try Expression(parsing: text) }
        func duty(_ id: String, _ who: String) throws -> Step {
            try Step(
                id: StepID(id), title: Text("Look at it"),
                verb: .duty(
                    DutyPlan(
                        task: "approval",
                        people: PeoplePlan(
                            responsible: e(who), accountable: e("'head'"),
                            supervisor: e("'director'")),
                        due: .period(Period(3, .workday)!), ladder: "firm",
                        offered: ["approved", "rejected", "returned"])),
                next: Next(byOutcome: ["approved": .continue], otherwise: .step("stopped")))
        }
        return try Plan(
            workflow: workflow, version: 1, title: "Two decisions",
            inputs: [
                Field(name: "first", type: .person), Field(name: "second", type: .person),
                Field(name: "subject", type: .string),
            ],
            variables: [Field(name: "state", type: .string)],
            ladders: [
                "firm": Ladder(
                    name: "firm",
                    rungs: [
                        Rung(at: .due, mark: .red, remind: [e("responsible")]),
                        Rung(at: .after(Period(1, .workday)!), decide: "rejected"),
                    ])
            ],
            incidentOwner: e("'head'"),
            body: Block(
                id: "",
                steps: [
                    Step(id: "open", verb: .set([Binding("state", .constant("open"))])),
                    duty("check", "inputs.first"), duty("approve", "inputs.second"),
                    Step(id: "close", verb: .set([Binding("state", .constant("closed"))])),
                    Step(id: "done", verb: .end(EndPlan(outcome: "approved"))),
                    Step(id: "stopped", verb: .end(EndPlan(outcome: "rejected"))),
                ]))
    }
}
