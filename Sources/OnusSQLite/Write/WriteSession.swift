import OnusStore

/// The open database as the writer uses it.
final class WriteSession {
    let tables: Tables
    let connection: Connection
    let lock: FileLock
    private let begin: Statement
    private let commit: Statement
    /// Workers of this program that showed themselves.
    private var workers: Set<String> = []
    private var nextCheckpoint = WriteSession.checkpointInterval

    /// In pages of the log. WHY: a page that is written often is copied once a checkpoint, and a
    /// checkpoint makes everybody wait; 4,000 pages are 16 MB.
    private static let checkpointInterval = 4000

    init(_ connection: Connection, lock: FileLock) {
        self.connection = connection
        self.lock = lock
        tables = Tables(connection)
        begin = Statement(connection, "BEGIN IMMEDIATE")
        commit = Statement(connection, "COMMIT")
    }

    /// Writes all jobs in one transaction and answers them.
    ///
    /// When one of them fails, each gets a transaction of its own, so that it fails alone.
    func perform(_ jobs: [WriteJob]) {
        do throws(StoreError) {
            try lock.acquire()
        } catch {
            for job in jobs { job.fail(error) }
            return
        }
        if let error = failureOfGroup(jobs) {
            if jobs.count == 1 { jobs[0].fail(error) } else { for job in jobs { perform([job]) } }
        }
        checkpointWhenDue()
    }

    /// Nil when all were answered.
    private func failureOfGroup(_ jobs: [WriteJob]) -> StoreError? {
        let result = Result { () throws(StoreError) in
            try transact { () throws(StoreError) in
                var answers: [WriteJob.Answer] = []
                answers.reserveCapacity(jobs.count)
                for job in jobs { answers.append(try job.work(self)) }
                return answers
            }
        }
        lock.release()
        switch result {
        case .failure(let error): return error
        case .success(let answers):
            for answer in answers { answer() }
            return nil
        }
    }

    /// One job in a transaction of its own; nil, and nothing happens, when another program is
    /// writing just now.
    func performAtOnce<Result>(
        _ work: (WriteSession) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        guard try lock.acquireAtOnce() else { return nil }
        defer { lock.release() }
        return try transact { () throws(StoreError) in try work(self) }
    }

    private func transact<Result>(
        _ work: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        FaultPoint.beforeBegin.pass()
        try begin.run()
        do throws(StoreError) {
            FaultPoint.afterBegin.pass()
            let result = try work()
            FaultPoint.beforeCommit.pass()
            try commit.run()
            FaultPoint.afterCommit.pass()
            return result
        } catch {
            // SQLite may have rolled back by itself.
            if !connection.isIdle { try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    /// Whether the log has grown so long that it should be copied into the file.
    func isCheckpointDue() -> Bool {
        let logged = connection.loggedPages
        if logged < Self.checkpointInterval { nextCheckpoint = Self.checkpointInterval }
        return logged >= nextCheckpoint
    }

    /// A failure here loses nothing: the log stays, and the next time comes.
    func checkpointWhenDue() {
        guard isCheckpointDue(), (try? lock.acquire()) != nil else { return }
        defer { lock.release() }
        FaultPoint.beforeCheckpoint.pass()
        try? connection.checkpoint()
        FaultPoint.afterCheckpoint.pass()
        // WHY: while somebody reads, the log goes on growing after a checkpoint; then not each
        // commit shall try again.
        nextCheckpoint = connection.loggedPages + Self.checkpointInterval
    }

    func checkpointOnClose() {
        // WHY: SQLite tidies up only after a connection that has looked at the log.
        try? connection.checkpoint()
        try? connection.checkpointOnClose()
    }
}

extension WriteSession {
    /// Shows that this worker lives, before it gets a lease.
    func enter(_ worker: String) throws(StoreError) {
        if !workers.contains(worker), try lock.enter(worker) { workers.insert(worker) }
    }

    func isAlive(_ worker: String) -> Bool {
        workers.contains(worker) || lock.isElsewhere(worker)
    }
}
