import ArgumentParser
import OnusCalendar
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusValues
import OnusYAML

struct Run: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Deploys a workflow, starts a run and drives it to its end.",
        discussion: """
            At a terminal it shows the run and asks for decisions; with a script it plays what \
            people do. Without either it stops where somebody has to decide. The same command \
            again goes on with the run where it was.
            """)

    @Argument(help: "The file of the workflow.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var who: PersonOptions
    @OptionGroup var inputs: InputOptions
    @Option(help: "What people do, as the `script:` of a workflow test.", completion: .file())
    var script: String?
    @Option(help: "The clock of the machine, or one that jumps from event to event.")
    var clock: ClockWish.Kind?
    @Flag(help: "Start another run, even if one is unfinished.") var new = false
    @Option(help: "Who is who, in place of what onus.yaml names.", completion: .file())
    var organization: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let person = try session.requiredPerson(who)
        let workspace = try Workspace(paths: [file], organization: organization, session)
        let deployment = try workspace.deploymentIfClean()
        let plan = try plan(in: workspace, deployment)
        let inputs = try inputs.values(for: plan, session.environment)
        let script = try script.map { try ScriptFile($0, session.environment) }
        var opening = try Opening(
            options: database, clock: ClockWish(in: session.environment),
            project: workspace.project.checked(), catalog: workspace.catalog)
        if let clock { opening.clock.kind = clock }
        opening.zone = deployment.zone
        opening.tellsTime = true
        // WHY: whoever looks at the run there sees what happens, and lines between would tear it.
        if script == nil, session.isLive { opening.channels.removeAll { $0 == "console" } }
        opening.clock.beginning = try Beginning.time(of: script, deployment)
        return try await session.withDatabase(opening, console) { database in
            let digests = try await database.runtime.deploy(deployment)
            let index = deployment.plans.firstIndex { $0.workflow == plan.workflow } ?? 0
            let starter = RunStarter(
                database, plan.workflow, plan: digests[index], by: person, inputs: inputs,
                script: script?.source.bytes)
            let drive = try await Drive(database, starter, script, session, console, isNew: new)
            return try await drive.toItsEnd()
        }
    }

    private func plan(in workspace: Workspace, _ deployment: Deployment) throws(Failure) -> Plan {
        let path = workspace.files.first { $0.source.path == file }
        guard let name = path?.workflow?.name.value,
            let plan = deployment.plans.first(where: { $0.workflow.rawValue == name })
        else {
            throw .badInput(
                "`\(file)` is no workflow", help: "a workflow begins with `onus: 1` and `workflow:`"
            )
        }
        return plan
    }
}

extension ClockWish.Kind: ExpressibleByArgument {}

/// A script with the bytes that it came from.
struct ScriptFile: Sendable {
    let source: Source
    let entries: [ScriptEntry]

    init(_ path: String, _ environment: Environment) throws {
        source = try environment.read(path)
        let (entries, diagnostics) = Parser.script(source)
        guard diagnostics.isEmpty else { throw Failure(diagnostics, in: [source]) }
        self.entries = entries
    }
}

/// When virtual time begins where nobody says it.
enum Beginning {
    /// At the first time in the script; else on a Monday morning of the last year for which the
    /// calendar is published, so that it is the same whenever it is played.
    static func time(of script: ScriptFile?, _ deployment: Deployment) throws -> Timestamp? {
        let times = script?.entries.map(\.time) ?? []
        if case .at(let moment)?? = times.first {
            return try TimeText.instant(moment, in: deployment.zone)
        }
        guard let calendar = deployment.workingCalendar else { return nil }
        let year = calendar.definition.publishedUntil?.year ?? 2026
        guard let first = CivilDate(year: year, month: 3, day: 1),
            let morning = TimeOfDay(hour: 9, minute: 0)
        else { return nil }
        let monday = (0..<7).lazy.compactMap { first.adding(days: $0) }
            .first { $0.weekday == .monday }
        return try calendar.zone.instant(of: CivilDateTime(monday ?? first, morning))
    }
}
