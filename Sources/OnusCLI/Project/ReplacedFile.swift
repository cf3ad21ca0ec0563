#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Puts a new text in the place of a file, so that at every moment there is the old or the new one.
enum ReplacedFile {
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        // A link stays one: what it leads to is replaced.
        let place = target(of: path)
        var status = stat()
        let mode = stat(place, &status) == 0 ? status.st_mode & 0o7777 : 0o666
        let new = "\(place).\(getpid()).new"
        let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure(path) }
        let isWritten = Descriptor(number: file).write(bytes) && fchmod(file, mode) == 0
        close(file)
        guard isWritten, rename(new, place) == 0 else {
            let failure = failure(path)
            unlink(new)
            throw failure
        }
    }

    private static func target(of path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func failure(_ path: String) -> Failure {
        let reason = String(cString: strerror(errno)).lowercased()
        return Failure(
            .unavailable, code: "unwritable", "`\(path)` cannot be written: \(reason)")
    }
}
