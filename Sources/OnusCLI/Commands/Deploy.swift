import ArgumentParser
import OnusCalendar
import OnusModel
import OnusRuntime
import OnusStore
import OnusValues

struct Deploy: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Checks files and puts them into force in the database.",
        discussion: "Runs that have started keep the workflow that they were started with.")

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String]
    @Option(help: "Who is who, in place of what onus.yaml names.", completion: .file())
    var organization: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let workspace = try Workspace(paths: paths, organization: organization, session)
        try workspace.requireFiles(in: paths, to: "deploy")
        let deployment = try workspace.deploymentIfClean()
        for problem in workspace.project.diagnostics where problem.severity == .warning {
            console.warn(problem.message + (problem.help.map { "; \($0)" } ?? ""))
        }
        var opening = try Opening(
            options: database, clock: ClockWish(in: session.environment),
            project: workspace.project.checked(), catalog: workspace.catalog)
        opening.zone = deployment.zone
        return try await session.withDatabase(opening, console) { database in
            let before = try await settings(of: deployment, in: database)
            try await warn(of: deployment, database, console)
            let digests = try await database.runtime.deploy(deployment)
            let after = try await settings(of: deployment, in: database)
            try show(deployment, digests, console) { pointer in
                guard let old = before[pointer] else { return "new" }
                return old == after[pointer] ? "unchanged" : "changed"
            }
            return .done
        }
    }

    /// What is in force of what is deployed.
    private func settings(
        of deployment: Deployment, in database: Database
    ) async throws -> [String: String] {
        var settings: [String: String] = [:]
        let pointers =
            deployment.plans.map { Pointer.plan($0.workflow) } + [Pointer.organization]
            + deployment.calendars.map { Pointer.calendar($0.id) }
        for pointer in pointers { settings[pointer] = try await database.store.setting(pointer) }
        return settings
    }

    /// Says what the organisation takes from workflows and duties that are there.
    private func warn(
        of deployment: Deployment, _ database: Database, _ console: Console
    ) async throws {
        guard let organization = deployment.organization else { return }
        let departures = try await database.runtime.departures(
            by: organization, replaced: Set(deployment.plans.map(\.workflow)))
        for (workflow, missing) in departures.workflows {
            console.warn(
                "the workflow `\(workflow)` in force names what `\(organization.id)` has not: "
                    + missing.joined(separator: ", "))
        }
        for (duty, people) in departures.duties {
            let names = people.map { "`\($0)`" }.joined(separator: ", ")
            console.warn(
                "the open duty `\(duty)` goes on without \(names), not in `\(organization.id)`")
        }
    }

    private func show(
        _ deployment: Deployment, _ digests: [String], _ console: Console,
        state: (_ pointer: String) -> String
    ) throws {
        let plans = zip(deployment.plans, digests)
        if console.isJSON {
            let workflows = plans.map { plan, digest -> Value in
                [
                    "workflow": .string(plan.workflow.rawValue),
                    "version": .int(Int64(plan.version)), "digest": .string(digest),
                    "state": .string(state(Pointer.plan(plan.workflow))),
                ]
            }
            let calendars = deployment.calendars.map {
                (Value.string($0.id), Value.string(state(Pointer.calendar($0.id))))
            }
            return try console.write(
                document: [
                    "workflows": .list(workflows),
                    "organization": deployment.organization.map { .string($0.id) } ?? .null,
                    "organization_state": deployment.organization == nil
                        ? .null : .string(state(Pointer.organization)),
                    "calendars": .list(deployment.calendars.map { .string($0.id) }),
                    "calendar_states": .map(ValueMap(calendars)),
                ])
        }
        var table = Table()
        for plan in deployment.plans {
            table.add(
                "workflow", .init(plan.workflow.rawValue, .cyan), .init("version \(plan.version)"),
                .init(state(Pointer.plan(plan.workflow))))
        }
        if let organization = deployment.organization {
            table.add(
                "organization", .init(organization.id, .cyan), "",
                .init(state(Pointer.organization)))
        }
        for calendar in deployment.calendars {
            table.add(
                "calendar", .init(calendar.id, .cyan), "",
                .init(state(Pointer.calendar(calendar.id))))
        }
        try console.write(table)
    }
}
