import OnusStore

/// Something that waits to be written.
struct WriteJob: Sendable {
    /// Tells its caller what it became; called after the COMMIT.
    typealias Answer = @Sendable () -> Void

    /// Does it within a transaction. May be called again after a transaction that failed.
    let work: @Sendable (WriteSession) throws(StoreError) -> Answer
    let fail: @Sendable (StoreError) -> Void
    /// Nobody waits for it, so it may share the transaction of what comes next.
    let isPatient: Bool
}

/// What waits for the next transaction.
struct WriteQueue {
    /// What the writer does next.
    enum Wake { case none, now, soon }

    /// The most that one transaction takes, so that the first of many does not wait for all.
    private static let groupLimit = 256

    private var urgent: [WriteJob] = []
    private var patient: [WriteJob] = []
    /// Set while the writer is at work or about to be.
    private var isBusy = false
    /// Set while somebody will come for the patient ones.
    private var isLingering = false
    private(set) var isClosed = false

    mutating func add(_ job: WriteJob) -> Wake {
        if job.isPatient {
            patient.append(job)
            return linger()
        }
        urgent.append(job)
        if isBusy { return .none }
        isBusy = true
        return .now
    }

    /// Whether the caller may write at once, on its own: nobody is at work and nobody waits.
    mutating func beginAlone() -> Bool {
        guard !isClosed, !isBusy, urgent.isEmpty, patient.isEmpty else { return false }
        isBusy = true
        return true
    }

    /// Whether the writer may rest; otherwise there is more to do, and it stays busy.
    mutating func endAlone(isMoreToDo: Bool) -> Bool {
        isBusy = isMoreToDo || !urgent.isEmpty
        return !isBusy
    }

    /// The next group; nil when the writer may rest.
    mutating func next() -> [WriteJob]? {
        if isClosed { hurry() }
        guard !urgent.isEmpty else {
            isBusy = false
            return nil
        }
        if urgent.count > Self.groupLimit {
            defer { urgent.removeFirst(Self.groupLimit) }
            return Array(urgent.prefix(Self.groupLimit))
        }
        hurry()
        defer { urgent.removeAll(keepingCapacity: true) }
        return urgent
    }

    /// The patient ones wait no longer; whether the writer must be woken for them.
    mutating func stopLingering() -> Bool {
        isLingering = false
        hurry()
        if isBusy || urgent.isEmpty { return false }
        isBusy = true
        return true
    }

    private mutating func hurry() {
        urgent += patient
        patient.removeAll(keepingCapacity: true)
    }

    mutating func close() { isClosed = true }

    private mutating func linger() -> Wake {
        if isLingering { return .none }
        isLingering = true
        return .soon
    }
}
