/// When a zone's offset changed and will change: a list from a file, then a yearly rule for ever.
struct ZoneTable: Sendable, Hashable {
    /// Seconds east of UTC before the first change.
    var initial: Int64
    /// INVARIANT: strictly ascending, as many as `offsets`.
    var instants: [Int64]
    /// What holds from the instant at the same index on.
    var offsets: [Int64]
    /// Holds after the last of the instants.
    var rule: PosixRule?

    /// What RFC 9636 allows: -24:59:59 to 25:59:59.
    static let possibleOffsets: ClosedRange<Int64> = -89_999...93_599

    /// One stretch of time with one offset, beginning at `start`.
    struct Stretch {
        var start: Int64
        var offset: Int64
    }

    func offset(at instant: Int64) -> Int64 {
        let index = firstIndex(after: instant)
        if index == instants.count, let rule { return rule.offset(at: instant) }
        return index == 0 ? initial : offsets[index - 1]
    }

    /// The first instant whose wall time is not before `wall` seconds on the clock face.
    ///
    /// In an overlap that is the first of the two; in a gap the instant at which the clock jumped.
    func instant(wall: Int64) -> Int64 {
        let stretches = stretches(from: wall - 172_800, through: wall + 172_800)
        for (index, stretch) in stretches.enumerated() {
            let candidate = max(wall - stretch.offset, stretch.start)
            let isLast = index + 1 == stretches.count
            if isLast || candidate < stretches[index + 1].start { return candidate }
        }
        return wall - initial
    }

    private func stretches(from low: Int64, through high: Int64) -> [Stretch] {
        var result = [Stretch(start: low, offset: offset(at: low))]
        for index in firstIndex(after: low)..<max(firstIndex(after: high), firstIndex(after: low)) {
            result.append(Stretch(start: instants[index], offset: offsets[index]))
        }
        guard let rule else { return result }
        let known = max(low, instants.last ?? low)
        let later = rule.changes(around: high).filter { known < $0.start && $0.start <= high }
        return result + later
    }

    private func firstIndex(after instant: Int64) -> Int {
        var low = 0
        var high = instants.count
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
