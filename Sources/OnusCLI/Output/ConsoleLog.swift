import Logging

/// What the runtime has to say, on stderr among the other messages.
struct ConsoleLog: LogHandler {
    let console: Console
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(_ console: Console) {
        self.console = console
        logLevel =
            switch console.volume {
            case .quiet: .error
            case .normal: .warning
            case .verbose: .debug
            }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let tail = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
        console.emit("\(event.level): \(event.message)\(tail)".onItsLines)
    }
}

extension Console {
    var log: Logger {
        let handler = ConsoleLog(self)
        return Logger(label: "onus") { _ in handler }
    }
}
