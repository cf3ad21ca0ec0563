/// Where a command writes, and who reads it there.
package struct Output: Sendable {
    package enum Stream: Int32, Sendable, Hashable {
        case result = 1
        case messages = 2
    }

    /// Somebody looks at it now, rather than a program or a file.
    package struct Reader: Sendable, Hashable {
        package var isTerminal: Bool
        /// In columns; nil where no line is too long.
        package var width: Int?
        package init(isTerminal: Bool, width: Int? = nil) {
            self.isTerminal = isTerminal
            self.width = width
        }
    }

    package let result: Reader
    package let messages: Reader
    /// How large the terminal behind the messages is now.
    let messagesSize: @Sendable () -> (width: Int, height: Int)?
    private let sink: @Sendable (Stream, [UInt8]) -> OutputClosed?

    /// - Parameter sink: takes all of the bytes, or says why it cannot.
    package init(
        result: Reader, messages: Reader,
        size: @escaping @Sendable () -> (width: Int, height: Int)? = { nil },
        sink: @escaping @Sendable (Stream, [UInt8]) -> OutputClosed?
    ) {
        self.result = result
        self.messages = messages
        messagesSize = size
        self.sink = sink
    }

    package func write(_ text: String, to stream: Stream) throws(OutputClosed) {
        guard !text.isEmpty else { return }
        if let problem = sink(stream, Array(text.utf8)) { throw problem }
    }
}

extension Output {
    /// The streams of this process.
    package static var ofProcess: Output {
        Output(
            result: reader(of: .result), messages: reader(of: .messages),
            size: { Descriptor(number: Stream.messages.rawValue).size },
            sink: { stream, bytes in
                Descriptor(number: stream.rawValue).write(bytes) ? nil : .now
            })
    }

    private static func reader(of stream: Stream) -> Reader {
        let file = Descriptor(number: stream.rawValue)
        guard file.isTerminal else { return Reader(isTerminal: false) }
        return Reader(isTerminal: true, width: file.size?.width)
    }
}
