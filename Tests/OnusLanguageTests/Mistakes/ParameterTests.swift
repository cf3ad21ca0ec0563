import Testing

@Suite("Parameters: message, place and way out")
struct ParameterTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: Sample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [Sample] = [
        Sample(
            "a word that is nearly one of the choices",
            """
            {id: look, task: approval, responsible: clerk, with: {rule: al}, then: \
            {rejected: no, expired: no}}
            """,
            [
                """
                W023 25:65 parameter `rule` is `al`, expected `any` or `all`, or \
                `{at_least: …}`, or `{share: …}` | did you mean `all`?
                """
            ]),
        Sample(
            "a key of a mapping that is nearly one",
            """
            {id: look, task: approval, responsible: clerk, with: {rule: {at_leest: 2}}, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W023 25:66 parameter `rule` has no key `at_leest` | did you mean `at_least`?"
            ]),
        Sample(
            "a mapping with a text where a number belongs",
            """
            {id: look, task: approval, responsible: clerk, with: {rule: {at_least: two}}, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W023 25:76 parameter `rule` is `two`, expected a whole number"
            ]),
        Sample(
            "a share is a text, `2/3` included",
            """
            {id: look, task: approval, responsible: clerk, with: {rule: {share: 2/3}}, \
            then: {rejected: no, expired: no}}
            """,
            []),
        Sample(
            "a list where one value belongs",
            "{id: reserve, task: fund.reserve, with: {fund: [a, b], amount: 1}}",
            [
                "W023 25:52 parameter `fund` is a list, expected a text"
            ]),
        Sample(
            "a text where a decimal belongs",
            "{id: reserve, task: fund.reserve, with: {fund: main, amount: much}}",
            [
                "W023 25:66 parameter `amount` is `much`, expected a decimal"
            ]),
        Sample(
            "a bare path where `${ }` is needed",
            "{id: reserve, task: fund.reserve, with: {fund: main, amount: inputs.amount}}",
            [
                """
                W023 25:66 parameter `amount` is `inputs.amount`, expected a decimal | an \
                expression is written `${ inputs.amount }`
                """
            ]),
        Sample(
            "an expression of another type",
            """
            {id: reserve, task: fund.reserve, with: {fund: main, amount: "${ run.id }"}}
            """,
            [
                "W041 25:70 expected decimal, got string | write `decimal(…)`"
            ]),
        Sample(
            "what the task itself finds wrong",
            "{id: reserve, task: fund.reserve, with: {fund: main, amount: 0}}",
            [
                "W023 25:66 parameter `amount` is nothing"
            ]),
        Sample(
            "people as bare expressions, one of them wrong",
            """
            {id: look, task: approval, responsible: clerk, with: {veto: [boss, clrk]}, \
            then: {rejected: no, expired: no}}
            """,
            [
                "W026 25:72 there is no `clrk` here | did you mean `clerk`?"
            ]),
        Sample(
            "a variable of another type",
            "{id: put, set: {total: many}}",
            [
                "W041 25:28 variable `total` is `many`, expected a whole number"
            ]),
    ]
}
