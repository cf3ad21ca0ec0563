import OnusCalendar
import OnusModel
import OnusValues
import OnusYAML

/// A calendar as its file says it, with the places of what the calendar itself checks.
package struct CalendarFile: Sendable {
    package var file: String
    package var id: Located<String>
    package var definition: CalendarDefinition
    /// Where `time_zone`, `hours` and `published_until` stand.
    var places: [String: SourceLocation] = [:]
    /// For each day of `definition.holidays` and `worked`, where it is written.
    var holidayPlaces: [SourceLocation] = []
    var workedPlaces: [SourceLocation] = []
    /// False when some hours were not understood, and that was reported.
    var areHoursWhole = true

    /// The calendar, or what is wrong with it.
    package func calendar() -> Result<WorkingCalendar, Rejection> {
        do throws(InvalidCalendar) {
            return .success(try WorkingCalendar(definition))
        } catch {
            let problems = error.problems.filter { areHoursWhole || $0.field != .hours }
            return .failure(Rejection(diagnostics: problems.map(diagnostic)))
        }
    }

    package struct Rejection: Error, Sendable {
        package let diagnostics: [Diagnostic]
    }

    private func diagnostic(_ problem: CalendarProblem) -> Diagnostic {
        Diagnostic(
            Code.badCalendar.rawValue, .error, problem.error.message, at: place(of: problem.field),
            help: problem.error.suggestion.map { "did you mean `\($0)`?" } ?? problem.error.help,
            suggestion: problem.error.suggestion)
    }

    private func place(of field: CalendarProblem.Field) -> SourceLocation {
        let place: SourceLocation? =
            switch field {
            case .id: id.location
            case .zone: places["time_zone"]
            case .hours: places["hours"]
            case .publishedUntil: places["published_until"]
            case .holiday(let index):
                holidayPlaces.indices.contains(index) ? holidayPlaces[index] : nil
            case .worked(let index):
                workedPlaces.indices.contains(index) ? workedPlaces[index] : nil
            }
        return place ?? id.location
    }
}

extension NodeReader {
    mutating func calendar(_ root: Node) -> CalendarFile? {
        guard var map = mapping(root, "a calendar") else { return nil }
        let id = require("calendar", of: &map).flatMap { newName($0, "the name of a calendar") }
        let zone = require("time_zone", of: &map, help: "such as `time_zone: Asia/Shanghai`")
            .flatMap { text($0, "a time zone such as `Asia/Shanghai`") }
        let hoursNode = require("hours", of: &map, help: Self.hoursHelp)
        let before = diagnostics.count
        let hours = hoursNode.map { weeklyHours($0) }
        let areHoursWhole = diagnostics.count == before
        guard let id, let zone, let hoursNode, let hours else {
            return nil
        }
        let definition = CalendarDefinition(id: id.value, zone: zone.value, hours: hours)
        var calendar = CalendarFile(file: file, id: id, definition: definition)
        calendar.areHoursWhole = areHoursWhole
        calendar.places["time_zone"] = zone.location
        calendar.places["hours"] = head(hoursNode)
        calendar.definition.title = map.take("title").flatMap { localized($0)?.value.string() }
        calendar.definition.days = map.take("days").map { counting($0) } ?? DayCounting()
        readDays(&map, &calendar)
        finish(map)
        return calendar
    }

    private static let hoursHelp = "such as `hours: {monday-friday: [\"09:00-17:00\"]}`"

    private mutating func weeklyHours(_ node: Node) -> WeeklyHours {
        var weekly = WeeklyHours()
        for entry in named(node, "`hours`", help: Self.hoursHelp) {
            let texts = listOrOne(entry.value).compactMap {
                text($0, "hours such as `09:00-12:00`")
            }
            let hours = texts.compactMap { officeHours($0) }
            do throws(CalendarError) {
                try weekly.set(entry.name.value, to: hours)
            } catch {
                report(badTime: error, at: entry.name.location)
            }
        }
        return weekly
    }

    private mutating func officeHours(_ text: Located<String>) -> OfficeHours? {
        do throws(CalendarError) {
            return try OfficeHours(parsing: text.value)
        } catch {
            report(badTime: error, at: text.location)
            return nil
        }
    }

    private mutating func readDays(_ map: inout MappingReader, _ calendar: inout CalendarFile) {
        if let node = map.take("published_until") {
            calendar.places["published_until"] = location(node)
            calendar.definition.publishedUntil = date(node)
        }
        let holidays = map.take("holidays").map { days($0) } ?? []
        calendar.definition.holidays = holidays.map(\.value)
        calendar.holidayPlaces = holidays.map(\.location)
        let worked = map.take("worked").map { days($0) } ?? []
        calendar.definition.worked = worked.map(\.value)
        calendar.workedPlaces = worked.map(\.location)
    }

    private mutating func days(_ node: Node) -> [Located<CivilDate>] {
        (list(node, "a list of days") ?? []).flatMap { element -> [Located<CivilDate>] in
            guard let text = text(element, "a day, or the first and the last of several") else {
                return []
            }
            do throws(CalendarError) {
                return try DateSpan(parsing: text.value).dates.map {
                    Located($0, at: text.location)
                }
            } catch {
                report(badTime: error, at: text.location)
                return []
            }
        }
    }

    private mutating func counting(_ node: Node) -> DayCounting {
        var counting = DayCounting()
        guard var map = mapping(node, "`days`") else { return counting }
        if let first = map.take("first").flatMap({ word($0, among: DayCounting.First.allCases) }) {
            counting.first = first.value
        }
        if let end = map.take("end").flatMap({ word($0, among: DayCounting.End.allCases) }) {
            counting.end = end.value
        }
        if let holiday = map.take("holiday").flatMap({
            word($0, among: DayCounting.Holiday.allCases)
        }) {
            counting.holiday = holiday.value
        }
        finish(map)
        return counting
    }
}
