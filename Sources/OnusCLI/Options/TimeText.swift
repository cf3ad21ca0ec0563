import OnusCalendar
import OnusLanguage
import OnusPlugin

/// Points in time as people type them.
enum TimeText {
    static func moment(_ text: String) throws(Failure) -> Moment {
        if let instant = Timestamp(text) { return .instant(instant) }
        if let local = CivilDateTime(text) { return .local(local) }
        if let day = CivilDate(text) { return .local(CivilDateTime(day)) }
        throw .usage(
            "`\(text)` is no time",
            help: "write `2026-03-02T09:00` for the organisation's clock, or with its zone "
                + "`2026-03-02T09:00:00+08:00`")
    }

    static func instant(_ moment: Moment, in zone: Zone?) throws -> Timestamp {
        switch moment {
        case .instant(let time): return time
        case .local(let local):
            guard let zone else {
                throw Failure.usage(
                    "nothing says in which time zone `\(local)` is",
                    help: "write it with its zone: `\(local):00Z` or `\(local):00+08:00`")
            }
            return try zone.instant(of: local)
        }
    }
}
