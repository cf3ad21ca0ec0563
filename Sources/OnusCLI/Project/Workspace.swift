import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusYAML

/// The files of one call with all that lies around them: the project, its organisation and its
/// calendars, and what was wrong with reading them.
struct Workspace {
    private(set) var sources: [Source] = []
    private(set) var files: [ParsedFile] = []
    private(set) var project: ProjectFile?
    private(set) var diagnostics: [Diagnostic] = []
    /// Set when a file that was named, or that the project names, could not be read at all.
    private(set) var unreadable: SourceFileProblem?

    private let environment: Environment
    private var known: Set<String> = []

    /// Reads the files that were named and those that their project names.
    /// - Parameter organization: a file to take in place of the project's.
    init(paths: [String], organization: String?, in environment: Environment) {
        self.environment = environment
        let files = FileFinder.files(at: paths, in: environment)
        readProject(for: files)
        for file in files { read(file) }
        if let organization { read(organization) } else { readProjectOrganization() }
        readProjectCalendars()
    }

    private mutating func readProject(for files: [String]) {
        guard let path = ProjectLookup.path(for: files, in: environment) else { return }
        if case .project(let project)? = read(path)?.content { self.project = project }
    }

    private mutating func readProjectOrganization() {
        guard let project, let path = project.organization else { return }
        read(Path.join(Path.folder(of: project.file), path.value), named: path.location)
    }

    private mutating func readProjectCalendars() {
        guard let project else { return }
        for path in project.calendars {
            read(Path.join(Path.folder(of: project.file), path.value), named: path.location)
        }
    }

    /// - Parameter place: where another file names this one.
    @discardableResult
    private mutating func read(_ path: String, named place: SourceLocation? = nil) -> ParsedFile? {
        guard known.insert(environment.absolute(path)).inserted else { return nil }
        do throws(SourceFileProblem) {
            let source = try environment.read(path)
            let file = Parser.parse(source)
            sources.append(source)
            files.append(file)
            diagnostics += file.diagnostics
            return file
        } catch {
            unreadable = unreadable ?? error
            let start = SourceLocation(file: path, line: 1, column: 1, endLine: 1, endColumn: 1)
            diagnostics.append(
                Diagnostic(
                    Code.unreadableFile.rawValue, .error, error.message, at: place ?? start,
                    help: error.help))
            return nil
        }
    }
}

extension Workspace {
    /// The task kinds of this program, with the settings that the project gives them.
    func catalog(of plugins: [any Plugin.Type]) throws(CatalogError) -> Catalog {
        guard let project else { return try Catalog(plugins: plugins) }
        let folder = Path.folder(of: environment.absolute(project.file))
        let settings = project.plugins.map { plugin in
            (plugin.name.value, Settings(plugin.value, folder: folder))
        }
        return try Catalog(
            plugins: plugins, settings: Dictionary(settings, uniquingKeysWith: { one, _ in one }))
    }
}
