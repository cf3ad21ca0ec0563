import OnusValues

/// Doubles as text, and exactly to any number of digits.
enum NumberText {
    static func double(_ text: String) -> Double? {
        switch text {
        case "NaN": return .nan
        case "Infinity", "+Infinity", "inf", "+inf": return .infinity
        case "-Infinity", "-inf": return -.infinity
        default:
            let isPlain = text.utf8.allSatisfy {
                (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
            }
            return isPlain ? Double(text) : nil
        }
    }

    /// The fewest digits that read back as the number, with an exponent only for the very large
    /// and very small: `1`, `-0.0045`, `1e+21`.
    static func shortest(_ number: Double) -> String {
        guard number.isFinite else { return special(number) }
        let sign = number.sign == .minus ? "-" : ""
        let text = number.magnitude.description
        let parts = text.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let digits = parts[0].split(separator: ".")
        var fraction = digits.count > 1 && digits[1] != "0" ? String(digits[1]) : ""
        var whole = String(digits[0])
        if whole == "0", fraction.isEmpty { return sign + "0" }
        exponent += whole.utf8.count - 1
        whole += fraction
        let leading = whole.prefix { $0 == "0" }.utf8.count
        exponent -= leading
        var significant = Substring(whole.dropFirst(leading))
        while significant.utf8.count > 1, significant.last == "0" { significant.removeLast() }
        fraction = String(significant)
        return sign + placed(fraction, exponent)
    }

    static func special(_ number: Double) -> String {
        number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    /// `digits` with a point behind its first, times ten to the exponent.
    private static func placed(_ digits: String, _ exponent: Int) -> String {
        let count = digits.utf8.count
        if exponent < -4 || exponent >= 21 {
            let rest = digits.dropFirst()
            let mantissa = digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
            return mantissa + exponentText(exponent)
        }
        if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
        if exponent >= count - 1 {
            return digits + String(repeating: "0", count: exponent - count + 1)
        }
        return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
    }

    private static func exponentText(_ exponent: Int) -> String {
        let magnitude = String(exponent.magnitude)
        return "e" + (exponent < 0 ? "-" : "+") + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
    }

    /// With so many digits behind the point, half to even: what `%.3f` prints.
    static func fixed(_ number: Double, places: Int) -> String {
        guard number.isFinite else { return special(number) }
        var digits = ExactDigits(number.magnitude)
        digits.round(at: digits.point + places)
        return (number.sign == .minus ? "-" : "") + digits.fixed(places: places)
    }

    /// With one digit before the point and so many behind it: what `%.3e` prints.
    static func scientific(_ number: Double, places: Int) -> String {
        guard number.isFinite else { return special(number) }
        var digits = ExactDigits(number.magnitude)
        digits.round(at: places + 1)
        let text = digits.mantissa(places: places)
        return (number.sign == .minus ? "-" : "") + text + exponentText(digits.exponent)
    }
}

/// Every decimal digit of a double, which has at most some hundreds of them.
private struct ExactDigits {
    /// The first one is not 0, unless the number is.
    var digits: [UInt8]
    /// How many of the digits stand before the point; 0 or less for 0.01.
    var point: Int

    var exponent: Int { digits == [0] ? 0 : point - 1 }

    init(_ number: Double) {
        guard number > 0 else {
            (digits, point) = ([0], 1)
            return
        }
        let ulp = Int(number.ulp.exponent)
        var limbs = BigNumber(UInt64(number / number.ulp))
        // m · 2^-k is m · 5^k over 10^k, so that every step is a product.
        for _ in 0..<ulp.magnitude { limbs.multiply(by: ulp < 0 ? 5 : 2) }
        digits = limbs.digits
        point = digits.count + min(ulp, 0)
    }

    mutating func round(at place: Int) {
        guard place < digits.count else { return }
        guard place >= 0 else {
            (digits, point) = ([0], 1)
            return
        }
        let rest = digits[place...]
        let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
        let isOdd = place > 0 && digits[place - 1] % 2 == 1
        let isUp = isHalf ? isOdd : (rest.first ?? 0) >= 5
        digits.removeSubrange(place...)
        if isUp { increment() }
        if digits.isEmpty { (digits, point) = ([0], 1) }
    }

    private mutating func increment() {
        var place = digits.count - 1
        while place >= 0, digits[place] == 9 {
            digits[place] = 0
            place -= 1
        }
        if place >= 0 {
            digits[place] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
        }
    }

    func fixed(places: Int) -> String {
        let whole = point > 0 ? text(0..<point) : "0"
        guard places > 0 else { return whole }
        return whole + "." + text(point..<(point + places))
    }

    func mantissa(places: Int) -> String {
        text(0..<1) + (places > 0 ? "." + text(1..<(places + 1)) : "")
    }

    private func text(_ range: Range<Int>) -> String {
        let isZero = digits == [0]
        return String(
            decoding: range.map {
                !isZero && digits.indices.contains($0) ? digits[$0] + 48 : 48
            }, as: UTF8.self)
    }
}

/// A whole number of any size, in parts below a thousand million, the lowest first.
private struct BigNumber {
    private var limbs: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ value: UInt64) {
        limbs = []
        var rest = value
        while rest > 0 {
            limbs.append(rest % Self.base)
            rest /= Self.base
        }
    }

    mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for place in limbs.indices {
            let product = limbs[place] * factor + carry
            limbs[place] = product % Self.base
            carry = product / Self.base
        }
        if carry > 0 { limbs.append(carry) }
    }

    var digits: [UInt8] {
        var digits: [UInt8] = []
        for limb in limbs.reversed() {
            let text = String(limb).utf8
            if !digits.isEmpty { digits += Array(repeating: 0, count: 9 - text.count) }
            digits += text.map { $0 - 48 }
        }
        return digits
    }
}
