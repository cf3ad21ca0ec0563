#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A descriptor that is closed once.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }
    deinit { _ = close(number) }
}

/// A way from one process to another.
///
/// INVARIANT: both ends close when a program is started, and are numbered above the three standard
/// ones. As that takes two steps, pipes are made and programs started one at a time (`RunningProgram`),
/// so that no program gets an end of another one's pipe.
struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("cannot make a pipe") }
        let first = try Self.raised(ends[0], other: ends[1])
        let second = try Self.raised(ends[1], other: -1)
        reading = first
        writing = second
    }

    /// The same end under a number above the standard ones.
    private static func raised(_ end: Int32, other: Int32) throws(SystemError) -> Descriptor {
        let number = fcntl(end, F_DUPFD_CLOEXEC, 3)
        let code = errno
        _ = close(end)
        guard number >= 0 else {
            if other >= 0 { _ = close(other) }
            throw SystemError("cannot make a pipe", code)
        }
        return Descriptor(number)
    }
}

extension Descriptor {
    /// Makes reading and writing return at once when nothing can be read or written.
    borrowing func setNonBlocking() {
        let flags = fcntl(number, F_GETFL)
        if flags >= 0 { _ = fcntl(number, F_SETFL, flags | O_NONBLOCK) }
    }
}

extension Pipe {
    consuming func keepReading() -> Descriptor { reading }
    consuming func keepWriting() -> Descriptor { writing }
}
