/// What plain JSON cannot say, as an object with one key that begins with `$`.
///
/// INVARIANT: every value is read back as it was written. A map that looks like such an object is
/// therefore itself written as `{"$map": …}`.
enum TaggedJSON {
    static func value(tag: String, content: Value) -> Value? {
        switch (tag, content) {
        case ("$int", .string(let text)): Int64(text).map(Value.int)
        case ("$uint", .string(let text)): UInt64(text).map(Value.uint)
        case ("$double", .string(let text)): double(text).map(Value.double)
        case ("$decimal", .string(let text)): Decimal(text).map(Value.decimal)
        case ("$bytes", .string(let text)): Base64.decode(text).map(Value.bytes)
        case ("$timestamp", .string(let text)): Timestamp(text).map(Value.timestamp)
        case ("$duration", .string(let text)): Duration(secondsText: text).map(Value.duration)
        case ("$type", .string(let text)): ValueType(text).map(Value.type)
        case ("$optional", .list(let content)):
            content.count <= 1 ? .optional(content.first) : nil
        case ("$map", .list(let pairs)): map(pairs)
        default: nil
        }
    }

    private static func double(_ text: String) -> Double? {
        switch text {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: Double(text)
        }
    }

    private static func map(_ pairs: [Value]) -> Value? {
        var map = ValueMap()
        map.reserveCapacity(pairs.count)
        for pair in pairs {
            guard case .list(let both) = pair, both.count == 2, map.insert(both[0], both[1]) else {
                return nil
            }
        }
        return .map(map)
    }
}

extension Value {
    /// Reads what `canonicalJSON` writes, and the same by hand: `{"$decimal": "1.10"}`.
    public init(
        canonicalJSON bytes: some Sequence<UInt8>, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) {
        var reader = JSONReader(Array(bytes), limits: limits, fractions: .double, tagged: true)
        self = try reader.readDocument()
    }

    public init(canonicalJSON text: String) throws(JSONError) {
        try self.init(canonicalJSON: text.utf8)
    }

    /// The one form in bytes that equal values share: sorted keys, no blanks, shortest numbers.
    public var canonicalJSON: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    public var canonicalJSONText: String { String(decoding: canonicalJSON, as: UTF8.self) }

    /// The same on indented lines, keys in the order in which the map has them.
    public var prettyJSON: String {
        var writer = JSONWriter(indented: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
