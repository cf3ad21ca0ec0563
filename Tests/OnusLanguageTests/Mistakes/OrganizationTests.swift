import Testing

@Suite("Organisation files: message, place and way out")
struct OrganizationTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: FileSample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [FileSample] = [
        FileSample(
            "units", "org.yaml",
            """
            organization: o
            units:
              - {id: a, parent: b, head: nobody}
              - {id: b, parent: a}
              - {id: a}
              - {name: x}
            """,
            [
                """
                O004 3:21 the unit `a` lies above itself: a → b → a | one of these units \
                has a wrong `parent`
                """,
                "O002 3:30 there is no person `nobody` | add the person under `people:`",
                "O003 5:10 the unit `a` stands here twice | remove or rename one of the two",
                "W003 6:6 a unit needs `id`",
            ]),
        FileSample(
            "people", "org.yaml",
            """
            organization: o
            units:
              - {id: office}
            people:
              - {id: li.wei, unit: ofice}
              - {id: li.wei, unit: office}
              - {id: wang, unit: office, phone: 1}
            roles: {r: [li.wei, li.wai]}
            """,
            [
                "O001 5:24 there is no unit `ofice` | did you mean `office`?",
                """
                O003 6:10 the person `li.wei` stands here twice | remove or rename one of \
                the two
                """,
                """
                W001 7:30 a person has no key `phone` | the keys of a person are `id`, \
                `name`, `unit` and `email`
                """,
                "O002 8:21 there is no person `li.wai` | did you mean `li.wei`?",
            ]),
        FileSample(
            "delegations and absences", "org.yaml",
            """
            organization: o
            units:
              - {id: office}
            people:
              - {id: li.wei, unit: office}
            delegations:
              - {from: li.wei, to: li.wei, between: [2026-01-02, 2026-01-01]}
              - {from: li.wei, to: li.wei, between: [2026-01-01, 2026-01-02]}
            absences:
              - {person: lee, between: 2026-01-01}
              - {person: li.wei, between: [2026-02-30, 2026-03-01]}
            """,
            [
                "W008 7:41 the last day lies before the first",
                "O005 8:24 `li.wei` cannot stand in for themselves",
                """
                W002 10:28 expected the first and the last day, got `2026-01-01` | such as\
                 `between: [2026-11-01, 2026-11-15]`
                """,
                "W008 11:32 `2026-02-30` is no day | a day is written `2026-11-01`",
            ]),
    ]
}
