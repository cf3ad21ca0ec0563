import Foundation

/// Files that the tests read: those of this package, and the outside cases.
enum Files {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Nil, with a line printed once, where there are no outside cases.
    private static let outsideCases: URL? = {
        let named = ProcessInfo.processInfo.environment["ONUS_CASES"].map { URL(filePath: $0) }
        let folder = (named ?? root.appending(path: "../shared/cases")).appending(path: "calendar")
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
        print("skipped the outside cases of calendars: there is no \(folder.path)")
        return nil
    }()

    /// Nil where there are no outside cases.
    static func outsideCase(_ name: String) throws -> String? {
        try outsideCases.map { try String(contentsOf: $0.appending(path: name), encoding: .utf8) }
    }

    static func bytes(ofZone name: String) throws -> [UInt8] {
        let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
        return try [UInt8](Data(contentsOf: URL(filePath: folder).appending(path: name)))
    }

    /// Makes a folder of time zones with a damaged file, `Etc/Bad`, and one far too large,
    /// `Etc/Large`; whoever asks for it removes it.
    static func makeDamagedZones() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onus-zones-\(UUID().uuidString)")
        let area = folder.appending(path: "Etc")
        try FileManager.default.createDirectory(at: area, withIntermediateDirectories: true)
        try Data("TZif2".utf8).write(to: area.appending(path: "Bad"))
        try Data(count: 2 << 20).write(to: area.appending(path: "Large"))
        return folder.path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    static func jsonLines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
