import OnusLanguage
import OnusModel

/// Finds `onus.yaml`: in a folder or the nearest one above it.
enum ProjectLookup {
    static let name = "onus.yaml"

    /// The path of the project's file, written as shortly as the folder was.
    static func path(from folder: String, in environment: Environment) -> String? {
        var absolute = Path.absolute(folder, from: environment.directory)
        while true {
            let candidate = Path.join(absolute, name)
            if Path.exists(candidate) { return environment.shown(candidate) }
            guard absolute != "/" else { return nil }
            absolute = Path.folder(of: absolute)
        }
    }

    /// That of the first file named, or else that of the current directory.
    static func path(for files: [String], in environment: Environment) -> String? {
        let beside = files.first.flatMap { path(from: Path.folder(of: $0), in: environment) }
        return beside ?? path(from: ".", in: environment)
    }
}
