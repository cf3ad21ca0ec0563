import Testing

@Suite("Project files: message, place and way out")
struct ProjectFileTests {
    @Test("a mistake is told with its place and the way out", arguments: Self.samples)
    func told(_ sample: FileSample) throws {
        #expect(try sample.found() == sample.expected)
    }

    static let samples: [FileSample] = [
        FileSample(
            "shapes", "onus.yaml",
            """
            organization: [a]
            calendars: x.yaml
            plugins: {fund: 5, note: {a: {b: 1}}}
            channel: [a]
            """,
            [
                "W002 1:15 expected the path of a file, got a list",
                "W002 3:17 expected settings as a mapping, got `5`",
                "W001 4:1 a project has no key `channel` | did you mean `channels`?",
            ])
    ]
}
