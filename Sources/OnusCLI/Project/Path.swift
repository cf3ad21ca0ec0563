#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Paths of files as texts.
enum Path {
    static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The path from the root, with `.` and `..` resolved as far as text allows.
    static func absolute(_ path: String, from directory: String) -> String {
        var parts: [Substring] = []
        for part in join(directory, path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
