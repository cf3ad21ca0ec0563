/// How a calendar counts days, the `days:` of its file.
package struct DayCounting: Sendable, Hashable, Codable {
    package var first: First
    package var end: End
    package var holiday: Holiday

    package init(
        first: First = .nextDay, end: End = .endOfDay, holiday: Holiday = .nextWorkday
    ) {
        self.first = first
        self.end = end
        self.holiday = holiday
    }

    /// Which day is the first of a duration in days, weeks, months or years.
    ///
    /// Working days always count from the day after the start.
    package enum First: String, Sendable, CaseIterable, Codable {
        case nextDay = "next day"
        case sameDay = "same day"
    }

    /// At what hour of its last day a duration ends.
    ///
    /// The end of a day is its last second. A duration in workdays ends with a working day, whose
    /// end is the close of business.
    package enum End: String, Sendable, CaseIterable, Codable {
        case endOfDay = "end of day"
        case sameTime = "same time"
        case closeOfBusiness = "close of business"
    }

    /// What happens when the last day of a duration in days, weeks, months or years is not worked.
    package enum Holiday: String, Sendable, CaseIterable, Codable {
        case nextWorkday = "next workday"
        case keep
    }
}
