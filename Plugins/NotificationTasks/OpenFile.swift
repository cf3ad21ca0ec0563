import OnusPlugin

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is written to the end of.
struct OpenFile {
    private let descriptor: Int32
    private let path: String

    static let standardError = OpenFile(descriptor: STDERR_FILENO, path: "standard error")

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    init(appendingTo path: String) throws {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw failure("cannot open") }
    }

    func close() { closeDescriptor(descriptor) }

    func write(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw failure("cannot write to") }
            } else {
                rest = rest.dropFirst(count)
            }
        }
    }

    func synchronize() throws {
        while fsync(descriptor) != 0 {
            // A pipe or a terminal has nothing to be brought to a disk.
            if errno == EINVAL || errno == ENOTSUP { return }
            guard errno == EINTR else { throw failure("cannot keep what was written to") }
        }
    }

    private func failure(_ what: String) -> DeliveryError {
        DeliveryError(message: "\(what) `\(path)`: \(String(cString: strerror(errno)))")
    }
}

/// Why a message did not get to where it was sent.
struct DeliveryError: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}

// WHY: inside `OpenFile` its own methods hide the C functions of the same names.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
