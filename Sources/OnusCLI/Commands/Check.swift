import ArgumentParser
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusValues

struct Check: StandardSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Shows every mistake of every file, with its place and the way out.",
        discussion: """
            Of a folder all files that end in .yaml or .yml are checked. What `onus.yaml` names, in \
            the folder of the first file or above it, is read too.
            """)

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String]

    @Option(help: "Check roles and people against this file.", completion: .file())
    var organization: String?

    @Flag(help: "Show whom each role gives, and people who could do everything in one run.")
    var witness = false

    @Option(
        help: ArgumentHelp(
            "How many people may be away at once: 0, or 1 to look at everybody in turn.",
            valueName: "number"))
    var absent = 0

    @Flag(help: "Go on, and check again whenever one of the files changes.") var watch = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1).contains(absent) else {
            throw ValidationError("`--absent` is 0 or 1")
        }
        guard !(watch && output.format == .json) else {
            throw ValidationError("`--watch` is for people, and JSON is one document")
        }
    }

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        guard watch else { return try check(try workspace(session), console) }
        try await Interruption.run { try await goOn(session, console) }
        return .done
    }

    /// How long to wait before looking at the files again.
    private static let pause: Duration = .milliseconds(300)

    /// Until somebody ends it.
    private func goOn(_ session: Session, _ console: Console) async throws {
        var files = FileWatch(session.environment)
        var known: [String] = []
        var isFirst = true
        while true {
            // Files may come and go in the folders that were named.
            let named = FileFinder.files(at: paths, in: session.environment)
            let changed = files.changes(in: Array(Set(named + known)))
            if isFirst || !changed.isEmpty {
                if !isFirst { console.say("\nchanged: \(changed.joined(separator: ", "))") }
                isFirst = false
                do {
                    let workspace = try workspace(session)
                    known = workspace.sources.map(\.path)
                    files.begin(known)
                    _ = try check(workspace, console)
                } catch let closed as OutputClosed {
                    throw closed
                } catch {
                    // A file that is half written is whole at the next look.
                    _ = console.report(Failure(error))
                }
            }
            try await session.pause(Self.pause)
        }
    }

    private func workspace(_ session: Session) throws -> Workspace {
        try Workspace(
            paths: paths, organization: organization, mayOneBeAway: absent == 1, session)
    }

    private func check(_ workspace: Workspace, _ console: Console) throws -> ExitStatus {
        guard workspace.organization != nil || !(witness || absent == 1) else {
            throw Failure.badInput(
                "there is no organisation to find people in", help: "name one with `--organization`"
            )
        }
        try workspace.requireFiles(in: paths, to: "check")
        let diagnostics = workspace.diagnostics
        let staffing = witness ? workspace.staffing : []
        if console.isJSON {
            var document = DiagnosticJSON.document(diagnostics).mapValue ?? [:]
            if witness { document["staffing"] = .list(staffing.map(\.document)) }
            try console.write(document: .map(document))
        } else {
            for report in staffing { try show(report, console) }
            try show(diagnostics, of: workspace, console)
        }
        if workspace.hasBadInput { return .badInput }
        return diagnostics.contains { $0.severity == .error } ? .no : .done
    }

    private func show(
        _ diagnostics: [Diagnostic], of workspace: Workspace, _ console: Console
    ) throws {
        let text = DiagnosticText(
            sources: workspace.sources, isColored: console.style.isColored)
        if !diagnostics.isEmpty { try console.write(text.render(diagnostics) + "\n") }
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count { $0.severity == .warning }
        let files = Counted.text(workspace.namedFiles, "file")
        if errors + warnings == 0 {
            console.say("\(files) checked, nothing is wrong")
        } else {
            let found = [Counted.text(errors, "error"), Counted.text(warnings, "warning")]
            console.say("\(files) checked: \(found.joined(separator: ", "))")
        }
    }

    private func show(_ report: StaffingReport, _ console: Console) throws {
        let style = console.style
        var roles = Table()
        for role in report.roles {
            if role.cases.isEmpty { roles.add(.init(role.name), "only a run knows") }
            for (index, one) in role.cases.enumerated() {
                let people = one.people.map(\.id).joined(separator: ", ")
                let when = one.when.map { " when \($0)" } ?? ""
                roles.add(.init(index == 0 ? role.name : ""), .init(people + when))
            }
        }
        try console.write(
            style.paint(report.workflow, .bold) + "\n"
                + roles.rendered(style, limit: console.output.result.width, indent: 2))
        guard let witness = report.witness else {
            return try console.write("  nobody can do it all; see below\n\n")
        }
        var parts = Table()
        for part in witness {
            let name = part.isVerifier ? "\(part.name) (verifies)" : part.name
            parts.add(.init(name), .init(part.people.map(\.id).joined(separator: ", ")))
        }
        for step in report.open { parts.add(.init(step), "only a run knows") }
        let title = report.when.map { "when \($0), it can be done by" } ?? "it can be done by"
        try console.write(
            "  " + style.paint(title, .bold) + "\n"
                + parts.rendered(style, limit: console.output.result.width, indent: 2) + "\n")
    }
}
