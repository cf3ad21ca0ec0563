import OnusPlugin

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is started.
struct Launch: Sendable {
    let program: String
    /// The first is the name by which the program is called.
    let arguments: [String]
    let environment: [String]
}

/// How a program ended.
enum ProgramEnd: Sendable, Equatable {
    case status(Int32)
    case signal(Int32)
    case timeout
    case flooded
    case cancelled
}

/// A program that was started, at the head of its own process group.
struct Child {
    let id: pid_t

    /// Starts it with these three descriptors in the places of the standard ones, default signals
    /// and nothing else open.
    init(
        _ launch: Launch, input: Int32, output: Int32, error: Int32
    ) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }

        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, error, 2)
        var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        #if canImport(Darwin)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            Self.closeOthers(&actions)
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)

        var id: pid_t = 0
        let code = withTexts(launch.arguments) { arguments in
            withTexts(launch.environment) { environment in
                posix_spawn(&id, launch.program, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw Self.failure(launch, code) }
        self.id = id
    }

    #if !canImport(Darwin)
        /// What Onus itself was started with, or a library left open, is not for the program.
        private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
            for number in 3..<min(getdtablesize(), 4096) {
                let flags = fcntl(number, F_GETFD)
                if flags >= 0, flags & FD_CLOEXEC == 0 {
                    posix_spawn_file_actions_addclose(&actions, number)
                }
            }
        }
    #endif

    private static func failure(_ launch: Launch, _ code: Int32) -> any Error {
        let reason = "`\(launch.program)` cannot be run: \(String(cString: strerror(code)))"
        return switch code {
        case EAGAIN, ENOMEM, EMFILE, ENFILE, ETXTBSY: SystemError("cannot start a program", code)
        default: TaskFailure("not_found", reason)
        }
    }

    /// Whether it has ended. It stays known to the system, so that its group cannot be mistaken for
    /// another one, until `bury` is called.
    var hasEnded: Bool {
        var information = siginfo_t()
        let status = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
        return status != 0 ? errno != EINTR : information.si_signo == SIGCHLD
    }

    /// Sends a signal to the program and to all that it started and that stayed in its group.
    func signal(_ number: Int32) { _ = kill(-id, number) }

    /// Lets the system forget it, and tells how it ended; nil when that is not known.
    func bury() -> ProgramEnd? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    }
}

/// Texts as C wants them, with an empty place at the end.
private func withTexts<Content>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Content
) -> Content {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
