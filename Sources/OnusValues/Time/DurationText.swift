/// Lengths of time that are the same everywhere: no days, since a day has no fixed length.
extension Duration {
    /// Reads `90 s`, `1.5 s`, `500 ms`, `10 min`, `36 h` and ISO 8601's `PT36H`, `PT1H30M`.
    ///
    /// Words of a calendar such as days, workdays and months are not read here.
    public init?(text: String) {
        guard let read = Self.iso(text) ?? Self.words(text) else { return nil }
        self = read
    }

    private static func words(_ text: String) -> Duration? {
        var cursor = ASCIICursor(text)
        guard let whole = cursor.number(digits: 1...12) else { return nil }
        var fraction = 0
        if cursor.take(UInt8(ascii: ".")) {
            guard let read = cursor.fraction(places: 9) else { return nil }
            fraction = read
        }
        cursor.skipBlanks()
        let units = [
            "ms": 1_000_000, "s": 1_000_000_000, "min": 60_000_000_000, "h": 3_600_000_000_000,
        ]
        guard let unit = units[cursor.word()], cursor.isAtEnd else { return nil }
        let nanoseconds = Int128(whole) * 1_000_000_000 + Int128(fraction)
        return Duration(attoseconds: nanoseconds * Int128(unit))
    }

    private static func iso(_ text: String) -> Duration? {
        var cursor = ASCIICursor(text)
        guard cursor.take(UInt8(ascii: "P")), cursor.take(UInt8(ascii: "T")) else { return nil }
        var total: Int128 = 0
        var units = [("H", 3600), ("M", 60), ("S", 1)][...]
        repeat {
            guard let whole = cursor.number(digits: 1...12) else { return nil }
            var fraction = 0
            if cursor.take(UInt8(ascii: ".")) {
                guard let read = cursor.fraction(places: 9) else { return nil }
                fraction = read
            }
            let word = cursor.word(maximum: 1)
            guard let place = units.firstIndex(where: { $0.0 == word }) else { return nil }
            let nanoseconds = Int128(whole) * 1_000_000_000 + Int128(fraction)
            total += nanoseconds * Int128(units[place].1)
            units = units[(place + 1)...]
            if fraction > 0, !cursor.isAtEnd { return nil }
        } while !cursor.isAtEnd
        return Duration(attoseconds: total * 1_000_000_000)
    }

    /// Seconds with an `s` behind them, such as `1.5s`, as Protocol Buffers write a duration.
    public var secondsText: String {
        let magnitude = attoseconds.magnitude
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
        let sign = attoseconds < 0 ? "-" : ""
        return sign + String(whole) + fractionText(Int(rest), places: 18) + "s"
    }

    /// Reads what `secondsText` writes.
    public init?(secondsText text: String) {
        var cursor = ASCIICursor(text)
        let negative = cursor.take(UInt8(ascii: "-"))
        guard let whole = cursor.number(digits: 1...18) else { return nil }
        var fraction = 0
        if cursor.take(UInt8(ascii: ".")) {
            guard let read = cursor.fraction(places: 18) else { return nil }
            fraction = read
        }
        guard cursor.take(UInt8(ascii: "s")), cursor.isAtEnd else { return nil }
        let total = Int128(whole) * 1_000_000_000_000_000_000 + Int128(fraction)
        self.init(attoseconds: negative ? -total : total)
    }
}
