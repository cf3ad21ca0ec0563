import OnusYAML
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Files", .serialized)
struct SourceFileTests {
    /// A fresh folder, removed after the work.
    private func inFolder(_ work: (String) throws -> Void) throws {
        var template = Array("/tmp/onus-yaml-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        let folder = try #require(made)
        defer { rmdir(folder) }
        try work(folder)
    }

    private func write(_ bytes: [UInt8], to path: String, size: Int? = nil) throws {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        let written = bytes.withUnsafeBytes { unsafe in
            systemWrite(file, unsafe.baseAddress, unsafe.count)
        }
        try #require(written == bytes.count)
        if let size { try #require(ftruncate(file, off_t(size)) == 0) }
    }

    private func reason(_ path: String, limit: Int = 100) -> SourceFileProblem? {
        do throws(SourceFileProblem) {
            _ = try SourceFile.read(path, limit: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test("a file is read whole and parsed")
    func read() throws {
        try inFolder { folder in
            let path = "\(folder)/a.yaml"
            try write(Array("a: 王\n".utf8), to: path)
            defer { unlink(path) }
            #expect(try YAMLReader.read(file: path).root?["a"]?.scalar == "王")
            #expect(try SourceFile.read(path, limit: 7).count == 7)
            #expect(reason(path, limit: 6)?.reason == .tooLarge(size: 7, limit: 6))
        }
    }

    @Test("a file of 100 MB is refused by its size, before it is read")
    func large() throws {
        try inFolder { folder in
            let path = "\(folder)/large.yaml"
            try write([], to: path, size: 100_000_000)
            defer { unlink(path) }
            let problem = try #require(reason(path, limit: YAMLLimits.standard.bytes))
            #expect(problem.reason == .tooLarge(size: 100_000_000, limit: 8 << 20))
            #expect(problem.message == "`\(path)` has 95 MiB; at most 8 MiB are read")
        }
    }

    @Test("what has no size is held to the limit while it is read")
    func endless() {
        #expect(reason("/dev/zero", limit: 1000)?.reason == .tooLarge(size: nil, limit: 1000))
    }

    @Test("a file that is not there, a folder and a file in a file are told apart")
    func missing() throws {
        try inFolder { folder in
            #expect(reason("\(folder)/none.yaml")?.reason == .notFound)
            #expect(
                reason("\(folder)/none.yaml")?.message == "there is no file `\(folder)/none.yaml`")
            #expect(reason(folder)?.reason == .isDirectory)
            #expect(reason("/dev/null/a.yaml")?.reason == .notFound)
            #expect(reason("")?.reason == .notFound)
        }
    }

    @Test("a file that may not be read is refused, where the user is not almighty")
    func unreadable() throws {
        try inFolder { folder in
            let path = "\(folder)/secret.yaml"
            try write([0x61], to: path)
            defer { unlink(path) }
            try #require(chmod(path, 0) == 0)
            if geteuid() == 0 {
                print("an unreadable file: root reads every file, so only its reading is checked")
                #expect(reason(path) == nil)
            } else {
                #expect(reason(path)?.reason == .notAllowed)
            }
        }
    }
}

/// `write` of the C library, which a method of the same name hides.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
