/// One stretch of a day in which people work, such as `09:00-12:00`.
package struct OfficeHours: Sendable, Hashable {
    /// Seconds from midnight on the clock face; 0 or more.
    package let opens: Int
    /// After `opens`; at most 86,400, which is written `24:00`.
    package let closes: Int

    /// Nil when the stretch is empty or leaves the day.
    package init?(opens: Int, closes: Int) {
        guard 0 <= opens, opens < closes, closes <= 86_400 else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// Reads `09:00-12:00`; the last hour may be `24:00`.
    package init(parsing text: String) throws(CalendarError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = Self.seconds(of: parts[0]),
            let closes = Self.seconds(of: parts[1])
        else {
            throw CalendarError(
                "`\(text.prefix(60))` are no office hours", help: "write for instance `09:00-12:00`"
            )
        }
        guard let hours = OfficeHours(opens: opens, closes: closes) else {
            throw CalendarError(
                "the office hours `\(text)` end before they begin",
                help: "hours across midnight stand as two: `22:00-24:00` and `00:00-06:00`")
        }
        self = hours
    }

    var length: Int { closes - opens }

    private static func seconds(of text: Substring) -> Int? {
        let parts = text.trimmingSpaces().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return seconds <= 86_400 ? seconds : nil
    }
}

extension OfficeHours: CustomStringConvertible {
    package var description: String { "\(Self.text(opens))-\(Self.text(closes))" }

    private static func text(_ seconds: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60))"
    }
}

extension OfficeHours: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
