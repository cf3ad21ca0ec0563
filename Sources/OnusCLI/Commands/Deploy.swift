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
        var opening = try Opening(
            options: database, clock: ClockWish(in: session.environment),
            project: workspace.project.checked(), catalog: workspace.catalog)
        opening.zone = deployment.zone
        return try await session.withDatabase(opening, console) { database in
            var before: [String: String] = [:]
            for plan in deployment.plans {
                let name = Pointer.plan(plan.workflow)
                before[name] = try await database.store.setting(name)
            }
            let digests = try await database.runtime.deploy(deployment)
            try show(deployment, digests, before, console)
            return .done
        }
    }

    private func show(
        _ deployment: Deployment, _ digests: [String], _ before: [String: String],
        _ console: Console
    ) throws {
        let plans = zip(deployment.plans, digests)
        func state(_ plan: Plan, _ digest: String) -> String {
            let old = before[Pointer.plan(plan.workflow)]
            return old == nil ? "new" : old == digest ? "unchanged" : "changed"
        }
        if console.isJSON {
            let workflows = plans.map { plan, digest -> Value in
                [
                    "workflow": .string(plan.workflow.rawValue),
                    "version": .int(Int64(plan.version)), "digest": .string(digest),
                    "state": .string(state(plan, digest)),
                ]
            }
            return try console.write(
                document: [
                    "workflows": .list(workflows),
                    "organization": deployment.organization.map { .string($0.id) } ?? .null,
                    "calendars": .list(deployment.calendars.map { .string($0.id) }),
                ])
        }
        var table = Table()
        for (plan, digest) in plans {
            table.add(
                "workflow", .init(plan.workflow.rawValue, .cyan), .init("version \(plan.version)"),
                .init(state(plan, digest)))
        }
        if let organization = deployment.organization {
            table.add("organization", .init(organization.id, .cyan))
        }
        for calendar in deployment.calendars {
            table.add("calendar", .init(calendar.id, .cyan))
        }
        try console.write(table)
    }
}
