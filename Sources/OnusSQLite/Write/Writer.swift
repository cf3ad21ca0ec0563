import Dispatch
import OnusStore
import Synchronization

/// The only one that writes. Whatever waits when it gets to work shares one transaction.
final class Writer: Sendable {
    private let queue = Mutex(WriteQueue())
    /// INVARIANT: only who made the queue busy comes here, and who closes; so nobody waits for it.
    private let session = Mutex<WriteSession?>(nil)
    /// Why nothing can be written; nil when it can.
    private let refusal = Mutex<StoreError?>(nil)
    /// Where groups are written, so that waiting for a disk takes no thread from the concurrency
    /// pool while others have something to do.
    private let thread = DispatchQueue(label: "onus.database.write")

    /// How long a job that nobody waits for may wait for company.
    private static let patience = Duration.milliseconds(20)

    /// Opens the database, or makes it.
    func start(_ opening: Opening) throws(StoreError) {
        try session.withLock { session throws(StoreError) in
            session = try opening.writeSession()
        }
    }

    /// Answers every write with this.
    func refuse(_ error: StoreError) { refusal.withLock { $0 = error } }

    /// Writes in a transaction and comes back when it is durable.
    func write<Result: Sendable>(
        patiently isPatient: Bool = false,
        _ body: @escaping @Sendable (WriteSession) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
        if let refusal = refusal.withLock({ $0 }) { throw refusal }
        // WHY: who comes alone writes on its own thread: to wake another one and to be woken by it
        // costs as much as the transaction.
        if !isPatient, let result = try writeAlone(body) { return result }
        let result: Swift.Result<Result, StoreError> = await withCheckedContinuation { caller in
            add(
                WriteJob(
                    work: { session throws(StoreError) in
                        let result = try body(session)
                        return { caller.resume(returning: .success(result)) }
                    },
                    fail: { caller.resume(returning: .failure($0)) }, isPatient: isPatient))
        }
        return try result.get()
    }

    /// Nil when others are writing or another program is.
    private func writeAlone<Result: Sendable>(
        _ body: @Sendable (WriteSession) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        guard queue.withLock({ $0.beginAlone() }) else { return nil }
        defer { leave() }
        return try session.withLock { session throws(StoreError) in
            try session?.performAtOnce(body)
        }
    }

    /// Hands over to the writing thread when there is more to do.
    private func leave() {
        let isDue = session.withLock { $0?.isCheckpointDue() ?? false }
        if queue.withLock({ $0.endAlone(isMoreToDo: isDue) }) { return }
        thread.async { self.drain() }
    }

    private func add(_ job: WriteJob) {
        let wake = queue.withLock { queue in queue.isClosed ? nil : queue.add(job) }
        switch wake {
        case nil: job.fail(.closed)
        case .some(.none): break
        case .now: thread.async { self.drain() }
        case .soon:
            Task {
                try? await Task.sleep(for: Self.patience)
                self.stopLingering()
            }
        }
    }

    private func stopLingering() {
        if queue.withLock({ $0.stopLingering() }) { thread.async { self.drain() } }
    }

    private func drain() {
        session.withLock { session in
            session?.checkpointWhenDue()
            while let jobs = queue.withLock({ $0.next() }) {
                guard let session else {
                    for job in jobs { job.fail(.closed) }
                    continue
                }
                session.perform(jobs)
            }
        }
    }

    /// Does what still waits, and lets the last connection leave a single file behind.
    func close() async {
        queue.withLock { $0.close() }
        await withCheckedContinuation { caller in
            thread.async {
                self.drain()
                self.session.withLock { Self.end(&$0) }
                caller.resume()
            }
        }
    }

    private static func end(_ session: inout WriteSession?) {
        guard let lock = session?.lock else { return }
        // WHY: SQLite checkpoints when the last connection closes, so that needs the lock too.
        // Without it the log stays beside the file, which is as durable.
        let isLocked = (try? lock.acquire(patience: .seconds(1))) != nil
        if isLocked { session?.checkpointOnClose() }
        session = nil
        if isLocked { lock.release() }
    }
}
