import OnusYAML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that texts are made of.
enum Corpus {
    /// Of files, and of all that lie in folders, in the order of their names.
    static func texts(at paths: [String]) -> [[UInt8]] {
        paths.flatMap { files(at: $0) }.compactMap { try? SourceFile.read($0) }
            .filter { $0.count < 20_000 }
    }

    private static func files(at path: String) -> [String] {
        guard let folder = opendir(path) else { return [path] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            names.append(name)
        }
        return names.sorted().flatMap { files(at: "\(path)/\($0)") }
    }
}
