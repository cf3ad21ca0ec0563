#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes files that were not there before.
enum NewFile {
    /// Makes a folder and those above it.
    static func makeFolders(_ path: String) throws(Failure) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o777) != 0, errno != EEXIST {
                throw failure("the folder `\(path)` cannot be made")
            }
        }
    }

    static func write(_ text: String, to path: String) throws(Failure) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure("`\(path)` cannot be written") }
        defer { close(file) }
        guard Descriptor(number: file).write(Array(text.utf8)) else {
            throw failure("`\(path)` cannot be written")
        }
    }

    private static func failure(_ message: String) -> Failure {
        let reason = String(cString: strerror(errno)).lowercased()
        return Failure(.unavailable, code: "unwritable", "\(message): \(reason)")
    }
}
