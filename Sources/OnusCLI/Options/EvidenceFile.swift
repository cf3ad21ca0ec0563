import OnusPlugin
import OnusYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that people hand in: what stands in the record is name, digest and size.
enum EvidenceFile {
    static func read(_ path: String, in environment: Environment) throws -> File {
        let file = open(environment.absolute(path), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure.badInput("`\(path)` is no file")
        }
        return digest(of: Descriptor(number: file), path)
    }

    /// Piece by piece, since evidence may be large.
    private static func digest(of file: Descriptor, _ path: String) -> File {
        var hash = SHA256()
        var size: Int64 = 0
        while let bytes = file.readSome(1 << 16) {
            hash.update(bytes)
            size += Int64(bytes.count)
        }
        return File(name: Path.name(of: path), digest: hash.finish().description, size: size)
    }

    private static func failure(_ path: String) -> Failure {
        .badInput("`\(path)` cannot be read: \(String(cString: strerror(errno)).lowercased())")
    }
}
