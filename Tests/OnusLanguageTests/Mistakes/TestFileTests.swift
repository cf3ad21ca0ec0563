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
