/// Which database is meant, from its URL: `sqlite:.onus/onus.db`.
struct DatabasePlace: Sendable, Hashable {
    /// As messages call it.
    let name: String
    /// Absolute.
    let path: String

    static let standard = ".onus/onus.db"

    /// - Parameter url: what `--database` says; nil takes `ONUS_DATABASE`, else the one in the
    ///   project's folder, else the one in the current directory.
    init(_ url: String?, in environment: Environment) throws(Failure) {
        guard let url = url ?? environment["ONUS_DATABASE"] else {
            let project = ProjectLookup.path(from: ".", in: environment)
            let folder = project.map { Path.folder(of: environment.absolute($0)) }
            path = Path.join(folder ?? environment.directory, Self.standard)
            name = environment.shown(path)
            return
        }
        name = try Self.file(in: url)
        path = environment.absolute(name)
    }

    /// The path in a URL; a path alone is one too.
    private static func file(in url: String) throws(Failure) -> String {
        let help = "write `sqlite:PATH`, such as `sqlite:.onus/onus.db`"
        let parts = url.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].contains("/") else {
            guard !url.isEmpty else { throw .usage("the database has no name", help: help) }
            return url
        }
        switch parts[0] {
        case "sqlite":
            let path = parts[1].hasPrefix("//") ? parts[1].dropFirst(2) : parts[1]
            guard !path.isEmpty else { throw .usage("`\(url)` names no file", help: help) }
            return String(path)
        case "postgres", "postgresql":
            throw .usage("this onus cannot use PostgreSQL yet", help: help)
        default:
            throw .usage("`\(url)` is no database that onus can use", help: help)
        }
    }

    var exists: Bool { Path.exists(path) }
}
