import OnusValues

/// A time zone: the clock on the wall of a place, for every instant of the years 1 to 9999.
///
/// `UTC` and fixed offsets such as `+08:00` need no files; names of the tz database are read from
/// the system. Results that would leave the years 1 to 9999 stay at their edge.
package struct Zone: Sendable, Hashable {
    package let name: String
    private let clock: Clock

    private enum Clock: Sendable, Hashable {
        case fixed(Int64)
        case table(ZoneTable)
    }

    package static let utc = Zone(name: "UTC", clock: .fixed(0))

    private init(name: String, clock: Clock) {
        self.name = name
        self.clock = clock
    }

    /// Reads a zone by its name.
    package static func named(
        _ name: String, in directory: ZoneDirectory = .system
    ) throws(CalendarError) -> Zone {
        if let offset = FixedOffset.seconds(of: name) {
            return Zone(name: name, clock: .fixed(offset))
        }
        return Zone(name: name, clock: .table(try directory.table(named: name)))
    }

    /// A zone from the bytes of a compiled zoneinfo file.
    package init(name: String, compiled bytes: [UInt8]) throws(CalendarError) {
        do {
            self.init(name: name, clock: .table(try TZif.table(from: bytes)))
        } catch {
            throw CalendarError("the time zone data of `\(name)` is damaged: \(error.reason)")
        }
    }

    /// Seconds east of UTC.
    package func offset(at instant: Timestamp) -> Int { Int(offset(at: instant.seconds)) }

    private func offset(at instant: Int64) -> Int64 {
        switch clock {
        case .fixed(let offset): offset
        case .table(let table): table.offset(at: instant)
        }
    }

    /// Seconds on the clock face since 1970-01-01T00:00.
    func wall(at instant: Int64) -> Int64 { instant + offset(at: instant) }

    /// The first instant at which the clock shows `wall`; in a gap, the next valid instant.
    func instant(wall: Int64) -> Int64 {
        switch clock {
        case .fixed(let offset): wall - offset
        case .table(let table): table.instant(wall: wall)
        }
    }

    /// The first instant of a day.
    func midnight(of day: Int) -> Int64 { instant(wall: Int64(day) * Gregorian.secondsPerDay) }

    /// The day, counted from 1970-01-01, that the calendar on the wall shows.
    func day(of instant: Int64) -> Int {
        let day = Int(Gregorian.floorDivide(wall(at: instant), Gregorian.secondsPerDay))
        return min(max(day, Gregorian.days.lowerBound), Gregorian.days.upperBound)
    }
}

extension Zone: Codable {
    package init(from decoder: any Decoder) throws {
        self = try Zone.named(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// Zones that are their own definition: `UTC`, `Z`, `+08:00`, `-0330`, `UTC+8`.
private enum FixedOffset {
    static func seconds(of name: String) -> Int64? {
        var rest = name[...]
        if rest == "Z" { return 0 }
        if rest.hasPrefix("UTC") {
            rest = rest.dropFirst(3)
            if rest.isEmpty { return 0 }
        }
        guard let sign = rest.popFirst(), sign == "+" || sign == "-" else { return nil }
        guard rest.utf8.allSatisfy({ (48...57).contains($0) || $0 == 58 }),
            let (hours, minutes) = clock(rest), hours <= 18, minutes <= 59
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func clock(_ text: Substring) -> (hours: Int64, minutes: Int64)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.count, text.utf8.count) {
        case (1, 1), (1, 2): return Int64(text).map { ($0, 0) }
        case (1, 4): return Int64(text).map { ($0 / 100, $0 % 100) }
        case (2, 5):
            guard let hours = Int64(parts[0]), let minutes = Int64(parts[1]) else { return nil }
            return (hours, minutes)
        default: return nil
        }
    }
}
