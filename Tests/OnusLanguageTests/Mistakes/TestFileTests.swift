import Testing

@Suite("Test files: message, place and way out")
struct TestFileTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: FileSample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [FileSample] = [
        FileSample(
            "cases", "flow.test.yaml",
            """
            test: x
            organization: o
            cases:
              - {name: a, start: {by: p, at: noon}, expect: {outcom: x}}
              - name: b
                start: {at: 2026-01-01T09:00}
                script:
                  - {person: p, do: approved}
                  - {after: 1 day, person: p, duty: d, do: approved, claim: true}
                  - {after: 3 workdays}
                  - {duty: d, claim: true}
                expect: {marks: [blue, green]}
            """,
            [
                "W008 4:34 `noon` is no time | write `2026-09-28T09:00`",
                "W001 4:50 `expect` has no key `outcom` | did you mean `outcome`?",
                "W003 6:13 `start` needs `by`",
                "W003 8:10 an act needs a `duty` | the id of its step",
                """
                W010 9:10 an entry of the script does one thing, and this one does several\
                 | make an entry of each
                """,
                "W003 11:10 an act needs a `person`",
                "W002 12:28 expected `blue`, `yellow` or `red`, got `green`",
            ]),
        FileSample(
            "what does not go together", "flow.test.yaml",
            """
            test: x
            cases:
              - name: b
                start: {by: p}
                script:
                  - {send: bell, form: {a: 1}, duty: d}
                  - {person: p, duty: d, do: approved, data: {a: 1}, percent: 3}
                  - {person: p, duty: d, progress: half, comment: so}
                  - {person: p, duty: d, after: 1 day, at: 2026-01-01T09:00}
                  - {person: p, cancel: wrong, comment: why}
                expect: {outcome: x, state: open}
            """,
            [
                "W001 6:22 `form` does not go with `send` | what an event brings stands in `data`",
                """
                W001 6:36 `duty` does not go with `send` | an event comes to whatever waits for \
                it; leave `duty` out
                """,
                """
                W001 7:44 `data` does not go with `do` | what people fill in stands in `form`; \
                `data` goes with `send`
                """,
                "W001 7:58 `percent` does not go with `do` | `percent` goes with `progress`",
                """
                W001 8:46 `comment` does not go with `progress` | leave it out, or make an entry \
                of its own of it
                """,
                """
                W001 9:10 `person` stands in an entry that only lets time pass | say what is done, \
                such as `do: approved`, or leave it out
                """,
                """
                W001 9:21 `duty` stands in an entry that only lets time pass | say what is done, \
                such as `do: approved`, or leave it out
                """,
                "W001 9:44 `at` says when, and so does `after` | leave one of them out",
                "W001 10:36 `comment` does not go with `cancel` | the reason stands at `cancel`",
                """
                W002 11:33 expected `running`, `ended`, `failed` or `cancelled`, got `open`\
                 | `open` is the state of a duty; name one with `duty`
                """,
            ]),
        FileSample(
            "nothing is expected", "flow.test.yaml",
            """
            test: x
            cases:
              - {name: a, start: {by: p}}
            """,
            [
                "W003 3:6 a case needs `expect` | a test must expect something"
            ]),
    ]
}
