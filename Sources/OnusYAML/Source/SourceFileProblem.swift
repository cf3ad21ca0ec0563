#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file could not be read.
package struct SourceFileProblem: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case notFound
        case isDirectory
        case notAllowed
        /// The size is nil where the file grew, or has none, as a pipe.
        case tooLarge(size: Int?, limit: Int)
        /// The system's own words.
        case system(String)
    }

    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    init(path: String, errno code: Int32) {
        self.path = path
        reason =
            switch code {
            case ENOENT, ENOTDIR: .notFound
            case EISDIR: .isDirectory
            case EACCES, EPERM: .notAllowed
            default: .system(String(cString: strerror(code)).lowercased())
            }
    }

    /// What happened, with the path.
    package var message: String {
        switch reason {
        case .notFound: "there is no file `\(path)`"
        case .isDirectory: "`\(path)` is a directory, not a file"
        case .notAllowed: "`\(path)` may not be read by this user"
        case .tooLarge(let size?, let limit):
            "`\(path)` has \(byteCount(size)); at most \(byteCount(limit)) are read"
        case .tooLarge(nil, let limit):
            "`\(path)` has more than the \(byteCount(limit)) that are read"
        case .system(let words): "`\(path)` could not be read: \(words)"
        }
    }

    /// The way out.
    package var help: String? {
        switch reason {
        case .notFound: "check the path; it is taken from the current directory"
        case .isDirectory: "name a file in it"
        case .notAllowed: "ask its owner for the permission to read it"
        case .tooLarge: "split the file, or check that it is the one you meant"
        case .system: nil
        }
    }
}

/// A size in the unit that a person would choose.
func byteCount(_ bytes: Int) -> String {
    if bytes >= 10 << 20 || bytes >= 1 << 20 && bytes % (1 << 20) == 0 {
        return "\(bytes >> 20) MiB"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
}
