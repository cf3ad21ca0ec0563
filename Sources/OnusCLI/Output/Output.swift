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
    private let sink: @Sendable (Stream, [UInt8]) -> Bool

    /// - Parameter sink: takes all of the bytes, or answers false when nobody reads them any more.
    package init(
        result: Reader, messages: Reader,
        sink: @escaping @Sendable (Stream, [UInt8]) -> Bool
    ) {
        self.result = result
        self.messages = messages
        self.sink = sink
    }

    package func write(_ text: String, to stream: Stream) throws(OutputClosed) {
        guard !text.isEmpty else { return }
        guard sink(stream, Array(text.utf8)) else { throw OutputClosed() }
    }
}

extension Output {
    /// The streams of this process.
    package static var ofProcess: Output {
        Output(result: reader(of: .result), messages: reader(of: .messages)) { stream, bytes in
            Descriptor(number: stream.rawValue).write(bytes)
        }
    }

    private static func reader(of stream: Stream) -> Reader {
        let file = Descriptor(number: stream.rawValue)
        guard file.isTerminal else { return Reader(isTerminal: false) }
        return Reader(isTerminal: true, width: file.columns)
    }
}
