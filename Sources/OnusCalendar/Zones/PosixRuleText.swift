extension PosixRule {
    /// Nil for a text that is no POSIX TZ rule (with the hours beyond a day of RFC 9636).
    init?(parsing text: ArraySlice<UInt8>) {
        var reader = PosixReader(rest: text)
        guard reader.skipName(), let west = reader.time(hours: 24) else { return nil }
        standard = -west
        if reader.rest.isEmpty {
            summer = nil
            return
        }
        guard reader.skipName(), let parsed = reader.summer(standard: standard),
            reader.rest.isEmpty
        else { return nil }
        summer = parsed
    }
}

/// Goes through the letters of a POSIX TZ text; every function answers nil where it does not fit.
private struct PosixReader {
    var rest: ArraySlice<UInt8>

    /// `CET` or `<+0330>`: three letters or more.
    mutating func skipName() -> Bool {
        if skip(UInt8(ascii: "<")) {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let letters = rest.prefix { (65...90).contains($0 & 0xDF) }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    mutating func summer(standard: Int64) -> PosixRule.Summer? {
        var offset = standard + 3600
        if rest.first != UInt8(ascii: ",") {
            guard let west = time(hours: 24) else { return nil }
            offset = -west
        }
        guard let begins = change(), let ends = change() else { return nil }
        return PosixRule.Summer(offset: offset, begins: begins, ends: ends)
    }

    private mutating func change() -> PosixRule.YearlyChange? {
        guard skip(UInt8(ascii: ",")), let day = day() else { return nil }
        guard skip(UInt8(ascii: "/")) else { return .init(day: day, time: 7200) }
        guard let time = time(hours: 167) else { return nil }
        return .init(day: day, time: time)
    }

    private mutating func day() -> PosixRule.YearlyChange.Day? {
        if skip(UInt8(ascii: "J")) {
            return number(1...365).map { .julian($0) }
        }
        guard skip(UInt8(ascii: "M")) else {
            return number(0...365).map { .zeroBased($0) }
        }
        guard let month = number(1...12), skip(UInt8(ascii: ".")), let week = number(1...5),
            skip(UInt8(ascii: ".")), let weekday = number(0...6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(hours limit: Int) -> Int64? {
        let isNegative = skip(UInt8(ascii: "-"))
        if !isNegative { _ = skip(UInt8(ascii: "+")) }
        guard var seconds = number(0...limit).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where skip(UInt8(ascii: ":")) {
            guard let value = number(0...59) else { return nil }
            seconds += value * unit
        }
        return Int64(isNegative ? -seconds : seconds)
    }

    private mutating func number(_ allowed: ClosedRange<Int>) -> Int? {
        var value: Int?
        while let digit = rest.first, (48...57).contains(digit), (value ?? 0) < 1000 {
            value = (value ?? 0) * 10 + Int(digit - 48)
            rest.removeFirst()
        }
        return value.flatMap { allowed.contains($0) ? $0 : nil }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }
}
