import Testing

@Suite("Workflow files as a whole: message, place and way out")
struct WholeFileTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: FileSample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [FileSample] = [
        FileSample(
            "an empty file", "f.yaml",
            "",
            [
                "Y009 1:1 the file has no content | write at least one key, or check the path"
            ]),
        FileSample(
            "a text", "f.yaml",
            """
            just text
            """,
            [
                """
                W009 1:1 this file is none that onus knows | a workflow begins with `onus:\
                 1` and `workflow: NAME`, other files with `organization: NAME`, \
                `calendar: NAME` or `test: WORKFLOW`
                """
            ]),
        FileSample(
            "a file of another program", "f.yaml",
            """
            name: CI
            on: push
            """,
            [
                """
                W009 1:1 this file is none that onus knows | a workflow begins with `onus:\
                 1` and `workflow: NAME`, other files with `organization: NAME`, \
                `calendar: NAME` or `test: WORKFLOW`
                """
            ]),
        FileSample(
            "another version of the language", "f.yaml",
            """
            onus: 2
            workflow: x
            version: 1
            steps: []
            """,
            [
                """
                W005 1:7 this onus reads version 1 of the language, not `2` | write `onus:\
                 1` as the first line
                """
            ]),
        FileSample(
            "nothing but a name", "f.yaml",
            """
            workflow: x
            """,
            [
                "W003 1:1 a workflow needs `onus` | write `onus: 1` as the first line",
                "W003 1:1 a workflow needs `version` | start with `version: 1`",
                """
                W064 1:1 the workflow has no steps | the least is one that ends it: `- \
                {id: done, end: OUTCOME}`
                """,
            ]),
        FileSample(
            "a misspelt list of steps", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: one
            stepps: []
            """,
            [
                """
                W064 1:1 the workflow has no steps | the least is one that ends it: `- \
                {id: done, end: OUTCOME}`
                """,
                "W002 3:10 expected a whole number from 1 to 1000000000, got `one`",
                "W001 4:1 a workflow has no key `stepps` | did you mean `steps`?",
            ]),
        FileSample(
            "a name with a blank", "f.yaml",
            """
            onus: 1
            workflow: my flow
            version: 1
            steps:
              - {id: e, end: done}
            """,
            [
                """
                W006 2:11 `my flow` cannot be the name of a workflow | use letters, \
                digits, `-`, `_` and `.`, at most 100 of them
                """
            ]),
        FileSample(
            "a bracket that is not closed", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            steps:
              - {id: a, wait: 1 h
            """,
            [
                "Y001 5:5 this `{` is never closed | add the `}`"
            ]),
        FileSample(
            "an anchor where an expression begins with `&`", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            steps:
              - {id: a, if: &x, wait: 1 h}
              - {id: e, end: done}
            """,
            [
                """
                Y006 5:17 `&x` is a YAML anchor, and anchors are not used here | remove it\
                 and write the value out where it is needed; if it belongs to an \
                expression, quote the expression
                """
            ]),
        FileSample(
            "fields", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            inputs:
              a: {type: strng}
              b: {type: int, minimum: x, enum: [1, two]}
              c: string
              D: {type: list}
              e: {type: bool, minimum: 1}
              f: {type: map, values: {type: list, items: int}}
              g: {type: int, minLength: 1, default: 3.5}
              h: {type: int, minimum: 5, maximum: 2}
              i: {type: string, enum: [a, b], default: c}
            steps:
              - {id: e, end: done}
            """,
            [
                "W002 5:13 there is no type `strng` | did you mean `string`?",
                "W002 6:27 expected a whole number, got `x`",
                "W002 6:40 expected a whole number, got `two`",
                """
                W002 7:6 expected a field as a mapping, got `string` | such as `c: {type: \
                string}`
                """,
                "W006 8:3 `D` cannot be the name of a field | write it in `snake_case`: `d`",
                "W003 8:7 a field needs `items` | such as `items: string`",
                """
                W011 9:28 a field of type `bool` has no least or greatest value | remove \
                it, or use `minLength` and `maxLength`
                """,
                """
                W011 11:29 a field of type `int` has no length | remove it, or use \
                `minimum` and `maximum`
                """,
                "W002 11:41 expected a whole number, got `3.5`",
                "W011 12:7 `minimum` of `h` is above its `maximum` | exchange the two",
                """
                W011 13:44 the default of `i` is `c`, expected one of `a`, `b` | a default\
                 keeps the limits of its field
                """,
            ]),
        FileSample(
            "roles with names that are taken", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            inputs: {lead: {type: person}}
            roles: {inputs: initiator, a: initiator, responsible: a, lead: [a, a]}
            steps:
              - {id: e, end: done}
            """,
            [
                """
                W043 5:9 the role `inputs` has the name of something that every workflow \
                has | choose another name for the role
                """,
                """
                W043 5:42 the role `responsible` has the name of something that every \
                workflow has | choose another name for the role
                """,
                """
                W043 5:58 the role `lead` has the name of an input | choose another name \
                for the role
                """,
            ]),
        FileSample(
            "a start in two ways, and in none", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            start: {every: 1 month, by: public}
            steps:
              - {id: e, end: done}
            """,
            [
                """
                W003 4:9 `start` has one of `by`, `on` and `every` | such as `start: {by: ROLE}`
                """
            ]),
        FileSample(
            "a schedule without its time of day", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            start: {every: 1 month, day: first workdy, as: person('ann')}
            steps:
              - {id: e, end: done}
            """,
            [
                "W003 4:9 `start` needs `at`, the time of day | such as `at: \"09:00\"`"
            ]),
        FileSample(
            "a schedule with a day and a time that are none", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            start: {every: 1 month, day: first workdy, at: "25:00", as: person('ann')}
            steps:
              - {id: e, end: done}
            """,
            [
                "W002 4:30 there is no day `first workdy` | did you mean `first workday`?",
                "W008 4:48 `25:00` is no time of day | write `\"09:00\"`",
            ]),
        FileSample(
            "what comes every few hours has no day", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            start: {every: 4 h, day: monday, as: person('ann')}
            steps:
              - {id: e, end: done}
            """,
            [
                "W001 4:21 what comes every `4 h` has no `day` | remove it"
            ]),
        FileSample(
            "nothing starts every moment, and a schedule needs somebody in whose name", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            start: {every: 0 days, at: "09:00"}
            steps:
              - {id: e, end: done}
            """,
            [
                """
                W003 4:9 `start` needs `as` | in whose name it starts, such as `as: \
                head("office")`
                """
            ]),
        FileSample(
            "who may start cannot hang on the inputs", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            inputs: {who: {type: person}}
            start: {by: inputs.who}
            steps:
              - {id: e, end: done}
            """,
            [
                "W026 5:13 there is no `inputs` here"
            ]),
        FileSample(
            "clauses that are no list", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            clauses: {r: {items: 7}}
            steps:
              - {id: e, end: done}
            """,
            [
                """
                W002 4:22 expected a list of clauses, got `7` | such as `items: ["7", \
                "12"]`
                """
            ]),
        FileSample(
            "an empty list inside a list of `separate`", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            separate:
              - [start, [], initiator]
            steps:
              - {id: e, end: done}
            """,
            [
                "W002 5:13 expected `start`, steps or people, got a list"
            ]),
        FileSample(
            "a template that is not closed", "f.yaml",
            """
            onus: 1
            workflow: flow
            version: 1
            steps:
              - {id: e, end: done, outputs: {a: "${ run.id"}}
            """,
            [
                """
                W040 5:38 `${` is not closed | close it with `}`, or write `$${` for the \
                two characters
                """
            ]),
    ]
}
