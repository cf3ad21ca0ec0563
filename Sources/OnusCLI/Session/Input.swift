import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What somebody types while a command runs.
package struct Input: Sendable {
    package let isTerminal: Bool
    private let makeBytes: @Sendable () -> AsyncStream<[UInt8]>
    /// Makes every key come at once and unseen; what it gives back undoes that.
    private let takeKeys: @Sendable () -> @Sendable () -> Void

    package init(
        isTerminal: Bool, takeKeys: @escaping @Sendable () -> @Sendable () -> Void = { {} },
        bytes: @escaping @Sendable () -> AsyncStream<[UInt8]>
    ) {
        self.isTerminal = isTerminal
        self.takeKeys = takeKeys
        makeBytes = bytes
    }

    /// Every key comes at once while the work goes on.
    func withKeys<Result>(_ work: () async throws -> Result) async throws -> Result {
        let giveBack = takeKeys()
        defer { giveBack() }
        return try await work()
    }

    /// Nobody is there to type anything.
    package static let none = Input(isTerminal: false) { AsyncStream { $0.finish() } }

    /// What comes from now on.
    package var bytes: AsyncStream<[UInt8]> { makeBytes() }

    /// Of this process.
    package static var ofProcess: Input {
        let input = Descriptor(number: 0)
        return Input(
            isTerminal: input.isTerminal, takeKeys: { input.takeKeys() }, bytes: { keys })
    }

    /// Reads on a thread of its own, since reading blocks.
    private static var keys: AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            DispatchQueue(label: "onus.input").async {
                while let bytes = Descriptor(number: 0).readSome() { continuation.yield(bytes) }
                continuation.finish()
            }
        }
    }
}

extension Descriptor {
    /// What there is to read, after waiting for it; nil at the end.
    func readSome(_ most: Int = 1024) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: most)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
            if count > 0 { return Array(buffer[..<count]) }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}

extension Descriptor {
    /// Lets every key of the terminal come at once and unseen; what it gives back undoes that.
    fileprivate func takeKeys() -> @Sendable () -> Void {
        var before = termios()
        guard tcgetattr(number, &before) == 0 else { return {} }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(number, TCSADRAIN, &raw)
        return { [number, before] in
            var before = before
            tcsetattr(number, TCSADRAIN, &before)
        }
    }
}
