#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder of compiled time zones that the system keeps.
package struct ZoneDirectory: Sendable {
    package var path: String

    package init(path: String) {
        self.path = path
    }

    /// What `TZDIR` names, else `/usr/share/zoneinfo`.
    package static var system: ZoneDirectory {
        guard let named = getenv("TZDIR") else { return ZoneDirectory(path: "/usr/share/zoneinfo") }
        let path = String(cString: named)
        return ZoneDirectory(path: path.isEmpty ? "/usr/share/zoneinfo" : path)
    }

    func table(named name: String) throws(CalendarError) -> ZoneTable {
        guard ZoneDirectory.isSafe(name) else {
            throw CalendarError(
                "`\(name.prefix(100))` is not the name of a time zone",
                help: "write for instance `Asia/Shanghai`, `UTC` or `+08:00`")
        }
        guard let bytes = read(name) else { throw missing(name) }
        do {
            return try TZif.table(from: bytes)
        } catch {
            throw CalendarError(
                "the time zone file `\(path)/\(name)` is damaged: \(error.reason)",
                help: "install the package `tzdata` again")
        }
    }

    /// Letters, digits, `+`, `-`, `_` in up to four parts; nothing that leads out of the folder.
    private static func isSafe(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard name.utf8.count <= 100, parts.count <= 4 else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
                        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
                        || byte == UInt8(ascii: "-")
                }
        }
    }

    private func missing(_ name: String) -> CalendarError {
        guard entries(in: "").contains("Asia") || entries(in: "").contains("Etc") else {
            return CalendarError(
                "the time zone `\(name)` cannot be read, since `\(path)` holds no time zones",
                help: "install the package `tzdata`, or let `TZDIR` name the folder that holds them"
            )
        }
        return CalendarError(
            "the time zone `\(name)` is unknown",
            help: "use a name of the tz database, such as `Asia/Shanghai`, or `UTC`, or `+08:00`",
            suggestion: suggestion(for: name))
    }

    private func suggestion(for name: String) -> String? {
        let parts = name.split(separator: "/")
        guard parts.count == 2 else { return nearest(to: name, among: entries(in: "")) }
        let areas = entries(in: "")
        let known = areas.first { $0 == parts[0] }
        guard let area = known ?? nearest(to: String(parts[0]), among: areas) else { return nil }
        let names = entries(in: area)
        if names.contains(String(parts[1])) { return "\(area)/\(parts[1])" }
        return nearest(to: String(parts[1]), among: names).map { "\(area)/\($0)" }
    }

    /// The names in one folder, sorted; empty where there is none.
    private func entries(in area: String) -> [String] {
        guard let folder = opendir("\(path)/\(area)") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if ZoneDirectory.isSafe(name) { names.append(name) }
        }
        return names.sorted()
    }

    /// Nil for what is no regular file of a sensible size, or cannot be read.
    private func read(_ name: String) -> [UInt8]? {
        // WHY O_NONBLOCK: opening a pipe that lies there must not wait for a writer.
        let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= TZif.largestFile
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Self.read(file, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }

    /// Tries again after a signal.
    private static func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(file, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
