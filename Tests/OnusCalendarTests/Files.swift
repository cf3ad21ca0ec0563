import Foundation

/// Files that the tests read: those of this package, and the outside cases.
enum Files {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Nil, with a printed line, where the folder of outside cases is missing.
    static func outsideCase(_ name: String) throws -> String? {
        let named = ProcessInfo.processInfo.environment["ONUS_CASES"]
        let folder = named.map { URL(filePath: $0) } ?? root.appending(path: "../shared/cases")
        let file = folder.appending(path: "calendar/\(name)")
        guard FileManager.default.fileExists(atPath: file.path) else {
            print("skipped calendar/\(name): there are no outside cases at \(folder.path)")
            return nil
        }
        return try String(contentsOf: file, encoding: .utf8)
    }

    static func bytes(ofZone name: String) throws -> [UInt8] {
        let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"
        return try [UInt8](Data(contentsOf: URL(filePath: folder).appending(path: name)))
    }

    static func jsonLines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }
}
