#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a program is still to be given.
struct Feed: ~Copyable {
    private var descriptor: Descriptor?
    private var rest: ArraySlice<UInt8>
    /// Negative when nothing is left to write; `poll` passes over it then.
    private(set) var number: Int32

    init(_ descriptor: consuming Descriptor, _ bytes: [UInt8]) {
        rest = bytes[...]
        number = descriptor.number
        descriptor.setNonBlocking()
        self.descriptor = consume descriptor
        if bytes.isEmpty { stop() }
    }

    mutating func stop() {
        descriptor = nil
        number = -1
    }

    /// Writes as much as there is room for. A program that reads no further is no error.
    mutating func write() {
        switch Transfer({ rest.withUnsafeBytes { writeBytes(number, $0.baseAddress, $0.count) } }) {
        case .bytes(let count): rest = rest.dropFirst(count)
        case .notNow: return
        case .over: stop()
        }
        if rest.isEmpty { stop() }
    }
}

/// What a program wrote, up to a limit.
struct Intake: ~Copyable {
    private var descriptor: Descriptor?
    private var bytes: [UInt8] = []
    private let limit: Int
    private var isDiscarding = false
    /// Set once there was more than the limit.
    private(set) var isFull = false
    /// Negative when nothing more can come; `poll` passes over it then.
    private(set) var number: Int32

    init(_ descriptor: consuming Descriptor, _ limit: Int) {
        number = descriptor.number
        descriptor.setNonBlocking()
        self.descriptor = consume descriptor
        self.limit = limit
    }

    var isOpen: Bool { number >= 0 }

    private mutating func stop() {
        descriptor = nil
        number = -1
    }

    /// From now on what comes is read and forgotten, so that the program is not held up.
    mutating func discard() { isDiscarding = true }

    mutating func take() -> [UInt8] {
        stop()
        defer { bytes = [] }
        return bytes
    }

    mutating func read() {
        var transfer = Transfer.over
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            transfer = Transfer { readBytes(number, buffer.baseAddress, buffer.count) }
            if case .bytes(let read) = transfer { count = read }
        }
        if transfer == .notNow { return }
        if chunk.isEmpty { return stop() }
        guard !isDiscarding else { return }
        let room = limit - bytes.count
        if chunk.count > room { isFull = true }
        bytes += chunk.prefix(room)
    }
}

/// What came of one attempt to read or to write.
private enum Transfer: Equatable {
    case bytes(Int)
    case notNow
    case over

    init(_ attempt: () -> Int) {
        let count = attempt()
        let code = errno
        self = count >= 0 ? .bytes(count) : code == EAGAIN || code == EINTR ? .notNow : .over
    }
}

// WHY: inside these types their own methods hide the C functions of the same names.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, bytes, count)
}
