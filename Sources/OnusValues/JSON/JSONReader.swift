/// Reads JSON from bytes, no deeper than its limits say.
struct JSONReader {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private let fractions: JSON.Fractions
    /// Whether `{"$int": "1"}` is an int or a map.
    private let tagged: Bool
    private var offset = 0

    init(_ bytes: [UInt8], limits: JSONLimits, fractions: JSON.Fractions, tagged: Bool) {
        self.bytes = bytes
        self.limits = limits
        self.fractions = fractions
        self.tagged = tagged
    }

    mutating func readDocument() throws(JSONError) -> Value {
        guard bytes.count <= limits.bytes else {
            throw failure("the JSON is larger than \(limits.bytes) bytes")
        }
        skipBlanks()
        let value = try read(depth: 0)
        skipBlanks()
        guard offset == bytes.count else { throw failure("expected the end of the JSON") }
        return value
    }

    private mutating func read(depth: Int) throws(JSONError) -> Value {
        guard offset < bytes.count else { throw failure("the JSON ends where a value is expected") }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 48...57: return try number()
        default: throw failure("expected a value")
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> Value {
        try enter(depth)
        var elements: [Value] = []
        if take(UInt8(ascii: "]")) { return .list(elements) }
        while true {
            elements.append(try read(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .list(elements) }
            try expect(UInt8(ascii: ","), "expected `,` or `]`")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> Value {
        let start = offset
        try enter(depth)
        var map = ValueMap()
        if take(UInt8(ascii: "}")) { return .map(map) }
        while true {
            let place = offset
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
                throw failure("expected a key in quotes")
            }
            let key = try string()
            skipBlanks()
            try expect(UInt8(ascii: ":"), "expected `:` after the key `\(key)`")
            let value = try read(depth: depth + 1)
            guard map.insert(.string(key), value) else {
                throw failure("the key `\(key)` stands twice in one object", at: place)
            }
            skipBlanks()
            if take(UInt8(ascii: "}")) { break }
            try expect(UInt8(ascii: ","), "expected `,` or `}`")
        }
        guard tagged, map.count == 1, case (.string(let tag), let content) = map.elements[0],
            tag.utf8.first == UInt8(ascii: "$")
        else { return .map(map) }
        guard let value = TaggedJSON.value(tag: tag, content: content) else {
            throw failure("`\(tag)` does not hold what it should", at: start)
        }
        return value
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth < limits.depth else {
            throw failure("the JSON is nested more than \(limits.depth) deep")
        }
        offset += 1
        skipBlanks()
    }

    private mutating func word(_ text: StaticString, _ value: Value) throws(JSONError) -> Value {
        let end = offset + text.utf8CodeUnitCount
        let expected = text.withUTF8Buffer { Array($0) }
        guard end <= bytes.count, bytes[offset..<end].elementsEqual(expected) else {
            throw failure("expected a value")
        }
        offset = end
        return value
    }

    private mutating func expect(_ byte: UInt8, _ message: String) throws(JSONError) {
        guard take(byte) else { throw failure(message) }
        skipBlanks()
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private func failure(_ message: String, at place: Int? = nil) -> JSONError {
        var (line, column) = (1, 1)
        for byte in bytes[..<Swift.min(place ?? offset, bytes.count)] {
            if byte == 0x0A {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError(message: message, line: line, column: column)
    }
}

extension JSONReader {
    private mutating func number() throws(JSONError) -> Value {
        let start = offset
        let negative = take(UInt8(ascii: "-"))
        var magnitude: UInt64 = 0
        var overflow = false
        let first = offset
        while offset < bytes.count, case let digit = bytes[offset] &- 48, digit < 10 {
            let product = magnitude.multipliedReportingOverflow(by: 10)
            let sum = product.partialValue.addingReportingOverflow(UInt64(digit))
            overflow = overflow || product.overflow || sum.overflow
            magnitude = sum.partialValue
            offset += 1
        }
        guard offset > first, bytes[first] != 48 || offset == first + 1 else {
            throw failure("a number has no zeros before its digits", at: start)
        }
        if try !fraction() {
            let limit: UInt64 = negative ? 1 << 63 : 1 << 63 - 1
            if !overflow, magnitude <= limit {
                let value = Int64(truncatingIfNeeded: magnitude)
                return .int(negative ? 0 &- value : value)
            }
        }
        return try inexact(String(decoding: bytes[start..<offset], as: UTF8.self), at: start)
    }

    private mutating func fraction() throws(JSONError) -> Bool {
        var found = false
        if take(UInt8(ascii: ".")) {
            found = true
            try digits()
        }
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return found }
        if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
        try digits()
        return true
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, (48...57).contains(bytes[offset]) { offset += 1 }
        guard offset > start else { throw failure("expected a digit") }
    }

    private func inexact(_ text: String, at start: Int) throws(JSONError) -> Value {
        let whole = !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 32 == UInt8(ascii: "e") }
        if whole || fractions == .decimal, let decimal = Decimal(text) { return .decimal(decimal) }
        guard let double = Double(text), double.isFinite else {
            throw failure("the number `\(text)` is too large", at: start)
        }
        return .double(double)
    }
}

extension JSONReader {
    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return try decoded(bytes[start..<(offset - 1)], at: start)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw failure("a control character in a text must be escaped")
            default: offset += 1
            }
        }
        throw failure("the text is not closed", at: start - 1)
    }

    private func decoded(_ part: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        let text = part.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let text else { throw failure("the text is not UTF-8", at: start) }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var buffer = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return try decoded(buffer[...], at: start)
            case UInt8(ascii: "\\"): try escape(into: &buffer)
            case 0..<0x20:
                throw failure("a control character in a text must be escaped", at: offset - 1)
            default: buffer.append(byte)
            }
        }
        throw failure("the text is not closed", at: start - 1)
    }

    private mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
        guard offset < bytes.count else { throw failure("the text is not closed") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "u"): buffer.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw failure("there is no such escape", at: offset - 2)
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = offset - 2
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
            case let second = try hexadecimal(), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("half of a surrogate pair stands alone", at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = hexadecimalDigit(bytes[offset]) else {
                throw failure("expected four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }
}

/// The value of `0`–`9`, `a`–`f`, `A`–`F`.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
}
