import Synchronization

/// A program that was started, with our ends of its three pipes.
struct RunningProgram: ~Copyable {
    let child: Child
    let input: Descriptor
    let output: Descriptor
    let error: Descriptor

    /// Held while pipes are made and a program is started.
    private static let gate = Mutex(())

    init(_ launch: Launch) throws { self = try Self.gate.withLock { _ in try Self.start(launch) } }

    private init(
        child: Child, input: consuming Descriptor, output: consuming Descriptor,
        error: consuming Descriptor
    ) {
        self.child = child
        self.input = input
        self.output = output
        self.error = error
    }

    private static func start(_ launch: Launch) throws -> RunningProgram {
        let input = try Pipe()
        let output = try Pipe()
        let error = try Pipe()
        let child = try Child(
            launch, input: input.reading.number, output: output.writing.number,
            error: error.writing.number)
        return RunningProgram(
            child: child, input: input.keepWriting(), output: output.keepReading(),
            error: error.keepReading())
    }
}
