import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Says from another thread that the work is no longer wanted.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isCancelled: Bool { flag.load(ordering: .relaxed) }
    func cancel() { flag.store(true, ordering: .relaxed) }
}

/// Does blocking work on a thread of its own, so that Swift's few threads go on meanwhile.
///
/// No signal reaches that thread: a pipe that broke is then an error of `write` and ends nothing.
func onThread<Content: Sendable>(
    _ work: @escaping @Sendable () throws -> Content
) async throws -> Content {
    try await withCheckedThrowingContinuation { continuation in
        let job = Job {
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            continuation.resume(with: Result(catching: work))
        }
        let retained = Unmanaged.passRetained(job)
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let status = pthread_create(
            &thread, nil,
            { argument in
                let pointer: UnsafeMutableRawPointer? = argument
                guard let pointer else { return nil }
                Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, retained.toOpaque())
        guard status == 0 else {
            retained.release()
            continuation.resume(throwing: SystemError("cannot start a thread", status))
            return
        }
        #if canImport(Darwin)
            if let thread { pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
    }
}

private final class Job: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// What the system would not do. Trying again may help.
struct SystemError: Error, CustomStringConvertible {
    let what: String
    let code: Int32

    init(_ what: String, _ code: Int32 = errno) {
        self.what = what
        self.code = code
    }

    var description: String { "\(what): \(String(cString: strerror(code)))" }
}
