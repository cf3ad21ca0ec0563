import Foundation
import Synchronization

/// The `onus` that was built with these tests, as a process of its own.
struct Program {
    struct Answer {
        var status: Int32
        /// Set when a signal ended it.
        var wasKilled: Bool
        var result: String
        var messages: String
    }

    var folder: String
    var variables: [String: String] = [:]

    /// It lies beside the bundle of these tests.
    static var path: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "onus")
            .path
    }

    func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Self.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        var environment = ProcessInfo.processInfo.environment
        for name in ["ONUS_DATABASE", "ONUS_USER", "ONUS_CLOCK"] { environment[name] = nil }
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment.merging(variables) { $1 }
        return process
    }

    func onus(_ arguments: String...) throws -> Answer { try onus(arguments) }

    func onus(_ arguments: [String]) throws -> Answer {
        let process = process(arguments)
        let result = Pipe()
        let messages = try FileHandle.scratch()
        process.standardOutput = result
        process.standardError = messages
        try process.run()
        let output = result.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try messages.seek(toOffset: 0)
        let said = try messages.readToEnd() ?? Data()
        return Answer(
            status: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            result: String(decoding: output, as: UTF8.self),
            messages: String(decoding: said, as: UTF8.self))
    }
}

extension FileHandle {
    /// A file that nobody else sees.
    static func scratch() throws -> FileHandle {
        let place = FileManager.default.temporaryDirectory
            .appending(path: "onus-scratch-\(UUID().uuidString)")
        try Data().write(to: place)
        let handle = try FileHandle(forUpdating: place)
        try FileManager.default.removeItem(at: place)
        return handle
    }
}
