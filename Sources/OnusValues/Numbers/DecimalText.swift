extension Decimal: LosslessStringConvertible {
    /// Reads `1.10`, `-3`, `1e3`, `2.5E-4`; nil for anything else, blanks included.
    public init?(_ text: String) {
        var scanner = DecimalScanner(ASCIICursor(text))
        guard let read = scanner.scan() else { return nil }
        self = read
    }

    /// The number that the double is, to its last binary digit; nil when that takes more digits.
    public init?(exactly value: Double) {
        guard value.isFinite, value.magnitude < 1e34 else { return nil }
        if let whole = Int128(exactly: value) {
            self.init(coefficient: whole, scale: 0)
            return
        }
        // A double with a fraction is an odd number over 2^k, which is that number · 5^k over 10^k.
        guard var odd = Int128(exactly: value / value.ulp) else { return nil }
        let twos = -Int(value.ulp.exponent) - odd.trailingZeroBitCount
        odd >>= Int128(odd.trailingZeroBitCount)
        guard (1...Self.maximumDigits).contains(twos) else { return nil }
        for _ in 0..<twos {
            guard odd.magnitude < Self.bound.magnitude else { return nil }
            odd *= 5
        }
        self.init(coefficient: odd, scale: twos)
    }

    /// The shortest number that reads back as the double: `0.1` for 0.1.
    public init?(shortest value: Double) {
        guard value.isFinite, let read = Decimal(value.description) else { return nil }
        self = read.normalized
    }

    public var description: String {
        let digits = String(coefficient.magnitude)
        let sign = coefficient < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        let point = padded.utf8.count - scale
        return sign + padded.prefix(point) + "." + padded.suffix(scale)
    }
}

/// Reads digits, a point and an exponent into a coefficient and a scale.
private struct DecimalScanner {
    var cursor: ASCIICursor
    var digits: Int128 = 0
    var scale = 0
    var count = 0

    init(_ cursor: ASCIICursor) { self.cursor = cursor }

    mutating func scan() -> Decimal? {
        let negative = cursor.take(UInt8(ascii: "-"))
        if !negative { _ = cursor.take(UInt8(ascii: "+")) }
        guard scanDigits() > 0 else { return nil }
        if cursor.take(UInt8(ascii: ".")) {
            let behind = scanDigits()
            guard behind > 0 else { return nil }
            scale = behind
        }
        guard count <= 2 * Decimal.maximumDigits, scanExponent(), cursor.isAtEnd else { return nil }
        guard shorten() else { return nil }
        return Decimal(coefficient: negative ? -digits : digits, scale: scale)
    }

    /// Digits past the 36th overflow no counter; `count` refuses them afterwards.
    private mutating func scanDigits() -> Int {
        var read = 0
        while let digit = cursor.digit() {
            read += 1
            if digits > 0 || digit > 0 { count += 1 }
            if count > 37 { digits = .max / 10 - 1 } else { digits = digits * 10 + Int128(digit) }
        }
        return read
    }

    private mutating func scanExponent() -> Bool {
        guard cursor.take(UInt8(ascii: "e")) || cursor.take(UInt8(ascii: "E")) else { return true }
        let negative = cursor.take(UInt8(ascii: "-"))
        if !negative { _ = cursor.take(UInt8(ascii: "+")) }
        guard let exponent = cursor.number(digits: 1...4), scale <= 1000 else { return false }
        scale += negative ? exponent : -exponent
        return true
    }

    private mutating func shorten() -> Bool {
        if digits == 0 {
            scale = min(max(scale, 0), Decimal.maximumDigits)
            return true
        }
        while scale < 0 {
            guard digits < Decimal.bound else { return false }
            digits *= 10
            scale += 1
        }
        while scale > Decimal.maximumDigits, digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        return scale <= Decimal.maximumDigits
    }
}
