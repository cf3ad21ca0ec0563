import OnusLanguage
import OnusModel
import Testing

@Suite("Reasons of what the checker says")
struct ReasonTests {
    @Test("what cannot end shows a shortest way there, with the outcomes on it")
    func wayThere() throws {
        let text = Checking.workflow(
            """
              - {id: ask, task: approval, responsible: clerk, then: {rejected: again, expired: no}}
              - {id: done, end: granted}
              - {id: again, set: {total: 1}}
              - {id: circle, set: {total: 2}, then: circle}
              - {id: no, end: refused}
            """)
        let found = try Checking.check(text).diagnostics
        let stuck = try #require(found.first { $0.code == "W063" })
        #expect(
            stuck.related.map(\.message) == ["the run comes here by `ask` (`rejected`), `again`"])
        let rendered = DiagnosticText(sources: [Source(path: "flow.yaml", text: text)]).render([
            stuck
        ])
        #expect(rendered.contains("the run comes here by"))
    }

    @Test("a step at the start needs no way there")
    func atOnce() throws {
        let text = Checking.workflow("  - {id: circle, set: {total: 2}, then: circle}")
        let stuck = try Checking.check(text).diagnostics.first { $0.code == "W063" }
        #expect(stuck?.related.isEmpty == true)
    }
}
