extension Period {
    /// Reads `90 s`, `3 workdays`, `1 month`, or ISO 8601 such as `P3D` and `PT36H`.
    package init(parsing text: String) throws(CalendarError) {
        let trimmed = text[...].trimmingSpaces()
        guard !trimmed.isEmpty else {
            throw CalendarError("a period is empty", help: Period.examples)
        }
        guard trimmed.utf8.count <= 40 else {
            throw CalendarError("a period of \(trimmed.utf8.count) bytes is too long to be one")
        }
        if trimmed.hasPrefix("-") {
            throw CalendarError(
                "the period `\(trimmed)` is negative", help: "a period is an amount, 0 or more")
        }
        if trimmed.hasPrefix("P") {
            self = try ISOPeriod(trimmed).period()
        } else {
            self = try Period.numberAndUnit(trimmed)
        }
    }

    static let examples = "write for instance `36 h`, `3 days`, `3 workdays` or `1 month`"

    private static func numberAndUnit(_ text: String) throws(CalendarError) -> Period {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let word = text.dropFirst(digits.count).trimmingSpaces()
        guard !digits.isEmpty else {
            throw CalendarError("the period `\(text)` has no number", help: examples)
        }
        guard !word.isEmpty else {
            let help = "write `\(digits) days`, `\(digits) workdays`, `\(digits) h` or another unit"
            throw CalendarError("the period `\(text)` has no unit", help: help)
        }
        guard let amount = Int(digits), amount <= largestAmount else {
            throw CalendarError("the period `\(text)` is too long", help: "at most 9 digits")
        }
        guard let unit = Unit(named: word) else { throw unknownUnit(word, in: text) }
        return try Period(amount, unit).orOutOfRange()
    }

    private static func unknownUnit(_ word: String, in text: String) -> CalendarError {
        if word.hasPrefix(".") || word.hasPrefix(",") {
            return CalendarError(
                "the period `\(text)` is not a whole number",
                help: "use a smaller unit: `90 min` for one hour and a half")
        }
        if word.contains(where: \.isNumber) {
            return CalendarError(
                "the period `\(text)` has more than one number",
                help: "write one number and one unit: `90 min` for one hour and a half")
        }
        if word == "m" {
            return CalendarError(
                "the unit `m` of `\(text)` could be minutes or months",
                help: "write `min` or `months`")
        }
        let all = Unit.allCases.flatMap(\.names)
        return CalendarError(
            "the unit `\(word)` of `\(text)` is unknown",
            help: "the units are s, min, h, days, weeks, months, years, workdays and workhours",
            suggestion: nearest(to: word, among: all))
    }
}

extension Period.Unit {
    init?(named word: String) {
        guard let unit = Self.allCases.first(where: { $0.names.contains(word) }) else { return nil }
        self = unit
    }
}

extension Period? {
    func orOutOfRange() throws(CalendarError) -> Period {
        guard let self else {
            throw CalendarError("the period is too long", help: "at most 9 digits")
        }
        return self
    }
}

extension Period: CustomStringConvertible {
    /// The text that `init(parsing:)` reads back.
    package var description: String { "\(amount) \(unit.name(for: amount))" }
}

extension Period: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Substring {
    func trimmingSpaces() -> String {
        var rest = self
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
