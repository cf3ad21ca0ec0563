import OnusStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file beside a database whose bytes programs lock: the first for a transaction, and one for
/// each worker as long as it lives.
///
/// The kernel lets go of all of them when the process dies, however it dies. The locks belong to
/// this object and not to the process, so two stores in one process exclude each other too.
final class FileLock: Sendable {
    private let descriptor: Int32
    private let name: String
    private let patience: Duration

    init(_ file: DatabaseFile, patience: Duration) throws(StoreError) {
        descriptor = open(file.lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw DatabaseFile.noAccess(to: file.name, errno) }
        name = file.name
        self.patience = patience
    }

    deinit { close(descriptor) }

    /// Takes the right to write when nobody has it.
    func acquireAtOnce() throws(StoreError) -> Bool { try lock(0) }

    /// Waits for the right to write; throws `.locked` when it takes too long.
    func acquire(patience limit: Duration? = nil) throws(StoreError) {
        if try lock(0) { return }
        let end = ContinuousClock.now + (limit ?? patience)
        var pause: UInt32 = 100
        while ContinuousClock.now < end {
            usleep(pause)
            if try lock(0) { return }
            // WHY: never long, since a busy writer leaves only short gaps.
            pause = min(pause * 2, 2000)
        }
        throw .locked(name)
    }

    func release() { _ = control(Command.set, Int16(F_UNLCK), at: 0) }

    /// Shows that a worker of this name lives here. False when another program has one.
    func enter(_ worker: String) throws(StoreError) -> Bool { try lock(place(of: worker)) }

    /// Whether a worker of this name lives in another program.
    func isElsewhere(_ worker: String) -> Bool {
        var request = flock()
        request.l_type = Int16(F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        request.l_start = place(of: worker)
        request.l_len = 1
        // Who cannot be asked for is taken to live: then the lease's time decides.
        return fcntl(descriptor, Command.ask, &request) != 0 || request.l_type != Int16(F_UNLCK)
    }

    private func lock(_ place: off_t) throws(StoreError) -> Bool {
        if control(Command.set, Int16(F_WRLCK), at: place) == 0 { return true }
        guard errno == EAGAIN || errno == EACCES || errno == EINTR else {
            throw DatabaseFile.noAccess(to: name, errno)
        }
        return false
    }

    private func control(_ command: Int32, _ type: Int16, at place: off_t) -> Int32 {
        var request = flock()
        request.l_type = type
        request.l_whence = Int16(SEEK_SET)
        request.l_start = place
        request.l_len = 1
        return fcntl(descriptor, command, &request)
    }

    /// A byte for each name, by FNV-1a. Two names on one byte only make a dead worker seem alive.
    private func place(of worker: String) -> off_t {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in worker.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return off_t(hash >> 2) + 1
    }

    /// Locks that belong to an open file and not to a process; Glibc hides the names from Swift.
    private enum Command {
        #if canImport(Glibc)
            static let ask: Int32 = 36
            static let set: Int32 = 37
        #else
            static let ask: Int32 = 92
            static let set: Int32 = 90
        #endif
    }
}
