import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a database is, after a look at what is there.
struct DatabaseFile {
    /// As the user named it.
    let name: String
    /// The file itself, whatever links lead to it, so that all programs lock the same file.
    let path: String

    /// Makes the folder when only that is missing. Throws when the name cannot be a database's.
    init(_ name: String) throws(StoreError) {
        self.name = name
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw StoreError(.unavailable, "a database needs the name of a file")
        }
        var path = Self.resolved(name)
        if path == nil {
            try Self.makeFolder(of: name)
            path = Self.resolved(Self.folder(of: name)).map { $0 + "/" + Self.lastPart(of: name) }
        }
        guard let path else { throw Self.noAccess(to: name, errno) }
        self.path = path
        try refuseOtherKinds()
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Whether a program of ours has been here.
    var hasLock: Bool { access(lockPath, F_OK) == 0 }

    var lockPath: String { path + ".lock" }

    private func refuseOtherKinds() throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            // WHY: a link that leads nowhere would let SQLite and the lock choose different names.
            let reason = errno
            if reason == ENOENT, lstat(path, &status) != 0 { return }
            throw Self.noAccess(to: name, reason)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            // WHY: SQLite takes a file of one byte for an empty one.
            guard status.st_size != 1 else {
                throw .notADatabase(name, "is a file of another kind and not a database")
            }
        case S_IFDIR: throw .notADatabase(name, "is a folder and not a database")
        default: throw .notADatabase(name, "is a device or a pipe and not a database")
        }
    }

    /// Whether SQLite would undo a change here that was cut off, so that nothing can be said yet.
    var hasUnfinishedChange: Bool { access(path + "-journal", F_OK) == 0 }

    /// Whether there is a log with something in it, which belongs to the database.
    var hasLog: Bool {
        var status = stat()
        return stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// The file as an address under which SQLite takes it as never changing.
    var frozenAddress: String {
        let escapes: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
        return "file://" + path.map { escapes[$0] ?? String($0) }.joined() + "?immutable=1"
    }

    private static func makeFolder(of name: String) throws(StoreError) {
        let folder = folder(of: name)
        if mkdir(folder, 0o777) == 0 {
            keep(self.folder(of: folder))
        } else if errno == ENOENT {
            throw StoreError(
                .unavailable,
                "there is no folder `\(self.folder(of: folder))` for the database `\(name)`;"
                    + " make it or name another")
        } else if errno != EEXIST {
            throw noAccess(to: name, errno)
        }
    }

    /// Makes a new entry of this folder outlive a power cut.
    private static func keep(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func noAccess(to name: String, _ number: Int32) -> StoreError {
        switch StoreError.Code.system(number) {
        case .full: .full(name)
        case .readOnly: .readOnly(name)
        default:
            StoreError(
                .unavailable,
                "the database `\(name)` cannot be reached: \(String(cString: strerror(number)))")
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let text = realpath(path, nil) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    private static func folder(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        let root = path.hasPrefix("/") ? "/" : ""
        return parts.isEmpty ? (root.isEmpty ? "." : root) : root + parts.joined(separator: "/")
    }

    private static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
