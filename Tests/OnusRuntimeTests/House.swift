import ApprovalTasks
import EscalationTasks
import FundTasks
import NotificationTasks
import OnusCalendar
import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusSQLite
import OnusStore
import OnusValues
import Testing

/// What the runtime is tried with: texts, checked and compiled as an author's would be.
enum House {
    static let organization = """
        organization: house
        calendar: plain
        units:
          - {id: top, name: Top, head: eve}
          - {id: office, name: Office, parent: top, head: dan}
        people:
          - {id: ann, name: Ann, unit: office}
          - {id: bob, name: Bob, unit: office}
          - {id: dan, name: Dan, unit: office}
          - {id: eve, name: Eve, unit: top}
        roles: {clerks: [ann, bob]}
        """

    static let calendar = """
        calendar: plain
        time_zone: UTC
        hours: {monday-friday: ["09:00-17:00"]}
        days: {first: next day, end: end of day, holiday: next workday}
        published_until: 2027-12-31
        """

    /// What every workflow here has besides its steps.
    static let head = """
        onus: 1
        version: 1
        roles: {clerk: "person('ann')", clerks: role("clerks"), boss: "person('dan')"}
        duties: {accountable: boss, supervisor: "person('eve')", due: 3 workdays, escalation: up}
        escalations:
          up:
            - {at: due, mark: red, remind: responsible}
            - {at: due + 2 workdays, assign: manager(accountable)}
        """

    static func deployment(
        _ workflows: [String], settings: [String: Settings] = [:],
        plugins: [any Plugin.Type] = []
    ) throws -> (Deployment, Catalog) {
        let catalog = try Catalog(
            plugins: [
                ApprovalPlugin.self, FundPlugin.self, EscalationPlugin.self,
                NotificationPlugin.self,
            ] + plugins, settings: settings)
        var sources = workflows.enumerated().map {
            Source(path: "workflow-\($0).yaml", text: $1)
        }
        sources.append(Source(path: "organization.yaml", text: organization))
        sources.append(Source(path: "calendar.yaml", text: calendar))
        let files = Checker.check(sources, catalog: catalog)
        #expect(files.diagnostics.isEmpty, "\(files.diagnostics)")
        return (
            Deployment(
                plans: files.workflows.map(Compiler.compile),
                organization: files.organizations.first?.organization,
                calendars: files.calendars.map(\.definition)), catalog
        )
    }

    static func runtime(
        _ workflows: [String], on store: any Store = MemoryStore(),
        clock: any RunClock = VirtualClock(at: Timestamp("2026-06-01T09:00:00Z") ?? .epoch),
        settings: [String: Settings] = [:], channels: [String] = [],
        plugins: [any Plugin.Type] = [],
        configuration: OnusRuntime.Configuration = OnusRuntime.Configuration()
    ) async throws -> OnusRuntime {
        let (deployment, catalog) = try deployment(
            workflows, settings: settings, plugins: plugins)
        var configuration = configuration
        configuration.channels = channels
        let runtime = OnusRuntime(
            store: store, catalog: catalog, clock: clock, configuration: configuration)
        try await runtime.deploy(deployment)
        return runtime
    }

    static func workflow(_ name: String, _ steps: String, more: String = "") -> String {
        "workflow: \(name)\n\(head)\n\(more)\nsteps:\n\(steps)"
    }

    static let approval = workflow(
        "approval",
        """
          - {id: first, task: approval, responsible: clerk, then: {rejected: refused}}
          - {id: second, task: approval, responsible: boss, supervisor: "person('bob')", then: {rejected: refused}}
          - {id: done, end: approved}
          - {id: refused, end: rejected}
        """)

    static let fund = workflow(
        "fund",
        """
          - {id: reserve, task: fund.reserve, with: {fund: small, amount: "100.10"}, catch: {insufficient_funds: none_left}}
          - {id: done, end: granted}
          - {id: none_left, end: unfunded}
        """)
}

extension OnusRuntime {
    func decide(
        _ duty: String, _ outcome: String, by person: Person, command: CommandID = ""
    ) async throws -> Answer {
        let run = RunID(String(duty.prefix { $0 != "/" }))
        return try await submit(
            Command(
                id: command,
                body: .act(
                    ActOnDuty(duty: DutyID(duty), kind: .decide, person: person, outcome: outcome))),
            to: run)
    }
}

extension Answer {
    var isRecorded: Bool { if case .recorded = self { true } else { false } }
    var refusal: Refusal.Code? {
        if case .refused(let refusal) = self { refusal.code } else { nil }
    }
}
