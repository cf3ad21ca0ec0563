import OnusLanguage
import OnusModel
import Testing

@Suite("Tests held against their workflow: message, place and way out")
struct StrangeTestTests {
    private static let workflow = Checking.workflow(
        """
          - {id: look, task: approval, responsible: clerk, form: {points: {type: int}}, then: \
        {rejected: no}}
          - {id: yes, end: approved, outputs: {total: "${ vars.total }"}}
          - {id: no, end: refused}
        """)
    private static let organization = Source(
        path: "desk.yaml",
        text: """
            organization: desk
            units: [{id: office, name: Office, head: bob}]
            people: [{id: ann, name: Ann, unit: office}, {id: bob, name: Bob, unit: office}]
            roles: {clerk: [ann], watch: [bob]}
            """)

    private func found(_ text: String) throws -> [String] {
        let test = Source(path: "flow.test.yaml", text: text)
        return try Checking.check(Self.workflow, others: [test, Self.organization])
            .diagnostics.filter { $0.location.file == "flow.test.yaml" }.map(\.summary)
    }

    @Test("what can happen is accepted")
    func possible() throws {
        let text = """
            test: flow
            organization: desk
            cases:
              - name: a
                start: {by: ann, inputs: {amount: 5}}
                script:
                  - {person: ann, duty: look, do: aproved, form: {point: 1}, refused: true}
                  - {person: ann, duty: look, do: approved, form: {points: 3}}
                expect:
                  - {outcome: approved, path: [look, yes], outputs: {total: 0}}
                  - {duty: look, outcome: expired}
              - name: an incident
                start: {by: ann, inputs: {amount: 5}}
                script: [{person: bob, duty: look/incident, do: fail}]
                expect: {outcome: nobody}
            """
        #expect(try found(text) == [])
    }

    @Test("what people may do is answered `received`, with the fields of its form")
    func rights() throws {
        let workflow = Checking.workflow(
            """
              - {id: hear, receive: bell, match: "true", from: clerk, form: {points: {type: int}}}
              - {id: yes, end: approved}
            """)
        let text = """
            test: flow
            cases:
              - name: a
                start: {by: ann, inputs: {amount: 5}}
                script:
                  - {person: ann, duty: hear, do: zzz}
                  - {person: ann, duty: hear, do: zzz, refused: true}
                  - {person: ann, duty: hear, do: received, form: {point: 1}}
                  - {person: ann, duty: hear, do: received, form: {points: 1}}
                expect: {outcome: approved}
            """
        let test = Source(path: "flow.test.yaml", text: text)
        let found = try Checking.check(workflow, others: [test, Self.organization])
            .diagnostics.filter { $0.location.file == "flow.test.yaml" }.map(\.summary)
        #expect(
            found == [
                "T003 6:39 the step `hear` does not offer `zzz` | choose one of `received`",
                "T002 8:56 the form of `hear` has no field `point` | did you mean `points`?",
            ])
    }

    @Test("names of nothing and outcomes that cannot be are refused")
    func strangers() throws {
        let text = """
            test: flow
            organization: dest
            cases:
              - name: a
                start: {by: amn, inputs: {amuont: 5, amount: much}}
                script:
                  - {person: ann, duty: lok, do: approved}
                  - {person: ann, duty: look, do: aproved}
                  - {person: ann, duty: look, do: returned}
                  - {person: ann, duty: look, do: approved, form: {poits: 3}}
                  - {person: ann, duty: look, do: approved, form: {points: many}}
                expect:
                  - {outcome: aproved}
                  - {outcome: granted, outputs: {totl: 1}}
                  - {duty: look, outcome: done, path: [lok]}
            """
        let found = try found(text)
        #expect(
            found == [
                "T002 2:15 there is no organisation `dest` | did you mean `desk`?",
                "T002 5:31 `flow` has no input `amuont` | did you mean `amount`?",
                """
                T001 5:50 `amount` is `much`, expected a decimal | write it as in \
                `amount: 1250.00`
                """,
                "T002 7:29 `flow` has no step `lok` | did you mean `look`?",
                """
                T003 8:39 the step `look` does not offer `aproved` | did you mean `approved`?
                """,
                """
                T003 9:39 the step `look` does not offer `returned` | choose one of \
                `approved` or `rejected`
                """,
                """
                T002 10:56 the form of `look` has no field `poits` | did you mean `points`?
                """,
                "T001 11:64 `points` is `many`, expected a whole number | write it as in `points: 3`",
                "T003 13:19 `flow` cannot end with `aproved` | did you mean `approved`?",
                """
                T003 14:19 `flow` cannot end with `granted` | it ends with `approved` or `refused`
                """,
                "T002 14:38 no end of `flow` gives `totl` | did you mean `total`?",
                """
                T003 15:31 the step `look` cannot end with `done` | it ends with `approved`, \
                `rejected`, `returned` or `expired`
                """,
                "T002 15:44 `flow` has no step `lok` | did you mean `look`?",
            ])
    }
}
