import OnusLanguage
import OnusModel
import Testing

@Suite("What helps is what works")
struct HelpTests {
    private func help(_ code: String, _ steps: String, head: String = "") throws -> [String] {
        let text = Checking.workflow(steps, head: head)
        return try Checking.check(text).diagnostics.filter { $0.code == code }.compactMap(\.help)
    }

    @Test("a date that is compared with a time is made one by `date`")
    func dates() throws {
        let steps = { (condition: String) in
            """
              - {id: note, if: "\(condition)", set: {total: 1}}
              - {id: done, end: granted}
            """
        }
        func advice(_ condition: String) throws -> [String] {
            let text = Checking.workflow(steps(condition))
                .replacing(
                    "inputs:\n", with: "inputs:\n  day: {type: date}\n  word: {type: string}\n")
            return try Checking.check(text).diagnostics.filter { $0.code == "W041" }
                .compactMap(\.help)
        }
        #expect(
            try advice("inputs.day < date('2027-01-01')")
                == ["`inputs.day` is a date: write `date(inputs.day)`"])
        #expect(
            try advice("now > inputs.day") == ["`inputs.day` is a date: write `date(inputs.day)`"])
        #expect(
            try advice("now > '2027-01-01'") == ["a date is written as `date('2027-01-01')`"])
        #expect(try advice("inputs.word < now") == ["write `timestamp(…)`"])
        #expect(try advice("date(inputs.day) < date('2027-01-01')") == [])
    }

    @Test("of a step that cannot be seen it is said where it lies and how it is read")
    func branches() throws {
        let found = try help(
            "W026",
            """
              - id: both
                parallel:
                  one: [{id: ask, task: approval, responsible: clerk, then: {any: continue}}]
                  two: [{id: note, if: "steps.ask.outcome == 'approved'", set: {total: 1}}]
              - {id: part, scope: [{id: inner, task: approval, responsible: clerk, then: {any: continue}}]}
              - {id: late, if: "steps.inner.outcome == 'approved'", set: {total: 1}}
              - {id: done, end: granted}
            """)
        #expect(
            found == [
                "`ask` lies in a branch of `both`, and branches do not see each other's outputs; "
                    + "what follows `both` reads it through the `outputs:` of `both`",
                "`inner` lies inside `part`; what follows `part` reads it through the `outputs:` "
                    + "of `part`",
            ])
    }

    @Test("an event that starts a run knows no inputs yet")
    func starts() throws {
        let found = try help(
            "W003", "  - {id: done, end: granted}",
            head: "start: {on: letter.came, as: head(\"office\")}")
        #expect(found.count == 1)
        #expect(found.first?.contains("inputs") == false)
        #expect(found.first?.contains("`case: event.id`") == true)
    }

    @Test("where `deemed` stands already, nobody is told to write it")
    func deemed() throws {
        let found = try help(
            "W071",
            """
              - id: ask
                task: approval
                responsible: clerk
                deemed: {outcome: approved, basis: rules/1}
                escalation: [{at: due + 2 workdays, decide: approved}]
                then: {rejected: no}
              - {id: done, end: granted}
              - {id: no, end: refused}
            """, head: Checking.clauses)
        #expect(
            found == [
                "decide `expired`, or remove the rung: by `deemed` the passed deadline ends the "
                    + "duty with `approved` already"
            ])
    }

    @Test("a number in quotes is told to lose them, and a version how large it may be")
    func numbers() throws {
        let text = Checking.workflow("  - {id: done, end: granted}")
            .replacing("version: 1", with: "version: \"1\"")
        let found = try Checking.check(text).diagnostics.first { $0.code == "W002" }
        #expect(found?.message == "expected a whole number from 1 to 1000000000, got `1`")
        #expect(found?.help == "write it without quotes: `1`")
    }
}
