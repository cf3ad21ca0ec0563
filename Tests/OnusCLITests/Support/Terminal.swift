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
    /// Columns of the terminal that stands behind both streams; nil for pipes.
    var width: Int?
    /// How many bytes of results are read before the reader goes away; nil for all of them.
    var patience: Int?

    init(in folder: String = "/") { self.folder = folder }

    func onus(_ arguments: String...) async -> Answer { await onus(arguments) }

    func onus(_ arguments: [String]) async -> Answer {
        let reader = Output.Reader(isTerminal: width != nil, width: width)
        let kept = Kept()
        let output = Output(result: reader, messages: reader) { [patience] stream, bytes in
            kept.add(bytes, to: stream, patience: patience)
        }
        let session = Session(
            plugins: plugins, environment: Environment(variables: variables, directory: folder),
            output: output)
        let status = await Onus.run(arguments, in: session)
        return Answer(
            status: status, result: kept.text(of: .result), messages: kept.text(of: .messages))
    }
}

private final class Kept: Sendable {
    private let bytes = Mutex<[Output.Stream: [UInt8]]>([:])

    func add(_ new: [UInt8], to stream: Output.Stream, patience: Int?) -> Bool {
        bytes.withLock { bytes in
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
