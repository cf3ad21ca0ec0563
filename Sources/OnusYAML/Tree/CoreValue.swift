/// What a scalar is by the YAML 1.2 core schema, where nobody declared its type.
///
/// Only what the schema names has a type: `on`, `yes` and `13:30` are strings. Whoever wants `1.10`
/// exactly reads the node's text.
package enum CoreValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// A whole number that 64 bits do not hold, as written.
    case wide(String)
    case float(Double)
    case string(String)
}

extension CoreValue {
    /// Reads a plain scalar.
    package init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        default: self = CoreValue.number(text) ?? .string(text)
        }
    }

    /// WHY: one look at the first byte spares nearly every word the rest.
    private static func number(_ text: String) -> CoreValue? {
        var bytes = Array(text.utf8)[...]
        guard let first = bytes.first, first < UInt8(ascii: ":") else { return nil }
        if bytes.starts(with: "0o".utf8) {
            return whole(text, digits: bytes.dropFirst(2), radix: 8)
        }
        if bytes.starts(with: "0x".utf8) {
            return whole(text, digits: bytes.dropFirst(2), radix: 16)
        }
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { bytes.removeFirst() }
        switch String(decoding: bytes, as: UTF8.self) {
        case ".inf", ".Inf", ".INF": return .float(isNegative ? -.infinity : .infinity)
        case ".nan", ".NaN", ".NAN": return text.utf8.first == bytes.first ? .float(.nan) : nil
        default: break
        }
        if !bytes.isEmpty, bytes.allSatisfy(isDigit) {
            return Int64(text).map(CoreValue.int) ?? .wide(text)
        }
        return isFloat(bytes) ? Double(text).map(CoreValue.float) : nil
    }

    private static func whole(
        _ text: String, digits: ArraySlice<UInt8>, radix: Int
    ) -> CoreValue? {
        guard !digits.isEmpty, digits.allSatisfy({ isDigit($0, radix: radix) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self), radix: radix).map(CoreValue.int)
            ?? .wide(text)
    }

    /// `[0-9]+(\.[0-9]*)?` or `\.[0-9]+`, then perhaps an exponent.
    private static func isFloat(_ bytes: ArraySlice<UInt8>) -> Bool {
        let whole = bytes.prefix(while: isDigit)
        var rest = bytes.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { return false }
        guard let mark = rest.popFirst() else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "7"): true
        case UInt8(ascii: "8"), UInt8(ascii: "9"): radix > 8
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
            radix > 10
        default: false
        }
    }
}

extension Node {
    /// The core schema value of a scalar, quoted ones being strings; nil for a collection.
    package var coreValue: CoreValue? {
        guard let text = scalar else { return nil }
        return style == .plain ? CoreValue(plain: text) : .string(text)
    }
}
