import OnusValues

/// The working days and hours of a place, and how durations are counted on them.
///
/// Equal calendars have equal definitions and time zones. Beyond `publishedUntil` the plain weekly
/// pattern is assumed, and deadlines are provisional.
package struct WorkingCalendar: Sendable, Hashable {
    package let definition: CalendarDefinition
    package let zone: Zone

    /// INVARIANT: derived from the definition alone.
    private let hoursOfException: [Int: [OfficeHours]]
    let workdays: RunningTotal
    /// Seconds on the clock face.
    let worktime: RunningTotal
    /// Names what the calendar says.
    package let digest: Digest

    package var id: String { definition.id }
    package var counting: DayCounting { definition.days }

    /// Checks the definition and reads its time zone.
    package init(
        _ definition: CalendarDefinition, zones: ZoneDirectory = .system
    ) throws(InvalidCalendar) {
        var problems = definition.problems()
        var zone = Zone.utc
        do {
            zone = try Zone.named(definition.zone, in: zones)
        } catch {
            problems.append(CalendarProblem(field: .zone, error: error))
        }
        guard problems.isEmpty else { throw InvalidCalendar(problems: problems) }
        self.init(valid: definition, zone: zone)
    }

    private init(valid definition: CalendarDefinition, zone: Zone) {
        self.definition = definition
        self.zone = zone
        digest = definition.digest
        var exceptions: [Int: [OfficeHours]] = [:]
        for date in definition.holidays { exceptions[date.daysSinceEpoch] = [] }
        for date in definition.worked { exceptions[date.daysSinceEpoch] = definition.hours.normal }
        hoursOfException = exceptions
        workdays = RunningTotal(
            weekly: definition.hours.days.map { $0.isEmpty ? 0 : 1 },
            exceptions: exceptions.mapValues { $0.isEmpty ? 0 : 1 })
        worktime = RunningTotal(
            weekly: definition.hours.days.map(Self.length),
            exceptions: exceptions.mapValues(Self.length))
    }

    private static func length(_ hours: [OfficeHours]) -> Int {
        hours.reduce(0) { $0 + $1.length }
    }

    package static func == (one: WorkingCalendar, other: WorkingCalendar) -> Bool {
        one.definition == other.definition && one.zone == other.zone
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(definition)
    }

    /// The office hours of a day, empty when it is not worked.
    package func hours(on date: CivilDate) -> [OfficeHours] { hours(onDay: date.daysSinceEpoch) }

    func hours(onDay day: Int) -> [OfficeHours] {
        hoursOfException[day] ?? definition.hours.days[Gregorian.weekday(ofDay: day)]
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool { !hours(on: date).isEmpty }

    /// How many working days lie after `start`, up to and with `end`; negative when `end` comes first.
    ///
    /// It undoes `addWorkdays`: from a day to the n-th working day after it there are n.
    package func workdays(from start: CivilDate, to end: CivilDate) -> Int {
        workdays(fromDay: start.daysSinceEpoch, toDay: end.daysSinceEpoch)
    }

    func workdays(fromDay start: Int, toDay end: Int) -> Int {
        guard start <= end else { return workdays.through(end - 1) - workdays.through(start - 1) }
        return workdays.through(end) - workdays.through(start)
    }

    /// The n-th working day strictly after a date, before it when n is negative, itself when 0.
    package func addWorkdays(
        _ count: Int, to date: CivilDate
    ) throws(CalendarError) -> CivilDate {
        try CivilDate(dayNumber: addWorkdays(count, toDay: date.daysSinceEpoch))
    }

    func addWorkdays(_ count: Int, toDay day: Int) throws(CalendarError) -> Int {
        guard count != 0 else { return day }
        guard count.magnitude < Gregorian.days.count.magnitude else { throw .outOfRange }
        let before = count > 0 ? workdays.through(day) : workdays.through(day - 1) + 1
        let result = workdays.firstDay(reaching: before + count)
        guard Gregorian.days.contains(result) else { throw .outOfRange }
        return result
    }

    /// The day itself when it is worked, else the next one that is.
    func workday(onOrAfter day: Int) -> Int {
        workdays.firstDay(reaching: workdays.through(day - 1) + 1)
    }

    /// Nothing is known about the holidays of this day.
    func isUnpublished(_ day: Int) -> Bool {
        definition.publishedUntil.map { day > $0.daysSinceEpoch } ?? false
    }
}

extension WorkingCalendar: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(CalendarDefinition(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try definition.encode(to: encoder)
    }
}
