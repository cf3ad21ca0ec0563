import OnusCEL
import OnusLanguage
import OnusModel
import Testing

@Suite("A workflow from its text to its plan")
struct WholeWorkflowTests {
    @Test("a small workflow checks clean and compiles")
    func small() throws {
        let plan = try Checking.plan(
            Checking.workflow(
                """
                  - {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: no}}
                  - {id: reserve, task: fund.reserve, with: {fund: main, amount: "${ inputs.amount }"}}
                  - {id: yes, end: granted, outputs: {paper: "${ steps.reserve.reservation }"}}
                  - {id: no, end: refused}
                """))
        #expect(plan.body.steps.map(\.id) == ["look", "reserve", "yes", "no"])
        guard case .duty(let duty) = plan.body.steps[0].verb else {
            Issue.record("the first step is a duty")
            return
        }
        #expect(duty.offered == ["approved", "rejected"])
        #expect(duty.ladder == "standard")
        #expect(duty.people.accountable.text == "boss")
        #expect(plan.body.steps[0].next.target(for: "expired") == .step("no"))
        #expect(plan.body.steps[0].next.target(for: "approved") == .continue)
    }
}
