import OnusModel
import OnusRuntime
import Testing

@Suite("Duties that a test names by the end of their places")
struct NamedDutyTests {
    private static let called = House.workflow(
        "called",
        """
          - {id: look, task: approval, responsible: person(inputs.who), then: {rejected: yes},
             extend: {by: boss, at_most: 5 workdays, times: 1}}
          - {id: yes, end: approved}
        """, more: "inputs: {who: {type: string}}")

    private static let calling = House.workflow(
        "flow",
        """
          - id: each
            foreach: inputs.names
            as: name
            steps: [{id: other, call: called, with: {who: "${ name }"}}]
          - {id: yes, end: approved}
        """, more: "inputs: {names: {type: list, items: string}}")

    private static func play(_ names: String, _ script: String) async throws -> [String] {
        try await House.play(
            [called, calling],
            """
            test: flow
            cases:
              - name: it
                start: {by: dan, at: 2026-06-01T09:00, inputs: {names: [\(names)]}}
                script: [\(script)]
                expect: {outcome: approved}
            """)
    }

    @Test("a name that several have means the one on the person's desk")
    func desk() async throws {
        for _ in 0..<5 {
            let problems = try await Self.play(
                "bob, ann",
                "{person: ann, duty: look, do: approved}, {person: bob, duty: look, do: approved}")
            #expect(problems == [])
        }
    }

    @Test("a person with several is told their places, and one of these will do")
    func several() async throws {
        let problems = try await Self.play("ann, ann", "{person: ann, duty: look, do: approved}")
        #expect(
            problems.first
                == "it: `look` may be any of 2 duties: write one of `each/name[1]/other/look`, "
                + "`each/name[2]/other/look`")
        #expect(
            try await Self.play(
                "ann, ann",
                """
                {person: ann, duty: "name[2]/other/look", do: approved},
                {person: ann, duty: look, do: approved}
                """) == [])
    }

    @Test("a request for more time is found by the end of its place too")
    func extend() async throws {
        let problems = try await Self.play(
            "ann",
            """
            {person: ann, duty: other/look, extend: 2 workdays},
            {person: dan, duty: look/extend, do: granted}, {person: ann, duty: look, do: approved}
            """)
        #expect(problems == [])
    }
}
