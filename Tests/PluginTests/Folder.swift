import OnusPlugin

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of a test's own, gone with the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        var name = Array("/tmp/onus-plugins-XXXXXX".utf8CString)
        path = try name.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = mkdtemp(base) else { throw Trouble() }
            return String(cString: made)
        }
    }

    struct Trouble: Error {}

    deinit {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            unlink("\(path)/\(name)")
        }
        closedir(folder)
        rmdir(path)
    }

    /// Writes an executable script for the system's shell.
    func script(_ text: String, named name: String = "program") throws -> String {
        let file = "\(path)/\(name)"
        try write("#!/bin/sh\n\(text)\n", to: name)
        guard chmod(file, 0o755) == 0 else { throw Trouble() }
        return file
    }

    func write(_ text: String, to name: String) throws {
        guard let file = fopen("\(path)/\(name)", "w") else { throw Trouble() }
        defer { fclose(file) }
        guard fputs(text, file) >= 0 else { throw Trouble() }
    }

    /// What stands in a file; empty when there is none.
    func read(_ name: String) -> String {
        guard let file = fopen("\(path)/\(name)", "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
