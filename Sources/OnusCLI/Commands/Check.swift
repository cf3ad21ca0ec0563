import ArgumentParser
import OnusLanguage
import OnusModel

struct Check: StandardSubcommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows every mistake of every file, with its place and the way out.",
        discussion: """
            Of a folder all files that end in .yaml or .yml are checked. What `onus.yaml` names, in \
            the folder of the first file or above it, is read too.
            """)

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml", "yml"]))
    var paths: [String]

    @Option(help: "Check roles and people against this file.", completion: .file())
    var organization: String?

    @OptionGroup var output: OutputOptions

    func run(in session: Session, _ console: Console) async throws -> ExitStatus {
        let workspace = try Workspace(paths: paths, organization: organization, session)
        let diagnostics = workspace.diagnostics
        if console.isJSON {
            try console.write(document: DiagnosticJSON.document(diagnostics))
        } else {
            try show(diagnostics, of: workspace, console)
        }
        if workspace.unreadable != nil { return .badInput }
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
}
