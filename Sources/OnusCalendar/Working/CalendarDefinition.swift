import OnusValues

/// What a calendar file says, before it is checked.
package struct CalendarDefinition: Sendable, Hashable, Codable {
    package var id: String
    package var title: String?
    /// `Asia/Shanghai`, `UTC`, `+08:00`.
    package var zone: String
    package var hours: WeeklyHours
    /// Days off beside those that have no hours.
    package var holidays: [CivilDate]
    /// Days worked in exchange.
    package var worked: [CivilDate]
    /// The last day whose holidays are known; nil when nothing about it is open.
    package var publishedUntil: CivilDate?
    package var days: DayCounting

    package init(
        id: String, title: String? = nil, zone: String, hours: WeeklyHours,
        holidays: [CivilDate] = [], worked: [CivilDate] = [], publishedUntil: CivilDate? = nil,
        days: DayCounting = DayCounting()
    ) {
        self.id = id
        self.title = title
        self.zone = zone
        self.hours = hours
        self.holidays = holidays
        self.worked = worked
        self.publishedUntil = publishedUntil
        self.days = days
    }

    private enum CodingKeys: String, CodingKey {
        case id = "calendar"
        case title
        case zone = "time_zone"
        case hours, days, holidays, worked
        case publishedUntil = "published_until"
    }
}

/// One mistake in a calendar, with the entry it stands in.
package struct CalendarProblem: Error, Sendable, Hashable {
    package enum Field: Sendable, Hashable {
        case id, zone, hours, publishedUntil
        /// The index in `holidays` or `worked`.
        case holiday(Int)
        case worked(Int)
    }

    package var field: Field
    package var error: CalendarError
}

/// Every mistake of one calendar.
package struct InvalidCalendar: Error, Sendable, Hashable {
    package var problems: [CalendarProblem]
}

extension CalendarDefinition {
    /// Every mistake except those of the time zone's name.
    func problems() -> [CalendarProblem] {
        var problems: [CalendarProblem] = []
        if id.isEmpty {
            problems.append(.init(field: .id, error: CalendarError("the calendar has no name")))
        }
        if hours.isEmpty {
            let error = CalendarError(
                "the calendar has no working hours",
                help: "write for instance `hours: {monday-friday: [\"09:00-17:00\"]}`")
            problems.append(.init(field: .hours, error: error))
        }
        return problems + listProblems(holidays, named: "holidays") { .holiday($0) }
            + listProblems(worked, named: "worked") { .worked($0) } + contradictions()
    }

    private func listProblems(
        _ dates: [CivilDate], named name: String, field: (Int) -> CalendarProblem.Field
    ) -> [CalendarProblem] {
        var seen: Set<CivilDate> = []
        return dates.enumerated().compactMap { index, date in
            if !seen.insert(date).inserted {
                let error = CalendarError(
                    "`\(date)` stands twice under `\(name)`", help: "remove one of them")
                return CalendarProblem(field: field(index), error: error)
            }
            guard let publishedUntil, date > publishedUntil else { return nil }
            let error = CalendarError(
                "`\(date)` under `\(name)` is later than `published_until`, \(publishedUntil)",
                help: "let `published_until` be the last day that the published dates cover")
            return CalendarProblem(field: field(index), error: error)
        }
    }

    private func contradictions() -> [CalendarProblem] {
        let off = Set(holidays)
        return worked.enumerated().compactMap { index, date in
            guard off.contains(date) else { return nil }
            let error = CalendarError(
                "`\(date)` is both a holiday and worked", help: "remove it from one of the lists")
            return CalendarProblem(field: .worked(index), error: error)
        }
    }
}
