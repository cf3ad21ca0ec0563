/// Writes values as JSON into one buffer.
struct JSONWriter: ~Copyable {
    private var buffer: ByteBuffer
    private let indented: Bool
    private var depth = 0

    init(indented: Bool = false, capacity: Int = 256) {
        self.indented = indented
        buffer = ByteBuffer(capacity: capacity)
    }

    /// Puts the fields of an object whose end has come into canonical order; false when two of
    /// them have the same key.
    mutating func settle(_ fields: ArraySlice<WrittenField>) -> Bool { buffer.settle(fields) }

    var count: Int { buffer.count }
    var bytes: [UInt8] { buffer.array }

    mutating func cut(to count: Int) { buffer.cut(to: count) }

    mutating func write(_ value: Value) {
        switch value {
        case .null: literal("null")
        case .bool(let value): literal(value ? "true" : "false")
        case .int(let value): integer(value)
        case .uint(let value): tagged("$uint", String(value))
        case .double(let value): double(value)
        case .decimal(let value): tagged("$decimal", value.description)
        case .string(let value): string(value)
        case .bytes(let value): tagged("$bytes", Base64.encode(value))
        case .timestamp(let value): timestamp(value)
        case .duration(let value): tagged("$duration", value.secondsText)
        case .list(let value): list(value)
        case .map(let value): map(value)
        case .type(let value): tagged("$type", value.expressionName)
        case .optional(let value):
            literal("{\"$optional\":")
            list(value.map { [$0] } ?? [])
            literal("}")
        }
    }

    private mutating func integer(_ value: Int64) {
        let safe: Int64 = 1 << 53
        guard (-safe...safe).contains(value) else { return tagged("$int", String(value)) }
        if (0..<10).contains(value) { return buffer.append(UInt8(48 + value)) }
        digits(String(value))
    }

    private mutating func double(_ value: Double) {
        if value.isFinite { return digits(value.description) }
        tagged("$double", value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    }

    mutating func timestamp(_ time: Timestamp) {
        literal(indented ? "{\"$timestamp\": \"" : "{\"$timestamp\":\"")
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Timestamp.longestText) { text in
            let count = time.fill(text)
            buffer.append(UnsafeBufferPointer(rebasing: text[..<count]))
        }
        literal("\"}")
    }

    private mutating func tagged(_ tag: StaticString, _ text: String) {
        literal("{\"")
        tag.withUTF8Buffer { buffer.append($0) }
        literal(indented ? "\": " : "\":")
        string(text)
        literal("}")
    }

    private mutating func list(_ elements: [Value]) {
        guard !elements.isEmpty else { return literal("[]") }
        literal("[")
        depth += 1
        for (place, element) in elements.enumerated() {
            separate(place)
            write(element)
        }
        close("]")
    }

    private mutating func map(_ map: ValueMap) {
        guard !map.isEmpty else { return literal("{}") }
        guard let names = Self.names(map) else { return pairs(map) }
        literal("{")
        depth += 1
        let order = indented ? Array(names.indices) : Self.order(names)
        for (place, field) in order.enumerated() {
            separate(place)
            string(names[field])
            literal(indented ? ": " : ":")
            write(map.elements[field].value)
        }
        close("}")
    }

    /// Nil when the map must be written as pairs: other keys than texts, or one that looks tagged.
    private static func names(_ map: ValueMap) -> [String]? {
        var names: [String] = []
        names.reserveCapacity(map.count)
        for (key, _) in map.elements {
            guard case .string(let name) = key else { return nil }
            names.append(name)
        }
        return names.count == 1 && names[0].utf8.first == UInt8(ascii: "$") ? nil : names
    }

    /// The places of the names in canonical order.
    private static func order(_ names: [String]) -> [Int] {
        let isSorted = zip(names, names.dropFirst()).allSatisfy { $0.precedesByScalars($1) }
        if isSorted { return Array(names.indices) }
        return names.indices.sorted { names[$0].precedesByScalars(names[$1]) }
    }

    private mutating func pairs(_ map: ValueMap) {
        let keyed = map.map { ($0.key.canonicalJSON, $0) }
        let ordered = indented ? keyed : keyed.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        literal("{\"$map\":")
        list(ordered.map { .list([$0.1.key, $0.1.value]) })
        literal("}")
    }

    private mutating func separate(_ place: Int) {
        if place > 0 { byte(",") }
        if indented { newLine() }
    }

    private mutating func close(_ bracket: StaticString) {
        depth -= 1
        if indented { newLine() }
        literal(bracket)
    }

    private mutating func newLine() {
        buffer.append(0x0A)
        for _ in 0..<2 * depth { buffer.append(0x20) }
    }

    mutating func literal(_ text: StaticString) {
        text.withUTF8Buffer { buffer.append($0) }
    }

    private mutating func digits(_ text: String) {
        for digit in text.utf8 { buffer.append(digit) }
    }

    mutating func byte(_ scalar: Unicode.Scalar) { buffer.append(UInt8(ascii: scalar)) }

    mutating func string(_ text: String) {
        byte("\"")
        if text.utf8.withContiguousStorageIfAvailable({ escaped($0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { escaped($0) }
        }
        byte("\"")
    }

    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while true {
            let end = text.endOfPlain(from: start)
            buffer.append(UnsafeBufferPointer(rebasing: text[start..<end]))
            guard end < text.count else { return }
            escape(text[end])
            start = end + 1
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): literal("\\\"")
        case UInt8(ascii: "\\"): literal("\\\\")
        case 0x0A: literal("\\n")
        case 0x0D: literal("\\r")
        case 0x09: literal("\\t")
        case 0x08: literal("\\b")
        case 0x0C: literal("\\f")
        default:
            literal("\\u00")
            buffer.append(hexadecimal(byte >> 4))
            buffer.append(hexadecimal(byte & 15))
        }
    }
}

/// The lower-case digit of a number below 16.
func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? digit + 48 : digit + 87 }
