import ArgumentParser
import OnusLanguage
import OnusModel
import OnusRuntime
import OnusStore
import OnusValues

struct Graph: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws a workflow, or a run with the state of its steps in colours.",
        discussion: """
            Mermaid and DOT are texts for other programs; an SVG is laid out here and stands alone.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case mermaid, dot, svg, json }

    @Argument(help: "A workflow's file or a run.", completion: .file()) var name: String
    @Option(help: "How it is drawn.") var format: Format = .mermaid
    @Flag(name: .shortAndLong, help: "Results only, no messages.") var quiet = false
    @OptionGroup var database: DatabaseOptions

    var voice: Voice {
        Voice(format: format == .json ? .json : .text, volume: quiet ? .quiet : .normal)
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        // WHY: a run's name has no ending and no folder, so this was meant as a file.
        let isFile = Path.exists(session.environment.absolute(name)) || name.hasSuffix(".yaml")
        let chart = isFile ? try file(session) : try await run(session, console)
        switch format {
        case .mermaid: try console.write(Mermaid.picture(chart))
        case .dot: try console.write(DOT.picture(chart))
        case .svg: try console.write(SVG.picture(chart))
        case .json:
            let text = Mermaid.picture(chart)
            try console.write(document: ["format": "mermaid", "graph": .string(text)])
        }
        return .done
    }

    private func file(_ session: Session) throws -> Chart {
        let workspace = try Workspace(paths: [name], session)
        let deployment = try workspace.deploymentIfClean()
        let workflow = workspace.files.first { $0.source.path == name }?.workflow
        guard let workflow,
            let plan = deployment.plans.first(where: { $0.workflow.rawValue == workflow.name.value }
            )
        else { throw Failure.badInput("`\(name)` is no workflow") }
        return Chart(plan)
    }

    private func run(_ session: Session, _ console: Console) async throws -> Chart {
        try await session.withDatabase(try session.opening(database), console, makes: false) {
            database in
            let report = try await database.runtime.report(on: RunID(name))
            let plan = try await database.runtime.plan(of: report.state)
            return Chart(plan, states: Self.states(of: report))
        }
    }

    /// Of each step what became of its last pass.
    private static func states(of report: RunReport) -> [StepID: Mermaid.NodeState] {
        var states: [StepID: Mermaid.NodeState] = [:]
        for step in report.steps {
            states[step.id] =
                switch step.state {
                case .open: .open
                case .done: .done
                case .failed: .failed
                case .skipped, .withdrawn: .left
                }
        }
        for duty in report.state.duties.values where duty.mark == .red {
            states[duty.opened.step] = .late
        }
        return states
    }
}
