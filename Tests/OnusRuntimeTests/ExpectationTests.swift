import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusStore
import OnusValues
import Testing

@Suite("What a test expects")
struct ExpectationTests {
    @Test("`within` without a calendar to count in is told and not passed over")
    func within() async throws {
        let workflow = House.workflow("short", "  - {id: done, end: over}")
        var (deployment, catalog) = try House.deployment([workflow])
        deployment.calendars = []
        let text = """
            test: short
            cases:
              - name: it ends
                start: {by: bob, at: "2026-06-01T09:00:00Z"}
                expect: {outcome: over, within: 2 days}
            """
        let sources = [
            Source(path: "short.yaml", text: workflow),
            Source(path: "short.test.yaml", text: text),
            Source(path: "organization.yaml", text: House.organization),
            Source(path: "calendar.yaml", text: House.calendar),
        ]
        let test = try #require(Checker.check(sources, catalog: catalog).tests.first)
        let results = await TestRunner(catalog: catalog, deployment: deployment) { MemoryStore() }
            .run(test)
        #expect(
            results.flatMap(\.problems).map(\.message)
                == ["within: there is no calendar to count `2 days` in"])
    }
}
