import OnusValues

/// The office hours of each weekday.
package struct WeeklyHours: Sendable, Hashable {
    /// INVARIANT: seven lists from Monday on, each in order and without an overlap.
    private(set) var days: [[OfficeHours]]

    /// No hours on any day.
    package init() {
        days = Array(repeating: [], count: 7)
    }

    /// Monday to Friday with the same hours.
    package init(mondayToFriday hours: [OfficeHours]) throws(CalendarError) {
        self.init()
        try set("monday-friday", to: hours)
    }

    package var isEmpty: Bool { days.allSatisfy(\.isEmpty) }

    /// The hours of a day that is worked in exchange: those of the first weekday that has any.
    package var normal: [OfficeHours] { days.first { !$0.isEmpty } ?? [] }

    package subscript(weekday: Weekday) -> [OfficeHours] {
        Weekday.allCases.firstIndex(of: weekday).map { days[$0] } ?? []
    }

    /// Gives one weekday, `saturday`, or several in a row, `monday-friday`, their hours.
    package mutating func set(_ names: String, to hours: [OfficeHours]) throws(CalendarError) {
        let sorted = hours.sorted { $0.opens < $1.opens }
        for (one, next) in zip(sorted, sorted.dropFirst()) where next.opens < one.closes {
            throw CalendarError("the office hours `\(one)` and `\(next)` overlap")
        }
        for weekday in try Self.indexes(of: names) {
            guard days[weekday].isEmpty else {
                throw CalendarError("the hours of \(Weekday.allCases[weekday]) are given twice")
            }
            days[weekday] = sorted
        }
    }

    private static func indexes(of names: String) throws(CalendarError) -> ClosedRange<Int> {
        let parts = names.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else {
            throw CalendarError(
                "`\(names.prefix(60))` names no weekdays",
                help: "write one, `saturday`, or the first and the last, `monday-friday`")
        }
        let first = try index(of: parts[0])
        let last = try index(of: parts[parts.count - 1])
        guard first <= last else {
            throw CalendarError(
                "`\(names)` ends before it begins", help: "a week begins on monday here")
        }
        return first...last
    }

    private static func index(of name: Substring) throws(CalendarError) -> Int {
        let word = name.trimmingSpaces()
        guard let index = Weekday.allCases.firstIndex(where: { $0.rawValue == word }) else {
            throw CalendarError(
                "the weekday `\(word.prefix(60))` is unknown",
                help: "the weekdays are written monday to sunday",
                suggestion: nearest(to: word, among: Weekday.allCases.map(\.rawValue)))
        }
        return index
    }
}

extension WeeklyHours: Codable {
    package init(from decoder: any Decoder) throws {
        self.init()
        for (name, hours) in try [String: [OfficeHours]](from: decoder) {
            try set(name, to: hours)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var named: [String: [OfficeHours]] = [:]
        for day in Weekday.allCases where !self[day].isEmpty { named[day.rawValue] = self[day] }
        try named.encode(to: encoder)
    }
}
