import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusYAML

/// What `onus.yaml` says, and where it lies; empty where there is none.
struct Project {
    let file: ProjectFile?
    let parsed: ParsedFile?
    /// The task kinds of this program, with the settings that the project gives them.
    let catalog: Catalog
    /// What only the plugins can tell about the file.
    let diagnostics: [Diagnostic]

    /// The project of these files, or without files that of the current directory.
    init(of files: [String] = [], in session: Session) throws {
        let environment = session.environment
        guard let path = ProjectLookup.path(for: files, in: environment) else {
            (file, parsed, diagnostics) = (nil, nil, [])
            catalog = try Catalog(plugins: session.plugins)
            return
        }
        let parsed = Parser.parse(try environment.read(path))
        self.parsed = parsed
        if case .project(let project) = parsed.content { file = project } else { file = nil }
        let folder = Path.folder(of: environment.absolute(path))
        (catalog, diagnostics) = try Self.catalog(of: session.plugins, file, folder)
    }

    /// A plugin that cannot work with its settings is made without them, so that everything else is
    /// checked all the same.
    private static func catalog(
        of plugins: [any Plugin.Type], _ file: ProjectFile?, _ folder: String
    ) throws(CatalogError) -> (Catalog, [Diagnostic]) {
        let given = (file?.plugins ?? []).map {
            ($0.name.value, Settings($0.value, folder: folder))
        }
        var settings = Dictionary(given, uniquingKeysWith: { one, _ in one })
        var diagnostics: [Diagnostic] = []
        while true {
            do throws(CatalogError) {
                let catalog = try Catalog(plugins: plugins, settings: settings)
                let channels = file.map {
                    $0.unknownChannels(in: catalog) + $0.missingChannels(in: catalog)
                }
                return (catalog, diagnostics + (channels ?? []))
            } catch {
                guard let diagnostic = file?.diagnostic(of: error),
                    settings.removeValue(forKey: error.plugin) != nil
                else { throw error }
                diagnostics.append(diagnostic)
            }
        }
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

    /// Throws when the file has mistakes, for commands that need what it says.
    func checked() throws(Failure) -> Project {
        let diagnostics = (parsed?.diagnostics ?? []) + self.diagnostics
        guard diagnostics.contains(where: { $0.severity == .error }) else { return self }
        let text = DiagnosticText(sources: parsed.map { [$0.source] } ?? [])
        throw Failure(
            .badInput, code: "bad_file", "`\(ProjectLookup.name)` has mistakes",
            diagnostics: diagnostics, diagnosticText: text.render(diagnostics))
    }
}
