import Testing

@Suite("What a test expects")
struct ExpectationTests {
    @Test("`within` without a calendar to count in is told and not passed over")
    func within() async throws {
        let workflow = House.workflow("short", "  - {id: done, end: over}")
        #expect(
            try await Self.problems(
                workflow, "outcome: over, within: 2 days", hasCalendar: false)
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

    /// What is told of one case, which begins and ends.
    private static func problems(
        _ workflow: String, _ expected: String, start: String = "", hasCalendar: Bool = true
    ) async throws -> [String] {
        let problems = try await House.play(
            [workflow],
            """
            test: short
            cases:
              - name: it ends
                start: {by: bob, at: "2026-06-01T09:00:00Z", \(start)}
                expect: {\(expected)}
            """, hasCalendar: hasCalendar)
        return problems.map { String($0.trimmingPrefix("it ends: ")) }
    }
}
