import OnusValues

/// One date, or the first and the last of several in a row: `2026-02-15/2026-02-23`.
package struct DateSpan: Sendable, Hashable {
    package let first: CivilDate
    package let last: CivilDate

    /// No more days than this stand in one span, so that a mistyped year is noticed.
    package static let longest = 366

    /// Reads `2026-01-01` or `2026-02-15/2026-02-23`, both ends included.
    package init(parsing text: String) throws(CalendarError) {
        let parts = text[...].trimmingSpaces().split(
            separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = CivilDate(String(parts[0])),
            let last = CivilDate(String(parts[parts.count - 1]))
        else {
            throw CalendarError(
                "`\(text.prefix(60))` is not a date",
                help:
                    "write `2026-01-01`, or `2026-02-15/2026-02-23` for the days from one to another"
            )
        }
        guard first <= last else {
            throw CalendarError(
                "the dates `\(text)` end before they begin", help: "write the earlier one first")
        }
        guard last.daysSinceEpoch - first.daysSinceEpoch < Self.longest else {
            throw CalendarError(
                "the dates `\(text)` span more than \(Self.longest) days", help: "check the years")
        }
        (self.first, self.last) = (first, last)
    }

    package var dates: [CivilDate] {
        (first.daysSinceEpoch...last.daysSinceEpoch).compactMap(CivilDate.init(daysSinceEpoch:))
    }
}
