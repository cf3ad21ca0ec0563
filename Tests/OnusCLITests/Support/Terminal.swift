import OnusCLI
import OnusPlugin
import Synchronization

/// Runs commands in this process and keeps what they wrote.
struct Terminal {
    struct Answer {
        var status: ExitStatus
        var result: String
        var messages: String
    }

    var folder: String
    var variables: [String: String] = [:]
    var plugins: [any Plugin.Type] = []
    /// What is typed, and when: a text to type once another one was shown.
    var keys: [(after: String, type: String)] = []
    /// What stands on the input of a pipe.
    var input = ""
    /// Columns of the terminal that stands behind both streams; nil for pipes.
    var width: Int?
    /// How many bytes of results are read before the reader goes away; nil for all of them.
    var patience: Int?

    /// What happens while a command waits to look again.
    var pause: @Sendable (Duration) async throws -> Void = { _ in }

    init(in folder: String = "/") { self.folder = folder }

    func onus(_ arguments: String...) async -> Answer { await onus(arguments) }

    func onus(_ arguments: [String]) async -> Answer {
        let reader = Output.Reader(isTerminal: width != nil, width: width)
        let kept = Kept()
        let output = Output(
            result: reader, messages: reader, size: { [width] in width.map { ($0, 40) } },
            sink: { [patience] stream, bytes in
                kept.add(bytes, to: stream, patience: patience) ? nil : OutputClosed()
            })
        let session = Session(
            plugins: plugins, environment: Environment(variables: variables, directory: folder),
            output: output, input: typed(kept), pause: pause)
        let status = await Onus.run(arguments, in: session)
        return Answer(
            status: status, result: kept.text(of: .result), messages: kept.text(of: .messages))
    }
}

extension Terminal {
    fileprivate func typed(_ kept: Kept) -> Input {
        Input(isTerminal: width != nil) { [keys, input] in
            AsyncStream { continuation in
                if !input.isEmpty { continuation.yield(Array(input.utf8)) }
                guard !keys.isEmpty else { return continuation.finish() }
                kept.watch(keys) { continuation.yield(Array($0.utf8)) }
            }
        }
    }
}

private final class Kept: Sendable {
    private let bytes = Mutex<[Output.Stream: [UInt8]]>([:])
    private let waiting = Mutex<(keys: [(after: String, type: String)], seen: Int)>(([], 0))
    private let press = Mutex<(@Sendable (String) -> Void)?>(nil)

    func watch(
        _ keys: [(after: String, type: String)], _ press: @escaping @Sendable (String) -> Void
    ) {
        waiting.withLock { $0 = (keys, 0) }
        self.press.withLock { $0 = press }
        look()
    }

    /// Types what is to be typed now that something new was shown.
    private func look() {
        let shown = text(of: .messages)
        let next = waiting.withLock { waiting -> String? in
            guard let first = waiting.keys.first else { return nil }
            let rest = shown.utf8.dropFirst(waiting.seen)
            guard String(decoding: rest, as: UTF8.self).contains(first.after) else { return nil }
            waiting.keys.removeFirst()
            waiting.seen = shown.utf8.count
            return first.type
        }
        guard let next, let press = press.withLock({ $0 }) else { return }
        press(next)
    }

    func add(_ new: [UInt8], to stream: Output.Stream, patience: Int?) -> Bool {
        defer { look() }
        return bytes.withLock { bytes in
            if stream == .result, let patience, bytes[stream, default: []].count >= patience {
                return false
            }
            bytes[stream, default: []] += new
            return true
        }
    }

    func text(of stream: Output.Stream) -> String {
        bytes.withLock { String(decoding: $0[stream] ?? [], as: UTF8.self) }
    }
}
