import Testing

@Suite("Duties: message, place and way out")
struct DutyTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: Sample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [Sample] = [
        Sample(
            "nobody is responsible",
            "{id: look, task: approval, then: {rejected: no, expired: no}}",
            [
                """
                W050 25:10 the duty `look` has no responsible people | add `responsible: \
                ROLE`, here or under `duties:`
                """
            ]),
        Sample(
            "a machine has no duty",
            """
            {id: reserve, task: fund.reserve, with: {fund: main, amount: 1}, responsible: \
            clerk, due: 3 days}
            """,
            [
                """
                W051 25:70 `fund.reserve` is done by a machine and has no `responsible` | \
                remove it, or use a task that people do
                """,
                """
                W051 25:90 `fund.reserve` is done by a machine and has no `due` | remove \
                it, or use a task that people do
                """,
            ]),
        Sample(
            "people are not tried again",
            """
            {id: look, task: approval, responsible: clerk, retry: {times: 3, wait: 10 s}, \
            then: {rejected: no, expired: no}}
            """,
            [
                """
                W051 25:60 `approval` is work of people, which is not tried again | remove\
                 `retry`; a ladder says what happens when nobody does it
                """
            ]),
        Sample(
            "a field that is voted on and stands in no form",
            """
            {id: look, task: approval, responsible: clerk, form: {grant: {type: int}}, with: \
            {rule: all, settle: grand}, then: {rejected: no, expired: no}}
            """,
            [
                """
                W023 25:106 the form has no field `grand` | did you mean `grant`?
                """
            ]),
        Sample(
            "a field that is voted on where there is no form",
            """
            {id: look, task: approval, responsible: clerk, with: {rule: all, settle: grant}, then: \
            {rejected: no, expired: no}}
            """,
            [
                """
                W023 25:78 parameter `settle` names the field `grant`, and the step has no form | \
                list the fields under `form:`
                """
            ]),
        Sample(
            "a form field with the name of an output",
            """
            {id: look, task: approval, responsible: clerk, form: {votes: {type: int}, \
            approvals: {type: int}, why: {type: string}}, then: {rejected: no, expired: \
            no}}
            """,
            [
                """
                W043 25:59 the form field `votes` has the name of something that \
                `approval` gives | rename the field
                """,
                """
                W043 25:79 the form field `approvals` has the name of something that \
                `approval` gives | rename the field
                """,
            ]),
        Sample(
            "a rung decides what the task does not know",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expird: \
            no}, escalation: [{at: due, decide: expird}]}
            """,
            [
                """
                W033 25:117 the duty `look` cannot end with `expird` | did you mean \
                `expired`?
                """
            ]),
        Sample(
            "more time without saying how much, and none at all",
            """
            {id: look, task: approval, responsible: clerk, extend: {by: boss}, then: {rejected: \
            no, expired: no}}
            - {id: more, task: approval, responsible: clerk, extend: {by: boss, at_most: 0 days}, \
            then: {rejected: no, expired: no}}
            """,
            [
                """
                W003 25:61 `extend` needs `at_most` | such as `at_most: 10 workdays`
                """,
                """
                W008 26:80 `extend` gives no time | such as `extend: {by: ROLE, at_most: 10 \
                workdays, times: 1}`
                """,
            ]),
        Sample(
            "a rung runs work of people",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: \
            no}, escalation: [{at: 50%, task: approval}, {at: due, decide: expired}]}
            """,
            [
                """
                W051 25:116 a rung runs tasks of a machine, and `approval` is work of \
                people | start a workflow that has this duty
                """
            ]),
        Sample(
            "words that are no words of their fields",
            """
            {id: look, task: approval, responsible: clerk, allocate: round_robbin, absent:\
             pass, priority: high, evidence: some, delegable: maybe, then: {rejected: no, \
            expired: no}}
            """,
            [
                """
                W002 25:62 expected `all`, `first`, `round_robin`, `fewest_open`, \
                `{same_as: STEP}` or `{not: STEP}`, got `round_robbin` | did you mean \
                `round_robin`?
                """,
                "W002 25:84 expected `manager`, `accountable` or `fail`, got `pass`",
                "W002 25:100 expected a whole number from 0 to 9, got `high`",
                """
                W002 25:116 expected the number of files that must be given, 0 to 100, got\
                 `some`
                """,
                "W002 25:133 expected `true` or `false`, got `maybe`",
            ]),
    ]
}
