import OnusPlugin

// What the record says of the clock of a duty that stands still.

/// The clock of a duty stands still: no rung fires.
package struct ClockStopped: Codable, Sendable, Hashable {
    package var duty: DutyID
    /// The step that is open meanwhile.
    package var during: Place
    package var basis: String

    package init(duty: DutyID, during: Place, basis: String) {
        self.duty = duty
        self.during = during
        self.basis = basis
    }
}

/// The clock goes on, with as much time left as there was when it stopped.
package struct ClockStarted: Codable, Sendable, Hashable {
    package var duty: DutyID
    package var deadline: DutyOpened.Deadline
    /// As in `DutyOpened`; those that have fired stay as they were.
    package var rungs: [Timestamp]
    package var counting: Counting
    /// When a rung that was being repeated fires again.
    package var repeatAt: Timestamp?

    package init(
        duty: DutyID, deadline: DutyOpened.Deadline, rungs: [Timestamp], counting: Counting,
        repeatAt: Timestamp? = nil
    ) {
        self.duty = duty
        self.deadline = deadline
        self.rungs = rungs
        self.counting = counting
        self.repeatAt = repeatAt
    }
}

/// Since when a clock stands still.
package struct StoppedClock: Codable, Sendable, Hashable {
    package var since: Timestamp
    package var during: Place
    /// When a rung that was being repeated would have fired again.
    package var repeatAt: Timestamp?

    package init(since: Timestamp, during: Place, repeatAt: Timestamp? = nil) {
        self.since = since
        self.during = during
        self.repeatAt = repeatAt
    }
}
