import OnusModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Batch {
    /// Throws when no store can take it, whatever the store holds.
    package func check() throws(StoreError) {
        if let mistake {
            throw StoreError(.malformed, "the changes of run `\(run)` cannot be kept: \(mistake)")
        }
    }

    /// The sequence number of the run's last event after this.
    package var newVersion: Int { expectedVersion + events.count }

    private var mistake: String? {
        guard expectedVersion >= 0 else { return "its version is negative" }
        for (index, event) in events.enumerated()
        where event.sequence != expectedVersion + index + 1 {
            return "event \(event.sequence) is out of order"
        }
        // WHY: a store may keep the events of a batch as lines of one text.
        for event in events where event.hasSeveralLines {
            return "event \(event.sequence) is more than one line"
        }
        if expectedVersion == 0, events.isEmpty, changesRun {
            return "there is something of it before its first event"
        }
        if expectedVersion == 0, !events.isEmpty, row == nil { return "it does not say what runs" }
        if let row, row.run != run { return "they name run `\(row.run)` too" }
        return duties.lazy.compactMap(mistake(in:)).first
    }

    private var changesRun: Bool {
        snapshot != nil || row != nil || !duties.isEmpty || !timers.isEmpty || !effects.isEmpty
    }

    private func mistake(in duty: DutyRow) -> String? {
        let isOurs =
            duty.run == run && duty.duty.rawValue.utf8.starts(with: (run.rawValue + "/").utf8)
        return isOurs ? nil : "duty `\(duty.duty)` belongs to another run"
    }
}

extension StoredEvent {
    fileprivate var hasSeveralLines: Bool {
        body.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0, 0x0A, bytes.count) != nil } ?? false
        }
    }
}
