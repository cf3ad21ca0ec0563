#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the files that a command means: those named, and all YAML files below folders named.
struct FileFinder {
    private let environment: Environment
    private var files: [String] = []
    private var seen: Set<String> = []

    /// In the order in which they were named, those of a folder by name; each once.
    static func files(at paths: [String], in environment: Environment) -> [String] {
        var finder = FileFinder(environment: environment)
        for path in paths { finder.add(path) }
        return finder.files
    }

    private mutating func add(_ path: String) {
        guard isFolder(path, followsLink: true) else {
            if seen.insert(path).inserted { files.append(path) }
            return
        }
        var found: [String] = []
        var folders = [path]
        while let folder = folders.popLast() {
            for name in entries(of: folder) where !name.hasPrefix(".") {
                let entry = folder == "." ? name : Path.join(folder, name)
                if isFolder(entry, followsLink: false) {
                    folders.append(entry)
                } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                    found.append(entry)
                }
            }
        }
        for file in found.sorted() where seen.insert(file).inserted { files.append(file) }
    }

    /// WHY links to folders are not followed on the way down: they may lead in a circle.
    private func isFolder(_ path: String, followsLink: Bool) -> Bool {
        let place = environment.absolute(path)
        var status = stat()
        let answer = followsLink ? stat(place, &status) : lstat(place, &status)
        return answer == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private func entries(of folder: String) -> [String] {
        guard let stream = opendir(environment.absolute(folder)) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(
                        to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
                    ) { String(cString: $0) }
                })
        }
        return names
    }
}
