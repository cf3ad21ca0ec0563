import OnusValues

extension CalendarDefinition {
    /// Names what the calendar says, in whatever order its dates stand.
    ///
    /// The rules of the time zone are not part of it: an update of the system's zone files is no
    /// new calendar.
    package var digest: Digest { Digest(of: content) }

    private var content: Value {
        var content: ValueMap = [
            "calendar": .string(id),
            "time_zone": .string(zone),
            "hours": hoursContent,
            "holidays": Self.sorted(holidays),
            "worked": Self.sorted(worked),
            "days": [
                "first": .string(days.first.rawValue),
                "end": .string(days.end.rawValue),
                "holiday": .string(days.holiday.rawValue),
            ],
        ]
        content["title"] = title.map { .string($0) }
        content["published_until"] = publishedUntil.map { .string($0.description) }
        return .map(content)
    }

    private var hoursContent: Value {
        .map(
            ValueMap(
                Weekday.allCases.map { day in
                    (.string(day.rawValue), .list(hours[day].map { .string($0.description) }))
                }))
    }

    private static func sorted(_ dates: [CivilDate]) -> Value {
        .list(dates.sorted().map { .string($0.description) })
    }
}
