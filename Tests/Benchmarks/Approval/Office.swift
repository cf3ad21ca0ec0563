import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime

/// Who works where in the benchmark, and what they do.
///
/// Each client has two people of its own, so that it finds its duty by looking into an inbox.
struct Office {
    enum Variant: String, CaseIterable {
        /// The automatic steps set a variable; nothing leaves the run.
        case plain
        /// The automatic steps are tasks of a plugin, which a worker performs from the outbox.
        case actions
    }

    let clients: Int
    let variant: Variant

    static let workflow = WorkflowID("approval-3")
    static func first(_ client: Int) -> Person { Person("first-\(client)") }
    static func second(_ client: Int) -> Person { Person("second-\(client)") }

    struct Mistakes: Error, CustomStringConvertible {
        let description: String
    }

    func deployment(_ catalog: Catalog) throws -> Deployment {
        let texts = ["office": organization, "plain": calendar, "approval-3": workflow]
        let sources = texts.map { Source(path: "\($0.key).yaml", text: $0.value) }
        let organization = Checker.check(sources, catalog: catalog).organizations.first?
            .organization
        let files = Checker.check(sources, catalog: catalog, organization: organization)
        guard files.isClean else {
            throw Mistakes(description: files.diagnostics.map(\.message).joined(separator: "\n"))
        }
        return Deployment(
            plans: files.workflows.map(Compiler.compile), organization: organization,
            calendars: files.calendars.map(\.definition))
    }

    private var organization: String {
        let people = (0..<clients).flatMap { [Self.first($0), Self.second($0)] }
        return """
            organization: house
            calendar: plain
            units:
              - {id: house, name: House, head: director}
              - {id: office, name: Office, parent: house, head: head}
            people:
              - {id: director, name: Director, unit: house}
              - {id: head, name: Head, unit: office}

            """ + people.map { "  - {id: \($0.id), name: Clerk, unit: office}\n" }.joined()
    }

    private let calendar = """
        calendar: plain
        time_zone: UTC
        hours: {monday-friday: ["09:00-17:00"]}
        days: {first: next day, end: end of day, holiday: next workday}
        """

    private var workflow: String {
        let open = "set: {state: \"'open'\"}"
        let close = "set: {state: \"'closed'\"}"
        let note = "task: benchmark.note, with: {text: \"${ inputs.subject }\"}"
        return """
            onus: 1
            workflow: \(Self.workflow)
            version: 1
            title: Two decisions
            inputs:
              first:   {type: person}
              second:  {type: person}
              subject: {type: string}
            vars:
              state: {type: string, default: new}
            duties:
              accountable: head("office")
              supervisor: head("house")
              due: 3 workdays
              escalation: firm
            escalations:
              firm:
                - {at: due, mark: red, remind: responsible}
                - {at: due + 1 workday, decide: expired}
            steps:
              - {id: open, \(variant == .plain ? open : note)}
              - {id: check, title: Check it, task: approval, responsible: inputs.first,
                 then: {any: stopped}}
              - {id: approve, title: Approve it, task: approval, responsible: inputs.second,
                 then: {any: stopped}}
              - {id: close, \(variant == .plain ? close : note)}
              - {id: done, end: approved}
              - {id: stopped, end: rejected}
            """
    }
}
