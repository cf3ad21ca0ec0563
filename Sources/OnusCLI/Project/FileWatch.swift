#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Notices that files change, come or go, by looking at them now and then.
struct FileWatch {
    /// What changes with every writing of a file.
    private struct Trace: Hashable {
        var inode: UInt64
        var size: Int64
        var seconds: Int64
        var nanoseconds: Int64
    }

    private let environment: Environment
    private var traces: [String: Trace] = [:]

    init(_ environment: Environment) { self.environment = environment }

    /// The files that are not as they were when this was asked last, by name.
    mutating func changes(in paths: [String]) -> [String] {
        var now: [String: Trace] = [:]
        for path in paths { now[path] = trace(of: path) }
        let names = Set(now.keys).union(traces.keys)
        let changed = names.filter { now[$0] != traces[$0] }.sorted()
        traces = now
        return changed
    }

    /// Looks at files for the first time.
    mutating func begin(_ paths: [String]) {
        for path in paths where traces[path] == nil { traces[path] = trace(of: path) }
    }

    /// Nil when there is no such file.
    private func trace(of path: String) -> Trace? {
        var status = stat()
        guard stat(environment.absolute(path), &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Trace(
            inode: UInt64(status.st_ino), size: Int64(status.st_size),
            seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }
}
