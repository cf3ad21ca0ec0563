extension Timestamp: LosslessStringConvertible {
    /// Reads RFC 3339 such as `2026-09-28T09:00:00.5+08:00`; the offset may not be left out.
    public init?(_ text: String) {
        var cursor = ASCIICursor(text)
        guard let date = CivilDate(scanning: &cursor), cursor.take(UInt8(ascii: "T")),
            let time = TimeOfDay(scanning: &cursor, secondsNeeded: true),
            let offset = Self.offset(scanning: &cursor), cursor.isAtEnd
        else { return nil }
        self.init(
            seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay - offset),
            nanoseconds: Int32(time.nanosecond))
    }

    private static func offset(scanning cursor: inout ASCIICursor) -> Int? {
        if cursor.take(UInt8(ascii: "Z")) { return 0 }
        let west = cursor.take(UInt8(ascii: "-"))
        guard west || cursor.take(UInt8(ascii: "+")),
            let hours = cursor.number(digits: 2), hours < 24, cursor.take(UInt8(ascii: ":")),
            let minutes = cursor.number(digits: 2), minutes < 60
        else { return nil }
        return (west ? -60 : 60) * (hours * 60 + minutes)
    }

    /// RFC 3339 in UTC, with as many digits behind the seconds as there are: `2026-09-28T01:00:00Z`.
    public var description: String {
        String(unsafeUninitializedCapacity: Self.longestText) { fill($0) }
    }

    /// RFC 3339 in UTC with six digits behind the seconds, the form of everything printed as JSON.
    public var rfc3339Microseconds: String {
        String(unsafeUninitializedCapacity: Self.longestText) {
            fill($0, fraction: Int(nanoseconds) / 1000, digits: 6)
        }
    }

    /// Room enough for `description` in UTF-8.
    static var longestText: Int { 32 }

    /// Writes the description and gives its length.
    func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var digits = 9
        var fraction = Int(nanoseconds)
        if fraction == 0 { digits = 0 }
        while digits > 0, fraction % 10 == 0 { (fraction, digits) = (fraction / 10, digits - 1) }
        return fill(buffer, fraction: fraction, digits: digits)
    }

    // WHY: times stand in every event and every duty, so they are written without the many small
    // texts that would otherwise be joined.
    private func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, fraction: Int, digits: Int
    ) -> Int {
        let (date, time) = utc
        var line = ASCIILine(buffer)
        line.add(date.year, digits: 4, before: "-")
        line.add(date.month, digits: 2, before: "-")
        line.add(date.day, digits: 2, before: "T")
        line.add(time.hour, digits: 2, before: ":")
        line.add(time.minute, digits: 2, before: ":")
        line.add(time.second, digits: 2, before: digits > 0 ? "." : "Z")
        if digits > 0 { line.add(fraction, digits: digits, before: "Z") }
        return line.count
    }

    /// The date and the time that a clock in UTC shows.
    public var utc: (date: CivilDate, time: TimeOfDay) {
        let (days, second) = floorDivide(Int(seconds), 86_400)
        return (
            CivilDate(uncheckedDays: days),
            TimeOfDay(unchecked: second, nanosecond: Int(nanoseconds))
        )
    }
}

/// Numbers of fixed widths on their way into a text.
private struct ASCIILine {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func add(_ number: Int, digits: Int, before sign: Unicode.Scalar) {
        var rest = number
        var place = count + digits
        while place > count {
            place -= 1
            buffer[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        buffer[count + digits] = UInt8(ascii: sign)
        count += digits + 1
    }
}
