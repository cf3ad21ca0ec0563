/// A share of the time from a start to a deadline, such as `80%`, exact to a hundredth of a percent.
package struct Percentage: Sendable, Hashable, Comparable {
    /// 0 to 10,000.
    package let hundredths: Int

    /// Nil outside 0 to 100 percent.
    package init?(hundredths: Int) {
        guard (0...10_000).contains(hundredths) else { return nil }
        self.hundredths = hundredths
    }

    /// Reads `80%` or `12.5%`.
    package init(parsing text: String) throws(CalendarError) {
        let trimmed = text[...].trimmingSpaces()
        guard trimmed.hasSuffix("%") else {
            throw CalendarError("`\(text)` is no percentage", help: "write for instance `80%`")
        }
        let number = trimmed.dropLast().trimmingSpaces()
        guard let hundredths = Percentage.hundredths(of: number) else {
            throw CalendarError(
                "`\(text)` is no percentage from 0% to 100% with at most two decimals",
                help: "a time after the deadline is written `due + 2 workdays`")
        }
        self.hundredths = hundredths
    }

    private static func hundredths(of number: String) -> Int? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...3).contains(parts[0].utf8.count),
            number.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            let whole = Int(parts[0])
        else { return nil }
        guard parts.count == 2 else { return whole <= 100 ? whole * 100 : nil }
        guard (1...2).contains(parts[1].utf8.count), let decimals = Int(parts[1]) else {
            return nil
        }
        let total = whole * 100 + (parts[1].utf8.count == 1 ? decimals * 10 : decimals)
        return total <= 10_000 ? total : nil
    }

    package static func < (one: Percentage, other: Percentage) -> Bool {
        one.hundredths < other.hundredths
    }
}

extension Percentage: CustomStringConvertible {
    package var description: String {
        let decimals = hundredths % 100
        guard decimals != 0 else { return "\(hundredths / 100)%" }
        let tail =
            decimals % 10 == 0 ? "\(decimals / 10)" : (decimals < 10 ? "0" : "") + "\(decimals)"
        return "\(hundredths / 100).\(tail)%"
    }
}

extension Percentage: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
