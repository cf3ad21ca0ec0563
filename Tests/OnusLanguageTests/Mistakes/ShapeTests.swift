import Testing

@Suite("Shapes: message, place and way out")
struct ShapeTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: Sample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [Sample] = [
        Sample(
            "a deadline that is over at once",
            """
            {id: look, task: approval, responsible: clerk, due: 0 days, then: \
            {rejected: no, expired: no}}
            """,
            [
                """
                W008 25:57 `0 days` is over as soon as it begins | give people time, such as \
                `1 workday`
                """
            ]),
        Sample(
            "a `set` that binds nothing", "{id: look, set: {}}",
            [
                """
                W002 25:21 this `set` binds nothing | write `set: {NAME: VALUE}` with a variable of \
                `vars`, or leave the step out
                """
            ]),
        Sample(
            "a number in words",
            """
            {id: look, task: approval, responsible: clerk, due: five days, then: \
            {rejected: no, expired: no}}
            """,
            [
                "W008 25:57 `five days` is no duration | write `5 days`"
            ]),
        Sample(
            "`and` in place of `&&`",
            """
            {id: look, task: approval, responsible: clerk, if: amount > decimal('1') and true, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W040 25:78 `and` is not expected here | write `&&` for `and`"
            ]),
        Sample(
            "a bare date",
            "{id: look, wait: {until: 2026-12-01}}",
            ["W041 25:30 expected timestamp, got int | a date is written as `date('2026-12-01')`"]),
        Sample(
            "a full-width colon",
            "id：look",
            [
                """
                W002 25:5 expected a step as a mapping, got `id：look` | `：` is a full-width \
                colon; write `:` and a space
                """
            ]),
        Sample(
            "several people as one text",
            """
            {id: look, task: approval, responsible: boss clerk, then: \
            {rejected: no, expired: no}}
            """,
            [
                """
                W040 25:50 `clerk` is not expected here | several people are a list: \
                `[boss, clerk]`
                """
            ]),
        Sample(
            "an input without its record",
            """
            {id: look, task: approval, responsible: clerk, if: amount > decimal('1'), \
            then: {rejected: no, expired: no}}
            """,
            [
                "W026 25:56 there is no `amount` here | did you mean `inputs.amount`?"
            ]),
        Sample(
            "a call where a literal belongs",
            """
            {id: reserve, task: fund.reserve, with: {fund: main, amount: "decimal('1')"}}
            """,
            [
                """
                W023 25:66 parameter `amount` is `decimal('1')`, expected a decimal | an \
                expression is written `${ decimal('1') }`
                """
            ]),
        Sample(
            "a choice of nothing",
            """
            {id: look, task: approval, responsible: clerk, form: {why: {type: string, enum: []}}, \
            then: {rejected: no, expired: no}}
            """,
            [
                """
                W011 25:85 `enum` names no value, so that there would be none to give | name the \
                values, or leave `enum` out
                """
            ]),
        Sample(
            "a key that is not known",
            """
            {id: look, task: approval, responsible: clerk, wiht: {rule: all}, then: \
            {rejected: no, expired: no}}
            """,
            [
                "W001 25:52 a step has no key `wiht` | did you mean `with`?"
            ]),
        Sample(
            "a key that belongs to another verb",
            "{id: pause, wait: 1 h, responsible: clerk}",
            [
                """
                W001 25:28 a step has no key `responsible` | the keys of a step are `id`, \
                `wait`, `title`, `description`, `if`, `basis`, `at_most`, `then`, \
                `catch` and `undo`
                """
            ]),
        Sample(
            "a step without an id",
            "{wait: 1 h}",
            [
                "W003 25:6 a step needs `id` | every step has an `id` that is its own"
            ]),
        Sample(
            "a step that is a list",
            "[1, 2]",
            [
                "W002 25:5 expected a step as a mapping, got a list"
            ]),
        Sample(
            "two verbs",
            "{id: both, task: approval, wait: 3 days}",
            [
                """
                W010 25:32 a step does one thing, and this one has `task` and `wait` | \
                make a step of each
                """
            ]),
        Sample(
            "a verb that is misspelt",
            "{id: none, tusk: approval, responsible: clerk}",
            [
                "W010 25:16 this step does not say what it does | did you mean `task`?"
            ]),
        Sample(
            "no verb",
            "{id: none}",
            [
                """
                W010 25:6 this step does not say what it does | add one of `task`, \
                `parallel`, `switch`, `foreach`, `repeat`, `scope`, `wait`, `receive`, `emit`, \
                `withdraw`, `call`, `lock`, `set`, `end` or `fail`
                """
            ]),
        Sample(
            "a handler without a time",
            "{id: s, scope: [{id: x, wait: 1 h}], alongside: [{id: k, evry: 1 h}]}",
            [
                """
                W003 25:55 a handler has one of `every`, `after`, `on` and `when` | such as \
                `every: 1 month` or `after: 10 workdays`
                """,
                "W001 25:62 a handler has no key `evry` | did you mean `every`?",
            ]),
        Sample(
            "an id in another spelling",
            "{id: Big-Step, wait: 3 days}",
            [
                """
                W006 25:10 `Big-Step` cannot be the id of a step | write it in \
                `snake_case`: `big_step`
                """
            ]),
        Sample(
            "an id that means something else",
            "{id: leave, wait: 3 days}",
            [
                """
                W006 25:10 `leave` has a meaning of its own and cannot be the id of a step\
                 | choose another name
                """
            ]),
        Sample(
            "a unit of time that is not known",
            "{id: pause, wait: 3 weks}",
            [
                "W008 25:23 the unit `weks` of `3 weks` is unknown | did you mean `weeks`?"
            ]),
        Sample(
            "a rung at no time",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: \
            no}, escalation: [{at: 120%}, {at: due - 1 h}, {at: soon}, {remind: boss}]}
            """,
            [
                """
                W008 25:105 `120%` is no percentage from 0% to 100% with at most two \
                decimals | a time after the deadline is written `due + 2 workdays`
                """,
                """
                W008 25:117 expected `due + DURATION`, got `due - 1 h` | a time before the\
                 deadline is a percentage, such as `80%`
                """,
                """
                W008 25:134 `soon` is no time of a rung | write `80%` (of the time to the \
                deadline), `due` or `due + 2 workdays`
                """,
                """
                W003 25:142 a rung needs `at` | when it happens: `at: 80%`, `at: due` or \
                `at: due + 2 workdays`
                """,
            ]),
        Sample(
            "branches that are a list",
            "{id: p, parallel: [x, y]}",
            [
                """
                W002 25:23 expected branches with their steps as a mapping, got a list | give \
                each branch a name: `parallel: {budget: [STEPS], panel: [STEPS]}`
                """
            ]),
        Sample(
            "a word that is no choice",
            "{id: p, parallel: {a: [{id: x, wait: 1 h}]}, rest: go}",
            [
                "W002 25:56 expected `withdraw` or `go_on`, got `go`"
            ]),
        Sample(
            "cases without a condition",
            """
            {id: s, switch: [{when: "true"}, {then: no}]}
            """,
            [
                """
                W003 25:23 a case has either `then` or `steps` | `then: STEP` goes there, \
                `steps: [...]` runs these steps
                """,
                """
                W003 25:39 a case has either `when` or `otherwise` | such as `{when: \
                "inputs.amount > 10", then: STEP}` or `{otherwise: STEP}`
                """,
            ]),
        Sample(
            "a retry without its wait",
            "{id: reserve, task: fund.reserve, with: {fund: m, amount: 1}, retry: {times: 3}}",
            [
                "W003 25:75 `retry` needs `wait` | such as `wait: 10 s`"
            ]),
        Sample(
            "`with` in a rung that takes none",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: \
            no}, escalation: [{at: due, decide: expired, with: {a: 1}}]}
            """,
            [
                """
                W001 25:127 `with` stands in a rung that neither starts a workflow nor \
                runs a task | add `start: WORKFLOW` or `task: NAME`, or remove it
                """
            ]),
    ]
}
