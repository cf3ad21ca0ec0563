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

    @Test("outputs that are lists and mappings are compared, and shown as they would be written")
    func outputs() async throws {
        let end = """
              - id: done
                end: over
                outputs:
                  empty: "${ inputs.none }"
                  places: "${ ['a', 'b'] }"
                  person: "${ {'name': ['Bo'], 'at': ['1']} }"
                  version: 1.10
                  file: 010
                  half: 1.5
            """
        let workflow = House.workflow(
            "short", end, more: "inputs: {none: {type: list, items: string, default: []}}")
        func problems(_ expected: String) async throws -> [String] {
            try await Self.problems(
                workflow, "outcome: over, outputs: {\(expected)}", start: "inputs: {none: []}")
        }
        #expect(
            try await problems(
                """
                empty: [], places: [a, b], person: {at: [1], name: [Bo]}, version: 1.10, file: 010, \
                half: 1.5
                """) == [])
        #expect(
            try await problems("empty: [a], places: [], person: {}") == [
                "outputs.empty: expected `[a]`, got `[]`",
                "outputs.places: expected `[]`, got `[a, b]`",
                "outputs.person: expected `{}`, got `{at: [1], name: [Bo]}`",
            ])
        #expect(
            try await problems("places: [a, {b: 1}], empty: null, version: 1.1") == [
                "outputs.places: expected `[a, {b: 1}]`, got `[a, b]`",
                "outputs.empty: expected `null`, got `[]`",
                "outputs.version: expected `1.1`, got `1.10`",
            ])
    }

    private static func problems(
        _ workflow: String, _ expected: String, start: String
    ) async throws -> [String] {
        let (deployment, catalog) = try House.deployment([workflow])
        let text = """
            test: short
            cases:
              - name: it ends
                start: {by: bob, at: "2026-06-01T09:00:00Z", \(start)}
                expect: {\(expected)}
            """
        let sources = [
            Source(path: "short.yaml", text: workflow),
            Source(path: "short.test.yaml", text: text),
            Source(path: "organization.yaml", text: House.organization),
            Source(path: "calendar.yaml", text: House.calendar),
        ]
        let test = try #require(Checker.check(sources, catalog: catalog).tests.first)
        return await TestRunner(catalog: catalog, deployment: deployment) { MemoryStore() }
            .run(test).flatMap(\.problems).map(\.message)
    }
}
