import Testing

@Suite("Calendar files: message, place and way out")
struct CalendarFileTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: FileSample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [FileSample] = [
        FileSample(
            "a zone and hours that there are not", "cal.yaml",
            """
            calendar: c
            time_zone: Asia/Shanhai
            hours: {monday-fryday: ["09:00-12:00"], saturday: ["12:00-09:00"]}
            """,
            [
                """
                C001 2:12 the time zone `Asia/Shanhai` is unknown | did you mean \
                `Asia/Shanghai`?
                """,
                "W008 3:9 the weekday `fryday` is unknown | did you mean `friday`?",
                """
                W008 3:52 the office hours `12:00-09:00` end before they begin | hours \
                across midnight stand as two: `22:00-24:00` and `00:00-06:00`
                """,
            ]),
        FileSample(
            "days that contradict each other", "cal.yaml",
            """
            calendar: c
            time_zone: UTC
            hours: {monday-friday: ["09:00-12:00"]}
            published_until: 2026-12-31
            holidays: [2026-01-01, 2026-01-01, 2027-01-01, 2026-05-05/2026-05-01, tomorrow]
            worked: [2026-01-01]
            days: {first: nextday, last: x}
            """,
            [
                "C001 5:24 `2026-01-01` stands twice under `holidays` | remove one of them",
                """
                C001 5:36 `2027-01-01` under `holidays` is later than `published_until`, \
                2026-12-31 | let `published_until` be the last day that the published \
                dates cover
                """,
                """
                W008 5:48 the dates `2026-05-05/2026-05-01` end before they begin | write \
                the earlier one first
                """,
                """
                W008 5:71 `tomorrow` is not a date | write `2026-01-01`, or \
                `2026-02-15/2026-02-23` for the days from one to another
                """,
                """
                C001 6:10 `2026-01-01` is both a holiday and worked | remove it from one \
                of the lists
                """,
                """
                W002 7:15 expected `next day` or `same day`, got `nextday` | did you mean \
                `next day`?
                """,
                """
                W001 7:24 `days` has no key `last` | the keys of `days` are `first`, `end`\
                 and `holiday`
                """,
            ]),
        FileSample(
            "no hours", "cal.yaml",
            """
            calendar: c
            time_zone: UTC
            """,
            [
                """
                W003 1:1 a calendar needs `hours` | such as `hours: {monday-friday: \
                ["09:00-17:00"]}`
                """
            ]),
    ]
}
