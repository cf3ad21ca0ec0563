import OnusCatalog
import OnusLanguage
import OnusModel
import OnusPlugin
import OnusRuntime
import OnusYAML

/// The files of one call, checked together with all that lies around them: the project, its
/// organisation and its calendars, and the workflows that they start.
struct Workspace {
    let project: Project
    var catalog: Catalog { project.catalog }
    private(set) var files: [ParsedFile] = []
    private(set) var checked = CheckedFiles()
    /// How many files were named, those in folders counted.
    let namedFiles: Int
    /// Set when a file that was named, or that the project names, could not be read at all.
    private(set) var unreadable: SourceFileProblem?

    /// A file was given for something that it is not.
    private var isMistaken = false
    private let environment: Environment
    private var known: Set<String> = []
    private var readDiagnostics: [Diagnostic] = []
    private var chosenOrganization: String?
    private let mayOneBeAway: Bool

    /// - Parameter organization: a file to take in place of the project's.
    init(
        paths: [String], organization: String? = nil, mayOneBeAway: Bool = false, _ session: Session
    ) throws {
        environment = session.environment
        self.mayOneBeAway = mayOneBeAway
        let named = FileFinder.files(at: paths, in: environment)
        namedFiles = named.count
        project = try Project(of: named, in: session)
        readDiagnostics = project.diagnostics
        if let parsed = project.parsed { keep(parsed) }
        for file in named { read(file) }
        readOrganization(organization)
        for path in project.calendars { read(path.value, named: path.location) }
        checkKinds()
        check()
        readMissingWorkflows(near: named)
    }

    /// Throws when no file was named and none was found.
    func requireFiles(in paths: [String], to verb: String) throws(Failure) {
        guard namedFiles == 0 else { return }
        let names = paths.map { "`\($0)`" }.joined(separator: ", ")
        throw Failure.badInput(
            "there is nothing to \(verb) in \(names)",
            help: "files of onus end in `.yaml` or `.yml`; `onus init` writes some to begin with")
    }

    /// Whether a file is none at all, as against one with mistakes.
    var hasBadInput: Bool {
        unreadable != nil || isMistaken
            || diagnostics.contains { Code(rawValue: $0.code)?.meansUnreadable ?? false }
    }

    var sources: [Source] { files.map(\.source) }

    var diagnostics: [Diagnostic] { (readDiagnostics + checked.diagnostics).inOrder() }

    var isClean: Bool { !diagnostics.contains { $0.severity == .error } }

    /// The one that everything is checked against: the one named on the command line, else the
    /// only one among the files, else the project's.
    var organization: Organization? {
        let chosen = chosenOrganization.flatMap { path in
            organizations.first { $0.file == path }
        }
        return (chosen ?? (organizations.count == 1 ? organizations.first : nil))?.organization
    }
}

extension Workspace {
    private mutating func readOrganization(_ path: String?) {
        if let path {
            read(path)
            chosenOrganization = path
            let place = environment.absolute(path)
            let given = files.first { environment.absolute($0.source.path) == place }
            guard let given, !given.isOrganization else { return }
            files.removeAll { environment.absolute($0.source.path) == place }
            let start = SourceLocation(file: path, line: 1, column: 1, endLine: 1, endColumn: 1)
            isMistaken = true
            readDiagnostics.append(
                Diagnostic(
                    Code.unknownKind.rawValue, .error, "`\(path)` is no organisation", at: start,
                    help: "the file of one begins with `organization: NAME`"))
        } else if organizations.isEmpty, let path = project.organization {
            read(path.value, named: path.location)
        } else if organizations.count > 1, let path = project.organization {
            read(path.value, named: path.location)
            let place = environment.absolute(path.value)
            chosenOrganization =
                organizations.first { environment.absolute($0.file) == place }?.file
        } else if let path = project.organization, (try? environment.read(path.value)) == nil {
            read(path.value, named: path.location)
        }
    }

    /// What `onus.yaml` names must be what it is named as.
    private mutating func checkKinds() {
        let named =
            [project.organization].compactMap(\.self).map { ($0, FileKind.organization) }
            + project.calendars.map { ($0, FileKind.calendar) }
        for (path, kind) in named {
            let place = environment.absolute(path.value)
            let known = files.first { environment.absolute($0.source.path) == place }
            // One that is not understood at all says so itself.
            guard let file = known ?? (try? environment.read(path.value)).map(Parser.parse),
                let found = FileKind(file.content), found != kind
            else { continue }
            readDiagnostics.append(
                Diagnostic(
                    Code.wrongKind.rawValue, .error,
                    "`\(path.value)` is no \(kind.rawValue) but \(found.words)",
                    at: path.location,
                    help: "the file of \(kind.words) begins with `\(kind.key): NAME`"))
        }
    }

    /// - Parameter place: where another file names this one.
    private mutating func read(_ path: String, named place: SourceLocation? = nil) {
        guard !known.contains(environment.absolute(path)) else { return }
        do throws(SourceFileProblem) {
            keep(Parser.parse(try environment.read(path)))
        } catch {
            unreadable = unreadable ?? error
            let start = SourceLocation(file: path, line: 1, column: 1, endLine: 1, endColumn: 1)
            let isTooLarge = if case .tooLarge = error.reason { true } else { false }
            let code = isTooLarge ? Code.yamlTooLarge : .unreadableFile
            readDiagnostics.append(
                Diagnostic(
                    code.rawValue, .error, error.message, at: place ?? start,
                    help: place == nil || error.reason != .notFound
                        ? error.help : "check the path; it is taken from this file's folder"))
        }
    }

    private mutating func keep(_ file: ParsedFile) {
        if known.insert(environment.absolute(file.source.path)).inserted { files.append(file) }
    }

    private var organizations: [OrganizationFile] {
        files.compactMap { if case .organization(let file) = $0.content { file } else { nil } }
    }

    private mutating func check() {
        checked = Checker.check(
            files, catalog: catalog, organization: organization, mayOneBeAway: mayOneBeAway)
    }

    /// Workflows that ladders start, that steps call, or that tests test, may lie beside the files that were named.
    private mutating func readMissingWorkflows(near named: [String]) {
        var folders = Set(named.map { Path.folder(of: $0) })
        if let folder = project.folder { folders.insert(folder) }
        var candidates: [ParsedFile]?
        while true {
            let missing = missingWorkflows
            guard !missing.isEmpty else { return }
            let nearby = candidates ?? otherFiles(in: folders.sorted())
            candidates = nearby
            let found = nearby.filter {
                $0.workflow.map { missing.contains($0.name.value) } ?? false
            }
            guard !found.isEmpty else { return }
            for file in found { keep(file) }
            check()
        }
    }

    private func otherFiles(in folders: [String]) -> [ParsedFile] {
        FileFinder.files(at: folders, in: environment).compactMap { path in
            guard !known.contains(environment.absolute(path)) else { return nil }
            return (try? environment.read(path)).map(Parser.parse)
        }
    }

    private var missingWorkflows: Set<String> {
        let workflows = files.compactMap(\.workflow)
        let wanted =
            workflows.flatMap { $0.startedByLadders + $0.called }
            + checked.tests.map(\.workflow.value)
        return Set(wanted).subtracting(workflows.map(\.name.value))
    }

    /// Who can do what in each workflow; none without an organisation.
    var staffing: [StaffingReport] {
        let surroundings = Surroundings(organization: organization)
        return files.compactMap(\.workflow).compactMap {
            StaffingReport($0, catalog, surroundings)
        }
    }

    /// What these files put into force.
    var deployment: Deployment {
        Deployment(
            plans: checked.workflows.map(Compiler.compile), organization: organization,
            calendars: checked.calendars.map(\.definition))
    }

    /// Throws with everything that is wrong when anything is.
    func deploymentIfClean() throws(Failure) -> Deployment {
        guard !isClean else { return deployment }
        throw Failure(diagnostics, in: sources)
    }
}

extension Code {
    /// Whether the bytes of a file are no text that could be read.
    fileprivate var meansUnreadable: Bool {
        switch self {
        case .yamlEmpty, .yamlEncoding, .yamlCharacter, .yamlTooLarge, .yamlTooDeep,
            .yamlTooManyNodes, .unreadableFile:
            true
        default: false
        }
    }
}

extension ParsedFile {
    fileprivate var isOrganization: Bool {
        if case .organization = content { true } else { false }
    }

    var workflow: WorkflowSyntax? {
        if case .workflow(let syntax) = content { syntax } else { nil }
    }
}
