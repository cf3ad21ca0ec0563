#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a whole file that may not be larger than a limit.
package enum SourceFile {
    /// The bytes of the file at `path`.
    ///
    /// The size is asked for before anything is read, and what grows meanwhile, or has no size (a
    /// pipe), is still held to the limit.
    package static func read(
        _ path: String, limit: Int = YAMLLimits.standard.bytes
    ) throws(SourceFileProblem) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw SourceFileProblem(path: path, errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SourceFileProblem(path: path, errno: errno) }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw SourceFileProblem(path: path, reason: .isDirectory)
        }
        guard Int(status.st_size) <= limit else {
            throw SourceFileProblem(
                path: path, reason: .tooLarge(size: Int(status.st_size), limit: limit))
        }
        return try contents(of: file, path: path, expected: Int(status.st_size), limit: limit)
    }

    private static func contents(
        of file: Int32, path: String, expected: Int, limit: Int
    ) throws(SourceFileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected + 1)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Self.fill(&chunk, from: file)
            if count == 0 { return bytes }
            guard count > 0 else { throw SourceFileProblem(path: path, errno: errno) }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw SourceFileProblem(
                    path: path, reason: .tooLarge(size: nil, limit: limit))
            }
        }
    }

    /// What `read` answers, asked again while a signal interrupts or a pipe has nothing yet.
    private static func fill(_ chunk: inout [UInt8], from file: Int32) -> Int {
        while true {
            let count = chunk.withUnsafeMutableBytes {
                #if canImport(Glibc)
                    Glibc.read(file, $0.baseAddress, $0.count)
                #else
                    Darwin.read(file, $0.baseAddress, $0.count)
                #endif
            }
            guard count < 0 else { return count }
            if errno == EINTR { continue }
            guard errno == EAGAIN else { return count }
            var wait = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            _ = poll(&wait, 1, -1)
        }
    }
}
