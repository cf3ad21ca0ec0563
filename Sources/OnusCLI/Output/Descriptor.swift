#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file of the system, by its number.
struct Descriptor {
    let number: Int32

    /// Writes all of it, waiting where it must; false when nobody reads it or there is no room,
    /// with the reason in `errno`.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writeSome($0) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var wait = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wait, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(number, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(number, bytes.baseAddress, bytes.count)
        #endif
    }

    var isTerminal: Bool { isatty(number) == 1 }

    /// How large the terminal is; nil when it does not say.
    var size: (width: Int, height: Int)? {
        var size = winsize()
        guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
    }
}

extension OutputClosed {
    /// What `errno` says of a write that just failed.
    static var now: OutputClosed {
        errno == EPIPE
            ? OutputClosed() : OutputClosed(reason: String(cString: strerror(errno)).lowercased())
    }
}
