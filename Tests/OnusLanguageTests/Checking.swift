import OnusCatalog
import OnusLanguage
import OnusModel
import Testing

/// Checks texts and says what came of them, as a test wants to see it.
enum Checking {
    static let catalog: Catalog? = try? Catalog(plugins: [DeskPlugin.self])

    static func check(
        _ text: String, organization: Organization? = nil, others: [Source] = []
    ) throws -> CheckedFiles {
        let catalog = try #require(catalog)
        return Checker.check(
            [Source(path: "flow.yaml", text: text)] + others, catalog: catalog,
            organization: organization)
    }

    /// The only workflow, which must be right.
    static func plan(_ text: String, organization: Organization? = nil) throws -> Plan {
        let files = try check(text, organization: organization)
        #expect(files.diagnostics.map(\.summary) == [])
        return Compiler.compile(try #require(files.workflows.first))
    }

    /// Clauses that are all waived, for workflows whose steps name some.
    static let clauses = """
        clauses: {rules: {items: ["1", "2"]}}
        waived: {rules/1: tested elsewhere, rules/2: tested elsewhere}
        """

    /// A whole workflow around these steps, written with their indentation.
    static func workflow(_ steps: String, head: String = "") -> String {
        """
        onus: 1
        workflow: flow
        version: 1
        \(head)
        inputs:
          amount: {type: decimal}
          note: {type: string, optional: true}
        vars:
          total: {type: int, default: 0}
        roles:
          clerk: role("clerk")
          boss: head("office")
          watch: role("watch")
        duties:
          accountable: boss
          supervisor: watch
          due: 5 workdays
          escalation: standard
        escalations:
          standard:
            - {at: 80%, mark: blue, remind: responsible}
            - {at: due, mark: red, decide: expired}
        steps:
        \(steps)
        """
    }
}

extension Diagnostic {
    /// `W001 3:5 message`, then the help after a bar.
    var summary: String {
        "\(code) \(location.line):\(location.column) \(message)" + (help.map { " | \($0)" } ?? "")
    }
}
