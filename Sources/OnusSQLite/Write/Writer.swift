import OnusStore
import Synchronization

/// The only one that writes. Whatever waits when it gets to work shares one transaction.
actor Writer {
    private nonisolated let executor = QueueExecutor("onus.database.write")
    private nonisolated let queue = Mutex(WriteQueue())
    private var session: WriteSession?

    /// How long a job that nobody waits for may wait for company.
    private static let patience = Duration.milliseconds(20)

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Opens the database, or makes it.
    func start(_ opening: Opening) throws(StoreError) {
        session = try opening.writeSession()
    }

    /// Writes in a transaction and comes back when it is durable.
    nonisolated func write<Result: Sendable>(
        patiently isPatient: Bool = false,
        _ body: @escaping @Sendable (WriteSession) throws(StoreError) -> Result
    ) async throws(StoreError) -> Result {
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

    private nonisolated func add(_ job: WriteJob) {
        let wake = queue.withLock { queue in queue.isClosed ? nil : queue.add(job) }
        switch wake {
        case nil: job.fail(.closed)
        case .some(.none): break
        case .now: Task { await self.drain(patientToo: false) }
        case .soon:
            Task {
                try? await Task.sleep(for: Self.patience)
                await self.drainPatient()
            }
        }
    }

    private func drainPatient() {
        queue.withLock { $0.stopLingering() }
        drain(patientToo: true)
    }

    private func drain(patientToo: Bool) {
        while let jobs = queue.withLock({ $0.next(patientToo: patientToo) }) {
            guard let session else {
                for job in jobs { job.fail(.closed) }
                continue
            }
            session.perform(jobs)
        }
    }

    func close() {
        queue.withLock { $0.close() }
        drain(patientToo: true)
        guard let lock = session?.lock else { return }
        // WHY: SQLite checkpoints when the last connection closes, so that needs the lock too.
        // Without it the log stays beside the file, which is as durable.
        let isLocked = (try? lock.acquire(patience: .seconds(1))) != nil
        if isLocked { session?.checkpointOnClose() }
        session = nil
        if isLocked { lock.release() }
    }
}
