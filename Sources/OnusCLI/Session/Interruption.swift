import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends work in good order when the process is asked to end.
enum Interruption {
    /// Runs the work until it is done, or cancels it at SIGINT or SIGTERM and waits for its end. A
    /// second signal ends the process at once.
    static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let (signals, source) = AsyncStream<Void>.makeStream()
        let watch = await watch { source.yield() }
        defer { watch.end() }
        let task = Task { try await work() }
        let listener = Task { for await _ in signals { task.cancel() } }
        defer { listener.cancel() }
        do {
            try await task.value
        } catch is CancellationError {
            return
        }
    }

    /// Listens for the signals until it is ended.
    struct Watch {
        fileprivate let sources: [any DispatchSourceSignal]

        func end() { for source in sources { source.cancel() } }
    }

    /// Returns when it listens, so that no signal after it is lost.
    static func watch(_ react: @escaping @Sendable () -> Void) async -> Watch {
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] {
            // WHY: the default would end the process before the source is told.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                react()
            }
            source.setCancelHandler { signal(number, SIG_DFL) }
            await withCheckedContinuation { continuation in
                source.setRegistrationHandler { continuation.resume() }
                source.activate()
            }
            sources.append(source)
        }
        return Watch(sources: sources)
    }
}
