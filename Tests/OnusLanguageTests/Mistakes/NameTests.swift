import Testing

@Suite("Names that stand for nothing: message, place and way out")
struct NameTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: Sample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [Sample] = [
        Sample(
            "a task that is not known",
            "{id: look, task: aproval, responsible: clerk}",
            [
                "W020 25:22 there is no task `aproval` | did you mean `approval`?"
            ]),
        Sample(
            "a parameter that is not known",
            """
            {id: look, task: approval, responsible: clerk, with: {rul: all}, then: \
            {rejected: no, expired: no}}
            """,
            [
                "W021 25:59 `approval` has no parameter `rul` | did you mean `rule`?"
            ]),
        Sample(
            "a parameter that is missing",
            "{id: reserve, task: fund.reserve, with: {amount: 1}}",
            [
                """
                W022 25:25 `fund.reserve` needs the parameter `fund` | add `with: {fund: \
                …}`: the fund's name
                """
            ]),
        Sample(
            "a step in `then`",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: nno, expired: \
            nowhere}}
            """,
            [
                "W024 25:69 there is no step `nno` | did you mean `no`?",
                """
                W024 25:83 there is no step `nowhere` | give the id of a step, or \
                `continue` or `leave`
                """,
            ]),
        Sample(
            "a step in a parameter",
            """
            {id: look, task: approval, responsible: clerk, with: {shows: [look, lok]}, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W024 25:73 there is no step `lok` | did you mean `look`?"
            ]),
        Sample(
            "a step in `allocate`",
            """
            {id: look, task: approval, responsible: clerk, allocate: {same_as: before}, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W024 25:72 there is no step `before` | give the id of a step"
            ]),
        Sample(
            "a ladder",
            """
            {id: look, task: approval, responsible: clerk, escalation: standart, then: \
            {rejected: no, expired: no}}
            """,
            [
                "W025 25:64 there is no ladder `standart` | did you mean `standard`?"
            ]),
        Sample(
            "a form",
            """
            {id: look, task: approval, responsible: clerk, form: paper, then: {rejected: \
            no, expired: no}}
            """,
            [
                "W027 25:58 there is no form `paper` | write it under `forms:`"
            ]),
        Sample(
            "a clause",
            """
            {id: look, task: approval, responsible: clerk, basis: [rules/1, rules/3, \
            rule/1], then: {rejected: no, expired: no}}
            """,
            [
                """
                W073 5:10 the clause `rules/1` is waived, but `look` covers it | remove \
                the waiver, or the `basis` if the step does not fulfil it
                """,
                """
                W028 25:69 the clause `rules/3` is not listed under `clauses:` | did you \
                mean `rules/1`?
                """,
                """
                W028 25:78 the clause `rule/1` is not listed under `clauses:` | did you \
                mean `rules/1`?
                """,
            ]),
        Sample(
            "a variable that is set",
            "{id: put, set: {total: 5, totl: 6}}",
            [
                "W026 25:31 there is no variable `totl` | did you mean `total`?"
            ]),
        Sample(
            "an outcome of a task",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: \
            no, return: no}}
            """,
            [
                """
                W033 25:86 `approval` in the step `look` cannot end with `return` | did \
                you mean `returned`?
                """
            ]),
        Sample(
            "outcomes of a step that has none",
            "{id: pause, wait: 1 h, then: {done: no}}",
            [
                """
                W033 25:35 the step `pause` has no outcomes, so no `done` | write the \
                target alone: `then: no`
                """
            ]),
        Sample(
            "a workflow that a rung starts",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no}, \
            escalation: [{at: due, start: inquiry}]}
            """,
            [
                """
                W029 25:104 there is no workflow `inquiry` | check it together with the \
                file that holds this workflow
                """
            ]),
        Sample(
            "a task that a rung runs",
            """
            {id: look, task: approval, responsible: clerk, then: {rejected: no, expired: \
            no}, escalation: [{at: 50%, task: notify.sent}, {at: due, decide: expired}]}
            """,
            [
                "W020 25:116 there is no task `notify.sent` | did you mean `notify.send`?"
            ]),
        Sample(
            "an id that is given twice",
            "{id: no, wait: 1 h}",
            [
                """
                W007 26:10 the id `no` is already that of another step | an id is unique \
                in the whole workflow; rename one of the two
                """
            ]),
    ]
}
