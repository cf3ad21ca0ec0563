#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a program may use.
struct Limits: Sendable {
    let time: Duration
    /// Bytes to standard output, and to standard error.
    let output: Int
}

/// How a program ended and what it wrote.
struct Report: Sendable {
    let end: ProgramEnd
    let output: [UInt8]
    let error: [UInt8]
}

/// Runs a program from start to end. Blocks; for a thread of its own, where no signals arrive.
func converse(
    with launch: Launch, _ input: [UInt8], _ limits: Limits, _ cancellation: Cancellation
) throws -> Report {
    let program = try RunningProgram(launch)
    let conversation = Conversation(
        child: program.child, limits: limits, cancellation: cancellation)
    return conversation.run(program, input)
}

private struct Conversation {
    let child: Child
    let limits: Limits
    let cancellation: Cancellation
    private let clock = ContinuousClock()

    /// How long a program has between the polite signal and the one it cannot ignore, and how long
    /// what it wrote last is waited for once it is gone.
    private static let grace = Duration.seconds(1)
    private static let lastWords = Duration.milliseconds(200)
    /// How often limits are looked at while nothing happens.
    private static let tick: Int32 = 20

    init(child: Child, limits: Limits, cancellation: Cancellation) {
        self.child = child
        self.limits = limits
        self.cancellation = cancellation
    }

    func run(_ program: consuming RunningProgram, _ input: [UInt8]) -> Report {
        var feed = Feed(program.input, input)
        var output = Intake(program.output, limits.output)
        var error = Intake(program.error, limits.output)
        let deadline = clock.now + limits.time
        var broken: ProgramEnd?
        while broken == nil, !child.hasEnded {
            exchange(&feed, &output, &error)
            if output.isFull || error.isFull {
                broken = .flooded
            } else if clock.now >= deadline {
                broken = .timeout
            } else if cancellation.isCancelled {
                broken = .cancelled
            }
        }
        feed.stop()
        if broken != nil { end(&feed, &output, &error) }
        // WHY: before it is buried, since its number may then belong to somebody else's group.
        child.signal(SIGKILL)
        let lastMoment = clock.now + Self.lastWords
        while output.isOpen || error.isOpen, clock.now < lastMoment {
            exchange(&feed, &output, &error)
        }
        if broken == nil, output.isFull || error.isFull { broken = .flooded }
        let end = child.bury()
        return Report(
            end: broken ?? end ?? .signal(SIGKILL), output: output.take(), error: error.take())
    }

    /// Asks the program to end, and makes it.
    private func end(_ feed: inout Feed, _ output: inout Intake, _ error: inout Intake) {
        output.discard()
        error.discard()
        child.signal(SIGTERM)
        let patience = clock.now + Self.grace
        while !child.hasEnded, clock.now < patience { exchange(&feed, &output, &error) }
        child.signal(SIGKILL)
        // A process that the kernel does not let go of is left to it.
        let last = clock.now + Self.grace
        while !child.hasEnded, clock.now < last { exchange(&feed, &output, &error) }
    }

    /// Waits for a moment until something can be written or read, and does it.
    private func exchange(_ feed: inout Feed, _ output: inout Intake, _ error: inout Intake) {
        var waits = [
            pollfd(fd: feed.number, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: error.number, events: Int16(POLLIN), revents: 0),
        ]
        // A program that closed all three is mostly about to end.
        let isSilent = !output.isOpen && !error.isOpen
        guard poll(&waits, nfds_t(waits.count), isSilent ? 1 : Self.tick) > 0 else { return }
        if waits[0].revents != 0 { feed.write() }
        if waits[1].revents != 0 { output.read() }
        if waits[2].revents != 0 { error.read() }
    }
}
