import OnusLanguage
import OnusYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the shell says around a command: variables and the current directory.
package struct Environment: Sendable {
    private let variables: [String: String]
    /// Absolute, without a slash at its end; empty when the folder is not there any more.
    package let directory: String

    package init(variables: [String: String] = [:], directory: String) {
        self.variables = variables
        self.directory = directory
    }

    /// A variable that is set to something.
    package subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where a path that somebody typed leads.
    func absolute(_ path: String) -> String { Path.absolute(path, from: directory) }

    /// A path as it is shortest from here.
    func shown(_ path: String) -> String {
        let here = directory == "/" ? "/" : directory + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }

    /// Reads a file; messages call it as it was typed.
    func read(_ path: String) throws(SourceFileProblem) -> Source {
        do throws(SourceFileProblem) {
            return Source(path: path, bytes: try SourceFile.read(absolute(path)))
        } catch {
            throw SourceFileProblem(path: path, reason: error.reason)
        }
    }

    var wantsColors: Bool { self["NO_COLOR"] == nil && self["TERM"] != "dumb" }

    package static var ofProcess: Environment {
        var variables: [String: String] = [:]
        for name in Self.names {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return Environment(variables: variables, directory: currentDirectory)
    }

    /// Every variable that Onus reads, besides those that the system's own libraries do.
    private static let names = [
        "NO_COLOR", "TERM", "LC_ALL", "LC_MESSAGES", "LANG", "ONUS_DATABASE", "ONUS_USER",
        "ONUS_CLOCK",
    ]

    private static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        let name = String(cString: path)
        // WHY: the system puts other words before a folder that cannot be reached from the root.
        return name.hasPrefix("/") ? name : ""
    }
}
