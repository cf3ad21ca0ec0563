import Foundation

/// A probe that runs as a process of its own.
final class Child {
    private let process = Process()
    private let output = Pipe()
    private var unread: [UInt8] = []

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        process.executableURL = Self.folder.appendingPathComponent("store-probe")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        try process.run()
    }

    /// Where the tests and what is built beside them lie.
    private static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// The next line; nil when there will be no more.
    func line() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { return nil }
            unread += data
        }
    }

    /// All lines until it ends.
    func lines() -> [String] {
        var lines: [String] = []
        while let line = line() { lines.append(line) }
        return lines
    }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// The signal that ended it, or nil when it ended by itself.
    func end() -> Int32? {
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
    }
}
