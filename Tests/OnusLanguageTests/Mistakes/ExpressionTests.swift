import Testing

@Suite("Expressions: message, place and way out")
struct ExpressionTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: Sample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [Sample] = [
        Sample(
            "a role that is not known",
            """
            {id: look, task: approval, responsible: clerc, then: {rejected: no, expired: \
            no}}
            """,
            [
                "W026 25:45 there is no `clerc` here | did you mean `clerk`?"
            ]),
        Sample(
            "a field of the inputs",
            """
            {id: look, task: approval, responsible: clerk, if: inputs.amout > \
            decimal('1'), then: {rejected: no, expired: no}}
            """,
            [
                "W026 25:63 `inputs` has no field `amout` | did you mean `amount`?"
            ]),
        Sample(
            "a function that is not known",
            """
            {id: look, task: approval, responsible: heads("office"), then: {rejected: no, \
            expired: no}}
            """,
            [
                "W026 25:45 there is no function `heads` | did you mean `head`?"
            ]),
        Sample(
            "a text that is no expression",
            """
            {id: look, task: approval, responsible: "clerk +", then: {rejected: no, \
            expired: no}}
            """,
            [
                "W040 25:53 expected a value, got the end of the expression"
            ]),
        Sample(
            "people are wanted, a number stands there",
            """
            {id: look, task: approval, responsible: 5 + 5, then: {rejected: no, expired: \
            no}}
            """,
            [
                "W041 25:45 expected people, got int"
            ]),
        Sample(
            "one person stands where people may",
            """
            {id: look, task: approval, responsible: [boss, clerk, initiator], then: \
            {rejected: no, expired: no}}
            """,
            []),
        Sample(
            "an optional input read without a guard",
            """
            {id: look, task: approval, responsible: clerk, if: inputs.note == 'x', then: \
            {rejected: no, expired: no}}
            """,
            [
                """
                W042 25:56 `inputs.note` may be absent here | guard it with \
                `has(inputs.note)`, or give another value with `inputs.?note.orValue(…)`
                """
            ]),
        Sample(
            "an optional input read behind a guard",
            """
            {id: look, task: approval, responsible: clerk, if: has(inputs.note) && \
            inputs.note == 'x', then: {rejected: no, expired: no}}
            """,
            []),
        Sample(
            "the result of a step that may not have run",
            """
            {id: tell, task: notify.send, with: {to: clerk, text: 'hello ${ \
            steps.late.approvals }'}}
            - {id: late, task: approval, responsible: clerk, then: {rejected: no, expired:\
             no}}
            """,
            [
                """
                W042 25:69 `steps.late.approvals` may be absent here | guard it with \
                `has(steps.late.approvals)`, or give another value with \
                `steps.late.?approvals.orValue(…)`
                """
            ]),
        Sample(
            "what a ladder took away",
            """
            {id: late, task: approval, responsible: clerk, then: {rejected: no, expired: \
            continue}}
            - {id: tell, task: notify.send, with: {to: steps.late.by, text: '${ \
            string(steps.late.approvals) } of all'}}
            """,
            [
                """
                W042 26:78 `steps.late.approvals` may be absent here | guard it with \
                `has(steps.late.approvals)`, or give another value with \
                `steps.late.?approvals.orValue(…)`
                """
            ]),
        Sample(
            "a condition that is no condition",
            "{id: pick, switch: [{when: inputs.amount, then: no}, {otherwise: no}]}",
            [
                "W041 25:32 expected bool, got decimal"
            ]),
        Sample(
            "a place in the middle of a quoted text",
            """
            {id: tell, task: notify.send, with: {to: clerk, text: "a \\"b\\" ${ \
            inputs.nothing } c"}}
            """,
            [
                "W026 25:78 `inputs` has no field `nothing` | it has `amount`, `note`"
            ]),
        Sample(
            "a time with a period",
            """
            {id: hold, wait: {until: "date('2026-12-31') + period('6 months')"}}
            """,
            []),
        Sample(
            "a period in an expression that cannot be read",
            """
            {id: hold, wait: {until: "now + period('6 monts')"}}
            """,
            [
                "W041 25:37 the unit `monts` of `6 monts` is unknown | it fails in every run: write something else"
            ]),
        Sample(
            "a wait until something that is no time",
            "{id: hold, wait: {until: 3}}",
            [
                "W041 25:30 expected timestamp, got int"
            ]),
        Sample(
            "a join that compares apples with pears",
            """
            {id: both, parallel: {a: [{id: x, wait: 1 h}], b: [{id: y, wait: 1 h}]}, join:\
             "finished > 'a'"}
            """,
            [
                "W041 25:85 cannot compare int with string | write `int('a')`"
            ]),
        Sample(
            "`${ }` where the whole field is an expression",
            """
            {id: look, task: approval, responsible: "${ clerk }", then: {rejected: no, \
            expired: no}}
            """,
            [
                """
                W002 25:45 this field is an expression as it stands, without `${ }` | \
                write `clerk`
                """
            ]),
        Sample(
            "a message of an error",
            """
            {id: stop, fail: oops, if: "inputs.amount > decimal('1')", message: 'bad ${ \
            inputs.x }'}
            """,
            [
                "W026 25:88 `inputs` has no field `x` | it has `amount`, `note`"
            ]),
    ]
}
