import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusYAML

/// What `onus.yaml` says, and where it lies; empty where there is none.
struct Project {
    let file: ProjectFile?
    let parsed: ParsedFile?
    private let environment: Environment

    /// The project of these files, or without files that of the current directory.
    init(of files: [String] = [], in environment: Environment) throws(SourceFileProblem) {
        self.environment = environment
        guard let path = ProjectLookup.path(for: files, in: environment) else {
            (file, parsed) = (nil, nil)
            return
        }
        let parsed = Parser.parse(try environment.read(path))
        self.parsed = parsed
        if case .project(let project) = parsed.content { file = project } else { file = nil }
    }

    var folder: String? { file.map { Path.folder(of: $0.file) } }

    /// The file of the organisation, and where it is named.
    var organization: Located<String>? { file?.organization.map(located) }
    var calendars: [Located<String>] { file?.calendars.map(located) ?? [] }
    var channels: [String] { file?.channels.map(\.value) ?? [] }

    /// Paths in the file start at the file.
    private func located(_ path: Located<String>) -> Located<String> {
        path.map { Path.join(folder ?? ".", $0) }
    }

    /// The task kinds of this program, with the settings that the project gives them.
    func catalog(of plugins: [any Plugin.Type]) throws(CatalogError) -> Catalog {
        guard let file else { return try Catalog(plugins: plugins) }
        let folder = Path.folder(of: environment.absolute(file.file))
        let settings = file.plugins.map { plugin in
            (plugin.name.value, Settings(plugin.value, folder: folder))
        }
        return try Catalog(
            plugins: plugins, settings: Dictionary(settings, uniquingKeysWith: { one, _ in one }))
    }

    /// Throws when the file has mistakes, for commands that need what it says.
    func checked() throws(Failure) -> Project {
        let diagnostics = parsed?.diagnostics ?? []
        guard diagnostics.contains(where: { $0.severity == .error }) else { return self }
        let text = DiagnosticText(sources: parsed.map { [$0.source] } ?? [])
        throw Failure(
            .badInput, code: "bad_file", "`\(ProjectLookup.name)` has mistakes",
            diagnostics: diagnostics, diagnosticText: text.render(diagnostics))
    }
}
