import OnusValues

extension WorkingCalendar {
    /// The instant at which a share of the time from a start to a deadline has passed.
    ///
    /// Where the deadline counts working time (`Period.countsWorkingTime`) so does the share;
    /// should there be none between the two, elapsed time decides. 0% is the start, 100% the deadline.
    package func point(
        _ share: Percentage, from start: Timestamp, to due: Timestamp, inWorkingTime: Bool
    ) -> Timestamp {
        if share.hundredths == 0 || due <= start { return start }
        if share.hundredths == 10_000 { return due }
        if inWorkingTime, let point = workingPoint(share, from: start, to: due) { return point }
        let seconds = (due.seconds - start.seconds) * Int64(share.hundredths) / 10_000
        return Timestamp(seconds: start.seconds + seconds, nanoseconds: start.nanoseconds) ?? due
    }

    private func workingPoint(
        _ share: Percentage, from start: Timestamp, to due: Timestamp
    ) -> Timestamp? {
        let before = worktime(before: start.seconds)
        let total = worktime(before: due.seconds) - before
        let part = total * share.hundredths / 10_000
        guard total > 0 else { return nil }
        guard part > 0, let instant = try? instant(afterWorktime: before + part) else {
            return start
        }
        return Timestamp(seconds: instant).map { min(max($0, start), due) }
    }

    /// The first of the instants `anchor + 1 period, anchor + 2 periods, …` that is after another.
    ///
    /// Every one is counted from the anchor, so that a monthly inspection that began on January 31
    /// comes on February 28 and then on March 31.
    package func next(
        every period: Period, from anchor: Timestamp, after: Timestamp
    ) throws(CalendarError) -> Timestamp {
        guard !period.isZero else {
            throw CalendarError(
                "something that repeats every `\(period)` would never stop",
                help: "repeat it every `1 min` or less often")
        }
        var low = 0
        var high = 1
        while let instant = try? adding(period, times: high, to: anchor), instant <= after {
            low = high
            high *= 2
        }
        // INVARIANT: the low-th is not after the instant, the high-th is, or lies out of range.
        while high - low > 1 {
            let middle = (low + high) / 2
            if let instant = try? adding(period, times: middle, to: anchor), instant <= after {
                low = middle
            } else {
                high = middle
            }
        }
        return try adding(period, times: high, to: anchor)
    }

    /// The same with the anchor itself as the last time.
    package func next(
        every period: Period, after anchor: Timestamp
    ) throws(CalendarError) -> Timestamp {
        try next(every: period, from: anchor, after: anchor)
    }
}
