/// A duration in the notation of ISO 8601, `P1Y6M` or `PT36H`, taken apart.
struct ISOPeriod {
    private let text: String
    private var parts: [Part] = []

    private struct Part {
        var amount: Int
        var designator: Designator
    }

    /// INVARIANT: in the order in which ISO 8601 wants them; raw values only compare.
    private enum Designator: Int {
        case year, month, week, day, hour, minute, second

        init?(_ letter: Character, afterT: Bool) {
            switch (letter, afterT) {
            case ("Y", false): self = .year
            case ("M", false): self = .month
            case ("W", false): self = .week
            case ("D", false): self = .day
            case ("H", true): self = .hour
            case ("M", true): self = .minute
            case ("S", true): self = .second
            default: return nil
            }
        }
    }

    init(_ text: String) throws(CalendarError) {
        self.text = text
        var rest = text.dropFirst()
        var afterT = false
        while let first = rest.first {
            if first == "T", !afterT {
                afterT = true
                rest.removeFirst()
                guard !rest.isEmpty else { throw malformed }
                continue
            }
            try parts.append(nextPart(of: &rest, afterT: afterT))
        }
        guard !parts.isEmpty else { throw malformed }
    }

    private func nextPart(
        of rest: inout Substring, afterT: Bool
    ) throws(CalendarError) -> Part {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest.removeFirst(digits.count)
        guard let letter = rest.popFirst(), !digits.isEmpty else { throw malformed }
        guard let amount = Int(digits), amount <= Period.largestAmount else {
            throw CalendarError("the period `\(text)` is too long", help: "at most 9 digits")
        }
        guard let designator = Designator(letter, afterT: afterT) else { throw malformed }
        if let last = parts.last, last.designator.rawValue >= designator.rawValue {
            throw malformed
        }
        return Part(amount: amount, designator: designator)
    }

    private var malformed: CalendarError {
        CalendarError(
            "the period `\(text)` is no ISO 8601 duration in whole numbers",
            help: "write for instance `P3D`, `P2W`, `P1M`, `PT36H`, or `3 workdays`")
    }

    /// The whole as one number of the smallest unit that was used.
    func period() throws(CalendarError) -> Period {
        guard let last = parts.last else { throw malformed }
        let (unit, size) = Self.measure(last.designator)
        var total = 0
        for part in parts {
            let (partUnit, partSize) = Self.measure(part.designator)
            guard Self.kind(partUnit) == Self.kind(unit) else { throw mixed }
            total += part.amount * (partSize / size)
        }
        return try Period(total, unit).orOutOfRange()
    }

    private var mixed: CalendarError {
        CalendarError(
            "the period `\(text)` mixes units that are counted differently",
            help: "write years and months, or weeks and days, or hours, minutes and seconds")
    }

    private static func measure(_ designator: Designator) -> (Period.Unit, size: Int) {
        switch designator {
        case .year: (.year, 12)
        case .month: (.month, 1)
        case .week: (.week, 7)
        case .day: (.day, 1)
        case .hour: (.hour, 3600)
        case .minute: (.minute, 60)
        case .second: (.second, 1)
        }
    }

    private static func kind(_ unit: Period.Unit) -> Int {
        switch unit {
        case .year, .month: 0
        case .week, .day: 1
        default: 2
        }
    }
}
