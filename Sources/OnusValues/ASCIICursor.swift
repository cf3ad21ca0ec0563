/// A place in a short ASCII text such as a time or a number, moved along by what is taken.
struct ASCIICursor {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { offset == bytes.count }
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func digit() -> Int? {
        guard offset < bytes.count, case let value = bytes[offset] &- 48, value < 10 else {
            return nil
        }
        offset += 1
        return Int(value)
    }

    /// A number of so many digits; INVARIANT: the upper bound is at most 18.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < digits.upperBound, let digit = digit() {
            value = value * 10 + digit
            count += 1
        }
        return digits.contains(count) ? value : nil
    }

    mutating func number(digits: Int) -> Int? { number(digits: digits...digits) }

    /// Digits behind a point as a count of units of 10^-places; nil when there are none or more.
    mutating func fraction(places: Int) -> Int? {
        var value = 0
        var count = 0
        while let digit = digit() {
            guard count < places else { return nil }
            value = value * 10 + digit
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<places { value *= 10 }
        return value
    }

    mutating func skipBlanks() { while take(32) {} }

    /// The letters that come next, as they are written.
    mutating func word(maximum: Int = 16) -> String {
        let start = offset
        while offset - start < maximum, let byte = next,
            (65...90).contains(byte) || (97...122).contains(byte)
        { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}

/// Writes a number with zeros before it, such as `07`.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
